"""Unusual tables made plain: one heading row, long or wide, every cell with the place it has in the file."""
