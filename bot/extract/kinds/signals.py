"""Words that tell what a post is: warnings, round-ups, revisions, and all that is no report of an attack.

They stand in the lexicons under [alert], [roundup], [update] and [other].
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.years import is_past_year

_TOPICS = frozenset(
    {"other.military", "other.aid", "other.culture", "other.politics", "other.economy", "other.foreign", "other.court"}
    | {"other.schedule", "other.appeal"}
)
"""The senses of words for what else is written of beside attacks: fighting, aid, art, politics, money, abroad."""
_ASIDES = {
    **dict.fromkeys(_TOPICS, 1),
    "other.past": 2,
    "other.always": 2,
    "other.demining": 1,
    "other.own_strike": 2,
    "other.since": 2,
    "other.losses": 2,
    "other.memorial": 2,
    "other.drill": 2,
    "other.accident": 2,
    "other.fallen": 1,
    "other.ours": 1,
    "time.each": 2,
}
"""How much a word of a sense speaks for a sentence that tells no news of an attack."""
_ASIDE = _ASIDES.keys() | {"time.ago"}
HARMED = frozenset(
    {"killed.deed", "killed.dead", "killed.died", "killed.lost", "killed.unsaved", "killed.body", "injured.deed"}
    | {"injured.either", "injured.wound"}
)
"""The senses of words for the killed and the injured."""
_AFTERMATH = frozenset(
    {"damage.rubble", "update.found", "flag.searching", "sequence.again", "roundup.exposed", "sum.cause"}
)
_HEAD_SENTENCES, _TITLE, _SEVERAL = 3, 1, 3
_NEAR = 5
_BEFORE = 12
_LONG_AGO, _ELSEWHERE = 30, 2
_DEEDS = ("killed.deed", "injured.deed")
_ENEMY = frozenset({"strike.enemy", "person.soldier", "weapon_cue.link"})
_OBJECTS = frozenset({"object_one", "object_many", "object_any"})
_PEOPLE = frozenset(f"person.{kind}" for kind in ("man", "woman", "boy", "girl", "child", "couple", "office_woman"))
_STRIKE, _HARM, _WHO, _DAMAGE, _OBJECT = 1, 2, 4, 8, 16
_MATTER = _STRIKE | _HARM | _DAMAGE
_HARMED_SOMEBODY, _DAMAGED_THING = _HARM | _WHO, _DAMAGE | _OBJECT


@dataclass(frozen=True, slots=True)
class Signals:
    """The cues of a document: where the words of each sense stand, and what its sentences tell on the whole.

    `head` is the end of the tokens of the first three sentences that have words. `told` counts the sentences that tell
    news of a strike: that tell of a strike or stand near one, and tell of people harmed, by number or description, or
    of things damaged, and not of old times, enemy's losses or another topic. `lead` counts the sentences with words
    before the first of these (all of them if there is none), `preface` the words of other topics before it, `topics`
    those of the whole text, `elsewhere` the sentences that tell of old times, the enemy's losses and the like,
    `sentences` the sentences with words, `digressions` are those that tell neither of strikes nor of their consequences
    in a text that opens with news. `bygone` says that one of the first sentences names a year long past, and
    tells of a strike.
    """

    document: Document
    head: int
    told: int = 0
    lead: int = 0
    preface: int = 0
    topics: int = 0
    elsewhere: int = 0
    bygone: bool = False
    sentences: int = 0
    digressions: frozenset[int] = frozenset()

    def count(self, *senses: str) -> int:
        """How many words stand under the senses; a sense ending in "." stands for its whole section."""
        known, words = self.document.senses, 0
        for sense in senses:
            if sense[-1] == ".":
                words += sum(len(places) for name, places in known.items() if name.startswith(sense))
            else:
                words += len(known.get(sense, ()))
        return words

    def in_head(self, *senses: str) -> bool:
        """Whether a word of the senses stands in the first sentences."""
        return self.document.says(0, self.head, *senses)

    def to_the_point(self, sense: str) -> list[int]:
        """Where the words of a sense stand outside of digressions."""
        places = self.document.senses.get(sense, [])
        if not self.digressions:
            return places
        return [place for place in places if self.document.sentence_of[place] not in self.digressions]

    def first(self, senses: Iterable[str]) -> tuple[int, int] | None:
        """The first word or phrase that stands under one of the senses; None if there is none."""
        return min((self._span(places[0]) for sense in senses if (places := self._places(sense))), default=None)

    def spans(self, *senses: str) -> list[tuple[int, int]]:
        """The (first, last) tokens of the words of the senses, sense by sense in the order of the text."""
        known, tokens = self.document.senses, self.document.tokens
        return [(index, tokens[index].reach) for sense in senses if sense in known for index in known[sense]]

    def _places(self, sense: str) -> Sequence[int]:
        return self.document.senses.get(sense, ())

    def _span(self, index: int) -> tuple[int, int]:
        return index, self.document.tokens[index].reach


def signals(document: Document, facts: frozenset[int] = frozenset()) -> Signals:
    """The cues of a document; `facts` are the numbers of the sentences in which harm or damage was read."""
    worded = [number for number, (first, end) in enumerate(document.sentences) if _has_words(document, first, end)]
    told, strange, contents = _told(document, facts)
    head = _head(document, worded)
    start = document.sentences[told[0]][0] if told else len(document.tokens)
    topics = document.having(_TOPICS)
    return Signals(
        document,
        head,
        told=len(told),
        lead=bisect_left(worded, told[0]) if told else len(worded),
        preface=sum(first < start for first in topics),
        topics=len(topics),
        elsewhere=len(strange),
        bygone=any(_is_bygone(document, index) for index in document.digits if index < head),
        sentences=len(worded),
        digressions=_digressions(document, worded, told, strange, contents),
    )


def _digressions(
    document: Document, worded: list[int], told: list[int], strange: list[int], contents: list[int]
) -> frozenset[int]:
    """The sentences that tell of no strike, damage or harm: all of them in a text with several sentences of news, else
    those behind the first news, where no sentence before it speaks of anything else."""
    if len(told) >= _SEVERAL:
        return frozenset(number for number in worded if not contents[number] & _MATTER)
    if not told or (strange and strange[0] <= told[0]) or bisect_left(worded, told[0]) > _TITLE:
        return frozenset()
    if document.says(0, document.sentences[told[0]][1], *_TOPICS):
        return frozenset()
    return frozenset(number for number in worded if number > told[0] and not contents[number] & _MATTER)


@cache
def tells_strike(sense: str) -> bool:
    """Whether a word of the sense tells of a strike."""
    return bool(_content(sense) & _STRIKE)


@cache
def _content(sense: str) -> int:
    """What a word of the sense adds to its sentence: a strike, harm, somebody, damage, a thing."""
    section = sense.partition(".")[0]
    content = _STRIKE if sense in STRUCK or sense in _AFTERMATH or section in ("weapon", "make") else 0
    content |= _HARM if sense in HARMED else 0
    content |= _WHO if sense in _PEOPLE or section in ("number", "negation", "flag") else 0
    content |= _DAMAGE if sense == "damage.harm" else 0
    return content | (_OBJECT if section in _OBJECTS else 0)


def _told(document: Document, facts: frozenset[int]) -> tuple[list[int], list[int], list[int]]:
    """The numbers of the sentences that tell news of a strike, of those that tell of something else altogether, and
    what each sentence tells of."""
    contents, asides = [0] * len(document.sentences), [0] * len(document.sentences)
    tokens, sentence_of = document.tokens, document.sentence_of
    for number, senses in enumerate(document.said):
        for content in map(_content, senses):
            contents[number] |= content
    for index in document.having(_ASIDE):
        asides[sentence_of[index]] += 0 if _is_titled(tokens, index) else _aside(tokens[index])
    for token in (tokens[index] for index in document.digits if tokens[index].sense is None):
        contents[sentence_of[token.index]] |= _WHO
        asides[sentence_of[token.index]] += _ELSEWHERE * is_past_year(document, token)
    for index in (place for sense in _DEEDS for place in document.senses.get(sense, ())):
        contents[sentence_of[index]] |= _STRIKE * _is_of_enemy(tokens, index)
    for number in facts:
        contents[number] |= _HARMED_SOMEBODY
    strikes = [bool(content & _STRIKE) and aside < _ELSEWHERE for content, aside in zip(contents, asides, strict=True)]
    told = [
        number
        for number, content in enumerate(contents)
        if _has_consequences(content) and _clearness(content, strikes, number) > asides[number]
    ]
    return told, [number for number, aside in enumerate(asides) if aside >= _ELSEWHERE], contents


def _is_titled(tokens: list[Token], index: int) -> bool:
    """Whether a name stands behind its own title, which has been counted: "President Volodymyr Zelensky"."""
    before = tokens[max(0, index - 2) : index]
    return tokens[index].capital and any(t.sense in _TOPICS for t in before) and all(t.capital for t in before[1:])


def _is_of_enemy(tokens: list[Token], index: int) -> bool:
    """Whether the enemy stands right before a verb of harm, as the one who did it: "росіяни вбили двох"."""
    return any(token.sense in _ENEMY for token in tokens[max(0, index - 2) : index])


def _clearness(content: int, strikes: list[bool], number: int) -> int:
    """How clearly a sentence tells of a strike: 2 by harm and its own words of a strike, 1 if only things are damaged
    or the strike stands in a sentence near it."""
    if strikes[number]:
        return 2 if content & _HARM else 1
    return int(any(strikes[max(number - _BEFORE, 0) : number + _NEAR]))


def _aside(token: Token) -> int:
    if token.sense == "time.ago":
        return _ELSEWHERE * ((token.value or 0) >= _LONG_AGO)
    return _ASIDES.get(token.sense or "", 0)


def _is_bygone(document: Document, index: int) -> bool:
    """Whether a number is a year long past behind a month, in a sentence that tells of a strike."""
    sentence = document.sentence_of[index]
    dated = index > document.sentences[sentence][0] and document.tokens[index - 1].sense == "time.month"
    if not dated or not is_past_year(document, document.tokens[index]):
        return False
    return any(map(tells_strike, document.said[sentence]))


def _has_consequences(content: int) -> bool:
    return content & _HARMED_SOMEBODY == _HARMED_SOMEBODY or content & _DAMAGED_THING == _DAMAGED_THING


def _head(document: Document, worded: list[int]) -> int:
    """The end of the first sentences; lines of marks alone and single words are not counted."""
    if len(worded) < _HEAD_SENTENCES:
        return len(document.tokens)
    return document.sentences[worded[_HEAD_SENTENCES - 1]][1]


def _has_words(document: Document, first: int, end: int) -> bool:
    """Whether two words or more stand from token `first` up to `end`."""
    words = 0
    for token in document.tokens[first:end]:
        if token.shape is Shape.WORD:
            words += 1
            if words > 1:
                return True
    return False
