"""A post's text -> tokens with their senses, sentences and numbers."""
