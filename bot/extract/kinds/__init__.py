"""What a post is (GUIDE: kind), and the signs that tell it; `classify` is the way in."""
