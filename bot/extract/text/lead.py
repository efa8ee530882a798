"""A first sentence that says nothing ("УВАГА!", "Наслідки ворожої атаки"): the post begins with what stands below."""

from collections.abc import Callable
from dataclasses import replace

from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Post

_MOST_WORDS = 6
_EMPTY = frozenset({None, "strike.noun", "flag.data", "weapon_cue.link", "person.people", "roundup.bulletin"})
_GREETING = frozenset({"moment.wish", "time.morning", "time.day", "time.evening"})


def without_lead(document: Document, is_name: Callable[[str], bool]) -> Post | None:
    """The post with its first sentence blanked, so that all offsets stay; None if that says something, or is all.

    `is_name` tells whether a folded word may name a place.
    """
    first, end = document.sentences[0] if document.sentences else (0, 0)
    tokens = document.tokens[first:end]
    words = [token for token in tokens if token.shape is Shape.WORD]
    if not (len(document.sentences) > 1 and 0 < len(words) <= _MOST_WORDS and _says_nothing(tokens, words)):
        return None
    unknown = [token for token in words if token.sense in (None, "person.people")]
    if any(token.capital if token is not words[0] else is_name(token.folded) for token in unknown):
        return None
    text = document.post.text
    return replace(document.post, text=" " * tokens[-1].end + text[tokens[-1].end :])


def _says_nothing(tokens: list[Token], words: list[Token]) -> bool:
    if any(token.shape in (Shape.NUMBER, Shape.LINK) for token in tokens):
        return False
    senses = {token.sense for token in words}
    known = _EMPTY | _GREETING if "moment.wish" in senses else _EMPTY
    return all(sense in known or (sense or "").startswith("preposition.") for sense in senses)
