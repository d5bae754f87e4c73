"""What others gather from here by rules of their own: repositories by OAI-PMH, networks by Murmurations."""
