"""What can be followed: Atom feeds of lists and searches, calendars of events, and what changes."""
