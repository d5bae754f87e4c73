"""Formats of dates, times and numbers."""
