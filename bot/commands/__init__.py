"""The commands of `python -m bot`, a module a group; each command calls one function."""
