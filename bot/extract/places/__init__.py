"""Which places a post names and which unit of the codifier each name means; `finding` is the way in."""
