"""Which things were damaged, and how many of each; `finding` is the way in."""
