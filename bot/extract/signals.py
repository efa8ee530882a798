"""Words that tell what a post is: warnings, round-ups, revisions, and all that is no report of an attack.

They stand in the lexicons under [alert], [roundup], [update] and [other].
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.extract.tokens import Document, Shape, Token

_SECTIONS = ("alert.", "roundup.", "update.", "other.")
_READ = frozenset(
    {"weapon_cue.threat", "weapon_cue.shot_down", "weapon_cue.ours", "strike.noun", "strike.verb", "damage.harm"}
    | {"damage.hit", "weapon_cue.event", "killed.died", "killed.body", "injured.care", "moment.found", "part.more"}
    | {"sum.risen", "sum.already", "sum.earlier", "sum.conclude", "killed.deed", "killed.dead", "injured.deed"}
    | {
        "injured.either",
        "injured.wound",
        "negation.not",
        "time.adjective_night",
        "time.adjective_morning",
        "time.adjective_day",
    }
    | {"time.adjective_evening", "time.adjective_offset", "flag.established", "flag.still"}
    | {"time.full_day", "time.week", "time.since_midnight", "time.past", "time.day_unit", "time.month", "time.night"}
    | {"preposition.for", "preposition.during"}
)
HARMED = frozenset(
    {"killed.deed", "killed.dead", "killed.died", "killed.body", "injured.deed", "injured.either", "injured.wound"}
)
"""The senses of words for the killed and the injured."""
STRUCK = frozenset({"strike.noun", "strike.verb", "damage.hit", "weapon_cue.event"})
"""The senses of words for a strike."""
_HEAD_SENTENCES = 3
_NEAR = 3
_WEAPONS = frozenset({"weapon", "make"})
_OBJECTS = frozenset({"object_one", "object_many", "object_any"})
_PEOPLE = frozenset(f"person.{kind}" for kind in ("man", "woman", "boy", "girl", "child", "couple", "office_woman"))


@dataclass(frozen=True, slots=True)
class Signals:
    """The cues of a document: for each sense the (first, last) tokens of its words, in the order of the text.

    `head` is the end of the tokens of the first three sentences that have words. `told` counts the sentences that tell
    of a strike or stand near one, and tell of people harmed, by number or description, or of things damaged.
    """

    cues: dict[str, tuple[tuple[int, int], ...]]
    head: int
    told: int = 0

    def count(self, *senses: str) -> int:
        """How many words stand under the senses; a sense ending in "." stands for its whole section."""
        return sum(len(spans) for sense, spans in self.cues.items() if _is_one_of(sense, senses))

    def in_head(self, *senses: str) -> bool:
        """Whether a word of the senses stands in the first sentences."""
        return any(spans[0][0] < self.head for sense, spans in self.cues.items() if _is_one_of(sense, senses))

    def first(self, senses: Iterable[str]) -> tuple[int, int] | None:
        """The first word or phrase that stands under one of the senses; None if there is none."""
        return min((self.cues[sense][0] for sense in senses if sense in self.cues), default=None)

    def between(self, first: int, end: int, *senses: str) -> bool:
        """Whether a word of the senses begins at one of the tokens from `first` up to `end`."""
        return any(first <= start < end for sense in senses for start, _ in self.cues.get(sense, ()))


def _is_one_of(sense: str, senses: tuple[str, ...]) -> bool:
    return any(sense == wanted or (wanted.endswith(".") and sense.startswith(wanted)) for wanted in senses)


def signals(document: Document) -> Signals:
    """The cues of a document."""
    cues: dict[str, list[tuple[int, int]]] = {}
    for token in document.tokens:
        sense = token.sense
        if sense is not None and (sense in _READ or sense.startswith(_SECTIONS)):
            cues.setdefault(sense, []).append((token.index, token.reach))
    return Signals({sense: tuple(spans) for sense, spans in cues.items()}, _head(document), _told(document))


def _told(document: Document) -> int:
    sentences = [_Content(document.tokens[first:end]) for first, end in document.sentences]
    return sum(
        1
        for number, content in enumerate(sentences)
        if content.consequences and any(near.strike for near in sentences[max(number - _NEAR, 0) : number + _NEAR])
    )


class _Content:
    """Whether a sentence tells of a strike, and of its consequences."""

    __slots__ = ("consequences", "strike")

    def __init__(self, tokens: Sequence[Token]) -> None:
        senses = {token.sense for token in tokens if token.sense is not None}
        sections = {sense.partition(".")[0] for sense in senses}
        number = any(token.shape is Shape.NUMBER for token in tokens) or "number" in sections
        people = number or "negation" in sections or "flag" in sections or bool(senses & _PEOPLE)
        self.strike = bool(senses & STRUCK) or bool(sections & _WEAPONS)
        self.consequences = (bool(senses & HARMED) and people) or (
            "damage.harm" in senses and bool(sections & _OBJECTS)
        )


def _head(document: Document) -> int:
    """The end of the first sentences; lines of marks alone and single words are not counted."""
    counted = 0
    for first, end in document.sentences:
        words = sum(1 for token in document.tokens[first:end] if token.shape is Shape.WORD)
        counted += words > 1
        if counted == _HEAD_SENTENCES:
            return end
    return len(document.tokens)
