"""How guidance becomes an index version: a batch program."""
