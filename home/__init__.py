"""The front door: home page, standard pages, news and events."""
