"""Communities, their offers and needs, the map."""
