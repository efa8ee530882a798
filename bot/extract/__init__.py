"""Post -> reading: what one post says, each value with its span."""
