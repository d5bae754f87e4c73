"""Case studies: what communities did."""
