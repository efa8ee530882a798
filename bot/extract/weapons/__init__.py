"""What struck, with the part that each named weapon has in the post; `finding` is the way in."""
