"""A work in other formats than a page: at its permalink with a suffix, or at the permalink by what a program accepts."""
