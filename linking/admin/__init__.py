"""What editors see of links, and what they do about them."""
