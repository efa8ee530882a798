"""What makes two texts the same."""

import hashlib
import unicodedata

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0F, 0xFEFF])


def fold_text(text: str) -> str:
    """The text without what forwarding and pasting change: case, blanks, invisible characters, forms of one letter."""
    visible = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(visible.casefold().split())


def hash_of(text: str) -> str:
    """The SHA-256 of the folded text, in hexadecimal digits."""
    return hashlib.sha256(fold_text(text).encode("utf-8", "surrogatepass")).hexdigest()


def exact_hash(text: str) -> str:
    """The SHA-256 of the text as it is, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
