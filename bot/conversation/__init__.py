"""What passes between a member, the assistant and an adviser."""
