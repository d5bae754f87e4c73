"""What editors see of the search: what readers look for, what they promote, other words for terms."""
