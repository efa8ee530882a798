"""What several rooms ask of the sense of a word."""

FROM = frozenset({"preposition.from", "age.range"})
"""Senses of "from", as a beginning or a source."""


def tells_harm(sense: str | None) -> bool:
    """Whether a word of this sense tells of somebody killed or injured."""
    return sense is not None and sense.startswith(("killed.", "injured."))
