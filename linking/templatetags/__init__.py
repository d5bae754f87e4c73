"""Template tags of linking."""
