"""Groups of people that a text tells of: how many, who, how old; `finding` is the way in."""
