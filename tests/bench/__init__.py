"""Speed and memory on this machine, printed beside their limits: `make bench`."""
