"""Slack: the only part of the assistant that knows it."""
