"""The Telegram edge: an update in, a reply out; nothing is decided here."""
