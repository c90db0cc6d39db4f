"""Triage: what a member's words ask of us, decided from phrases before anything is acknowledged."""

from bot.triage.assessment import Action, Assessment, Category, Urgency
from bot.triage.rules import assess

__all__ = ["Action", "Assessment", "Category", "Urgency", "assess"]
