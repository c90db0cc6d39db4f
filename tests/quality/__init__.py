"""How good the answers are, measured on evaluation sets and printed beside targets: `make eval`."""
