"""What partners link into."""
