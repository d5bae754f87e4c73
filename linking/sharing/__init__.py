"""What a work looks like where somebody shares it: tags for previews, the picture, the card, oEmbed."""
