"""The helpline assistant: what members and advisers meet in Slack."""
