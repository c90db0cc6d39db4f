"""
Journeys: what a person does in Slack and what they see, with nothing faked.

The assistant runs as its own program, connected over Socket Mode to a local
Slack that is driven through its control calls or its page.
"""
