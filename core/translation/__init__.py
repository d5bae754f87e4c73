"""Two languages: the rules of DESIGN.md §6 on top of wagtail-localize."""
