"""How the app describes itself to Slack: its name, command and shortcut, first prompts."""

from __future__ import annotations

APP_NAME = "Inspection helpline"  # 35 characters at most
APP_DESCRIPTION = (  # 140 characters at most
    "Quotes the union's guidance on inspections, and brings a helpline adviser when you need one."
)
SHORTCUT_NAME = "Ask the helpline"  # 24 characters at most
SHORTCUT_DESCRIPTION = "Look up what the guidance says about this message"
COMMAND_DESCRIPTION = "Ask the guidance, or bring a person"
COMMAND_HINT = "ask [question] · urgent [what is happening] · status · help"
SUGGESTED_PROMPTS = (
    "What time should inspectors finish?",
    "May a deputy sit in on discussions?",
    "An inspector is here and I need a person",
)
