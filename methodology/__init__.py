"""Guides, topics, terms, ingredients and stages."""
