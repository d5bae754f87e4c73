"""How a work is cited: what a reference says of it, in words and as reference managers read it."""
