"""Zvedennia: what the program knows and does."""

__version__ = "0.1.0"
