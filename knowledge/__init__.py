"""What the guidance says: a read-only library over published index versions."""
