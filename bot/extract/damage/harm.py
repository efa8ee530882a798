"""Words of damage and the things that they govern.

Section [damage] of the lexicon: `harm` (damaged, burnt, a fire), `hit` (struck: only what stands behind its
preposition or as its object), `rubble` (only what stands right behind it), `safe` (not damaged), `near` (prepositions
of what merely lies nearby), `besides` (of what was damaged too), `aside` (other predicates, which end the reach of a
word of damage), `pair` ("both buildings"), `relative` ("into which"), `also` (on top of what was said), `renewed` (a
newer state of things).
"""

from bisect import bisect_left

from bot.extract.damage.cut_off import is_cut_off, is_spared
from bot.extract.damage.objects import Thing
from bot.extract.damage.words import (
    ASIDE,
    BLOWN,
    HARM,
    HIT,
    HURT,
    PAIR,
    PAST,
    RELATIVE,
    RUBBLE,
    SAFE,
    STOPS,
    WEAPON,
    closed_clause,
    events_of,
    headed_lines,
    past_piece,
    speaks_or_works,
)
from bot.extract.text.joints import is_conjunction
from bot.extract.text.punctuation import OPENING_QUOTES
from bot.extract.text.senses import FROM, HITTING
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Language

_NEAR = frozenset(
    {
        "damage.near",
        "hedge.about",
        "time.between",
        "part.among",
        "preposition.before",
        "preposition.during",
        "age.range",
    }
)
_INTO = frozenset({"preposition.in", "preposition.on", "preposition.to"})
_SKIPPED = frozenset({"preposition.the", "preposition.of", "part.more"})
_PASSED = _SKIPPED | {"other.foreign"}
_BREAKS = frozenset(",;:—–()")
_DASHES = frozenset("—–-:")
_PARTS = frozenset({"piece.of", "preposition.of", "preposition.the", "preposition.in"})
_DRIVEN = frozenset({"car", "vehicle", "truck", "bus", "ambulance", "fire_engine", "police_car", "service_car", "farm"})
_DRIVER, _AIM = 4, 5
_AFTER = FROM | {"preposition.after"}
_BEING = frozenset({"age.was", "damage.degree", "part.more"})
_SHORT = 10
_NAMED = 2


class Reach:
    """What the words of damage of a document reach, asked for its things in the order of the text."""

    def __init__(self, document: Document, things: list[Thing]) -> None:
        self._document = document
        self._tokens = document.tokens
        self._events = events_of(document, {thing.first for thing in things}, {thing.last for thing in things})
        self._places = [index for index, _ in self._events]
        self._things = {thing.last: thing for thing in things}
        self._headed = headed_lines(document, {index for index, kind in self._events if kind == HARM})
        self._beside: set[int] = set()
        self._past = {document.sentence_of[place] for place, kind in self._events if kind == PAST}
        self._struck: set[int] = set()

    def governs(self, thing: Thing) -> bool:
        """Whether the thing is told to be hit or damaged."""
        if self._past and self._document.sentence_of[thing.head] in self._past:
            return False
        if self._is_beside(thing):
            self._beside.add(thing.last)
            return False
        if self._is_complement(thing) or self._is_where(thing):
            return False
        tokens = self._tokens
        if speaks_or_works(tokens, thing.first, thing.last) or is_cut_off(tokens, thing) or is_spared(tokens, thing):
            return False
        if reached := self._is_reached(thing) or self._is_joined(thing) or self._is_set_off(thing):
            self._struck.add(thing.last)
        return reached

    def _before(self, thing: Thing) -> int:
        """The index of the word before a thing, over articles and quotation marks."""
        index = thing.first - 1
        while index >= 0 and (self._tokens[index].text in OPENING_QUOTES or self._tokens[index].sense in _PASSED):
            index -= 1
        return index - (index > 0 and (self._tokens[index].sense or "").startswith("pronoun."))

    def _phrase_start(self, index: int) -> int:
        starts = range(max(0, index - 4), index)
        return next((start for start in starts if self._tokens[start].reach >= index), index)

    def _is_beside(self, thing: Thing) -> bool:
        index = self._before(thing)
        if index < 0:
            return False
        token = self._tokens[self._phrase_start(index)]
        owner = (token.sense or "").startswith("person.") and "possessive" not in token.classes
        if token.sense == "damage.besides":
            return not self._is_among_harmed(thing)
        if token.sense in _NEAR or owner or (token.sense or "").startswith("piece.ground"):
            return not self._is_struck_after(thing)
        return index - 1 in self._beside and is_conjunction(token) and not self._is_struck_after(thing)

    def _is_struck_after(self, thing: Thing) -> bool:
        """Whether words behind the thing say that it was struck ("цеху, куди влучила ракета", "both are damaged")."""
        end = self._document.sentences[self._document.sentence_of[thing.head]][1]
        ahead = self._events[bisect_left(self._places, thing.last + 1) :][:3]
        kinds = [kind for place, kind in ahead if place < end and kind != WEAPON]
        return (self._has_clause(thing) and kinds[:1] in ([HIT], [HARM])) or kinds[:2] == [PAIR, HARM]

    def _is_among_harmed(self, thing: Thing) -> bool:
        """Whether the sentence goes on to tell what was damaged besides a thing ("крім школи, побито дві крамниці")."""
        end = self._document.sentences[self._document.sentence_of[thing.head]][1]
        ahead = self._events[bisect_left(self._places, thing.last + 1) :][:1]
        return any(place < end and kind in (HARM, HIT) for place, kind in ahead)

    def _has_clause(self, thing: Thing) -> bool:
        after = self._tokens[thing.last + 1 : thing.last + 3]
        return len(after) == 2 and after[0].text == "," and after[1].sense in RELATIVE

    def _is_where(self, thing: Thing) -> bool:
        """Whether the thing only tells where a vehicle stood that was struck: "у маршрутку на зупинці"."""
        index = self._before(thing)
        vehicle = self._things.get(index - 1) if index - 1 in self._struck else None
        where = vehicle is not None and vehicle.name in _DRIVEN and thing.name not in _DRIVEN
        return where and _leads_into(self._tokens[index]) and not self._is_struck_after(thing)

    def _is_complement(self, thing: Thing) -> bool:
        """Whether the thing merely describes the one before it ("гуртожиток коледжу", "warehouse of a company")."""
        index = self._before(thing)
        before = self._things.get(index)
        if thing.told or before is None or before.name == "structure":
            return False
        if self._document.language is not Language.EN:
            return True
        return self._tokens[index + 1].sense == "preposition.of" if index + 1 < thing.first else False

    def _is_reached(self, thing: Thing) -> bool:
        sentence = self._document.sentence_of[thing.head]
        first, end = self._document.sentences[sentence]
        at = bisect_left(self._places, thing.first) - 1
        left = None
        while at >= 0 and self._places[at] >= first:
            inserted = self._events[at][1] in STOPS and closed_clause(self._tokens, self._places[at], thing.first)
            left = left if inserted else left or self._events[at][1]
            if self._by_left(at, thing):
                return True
            if self._events[at][1] in STOPS and not inserted:
                break
            at -= 1
        headed = left is None and self._headed[sentence]
        return headed or (left != SAFE and self._by_right(self._next_event(thing, end), thing, left))

    def _next_event(self, thing: Thing, end: int) -> int | None:
        """The event behind a thing, a clause of its own left out ("the car, which stood nearby, burnt")."""
        at = bisect_left(self._places, thing.last + 1)
        if at < len(self._places) and self._events[at][1] == ASIDE and self._describes(thing, self._places[at]):
            at += 1
        if self._has_clause(thing) and at < len(self._places) and self._events[at][1] in STOPS:
            commas = (index for index in range(thing.last + 3, end) if self._tokens[index].text == ",")
            at = bisect_left(self._places, next(commas, end))
        return at if at < len(self._places) and self._places[at] < end else None

    def _describes(self, thing: Thing, place: int) -> bool:
        """Whether a participle right behind a thing only describes it: "19 trucks parked nearby had been damaged"."""
        return place == thing.last + 1 and "describing" in self._tokens[place].classes

    def _by_left(self, at: int, thing: Thing) -> bool:
        """Whether the event before a thing governs it."""
        place, kind = self._events[at]
        between = self._tokens[self._tokens[place].reach + 1 : thing.first]
        if kind == RUBBLE:
            return len(between) <= 2
        if kind not in (HIT, WEAPON):
            return kind == HARM
        steps = [token.index for token in between if _leads_into(token)]
        if not steps:
            direct = kind == HIT and not any(token.text in _BREAKS for token in between)
            return direct and (len(between) <= 3 or self._document.language is Language.EN)
        behind = past_piece(self._tokens[steps[-1] + 1 : thing.first])
        plain = all(token.text not in _BREAKS and token.sense != "preposition.of" for token in behind)
        return plain and len(behind) <= 3 and (kind == HIT or len(between) <= 4)

    def _by_right(self, at: int | None, thing: Thing, left: str | None) -> bool:
        """Whether the event behind a thing governs it, `left` being the kind of the one before it."""
        if at is None:
            return False
        place, kind = self._events[at]
        between = self._tokens[thing.last + 1 : place]
        if self._has_clause(thing) and kind in (HIT, HARM):
            return len(between) <= 8 or place > thing.last + 3
        if kind == HURT:
            return all(token.sense in _BEING for token in between) and not self._has_preposition(thing)
        if kind == BLOWN:
            driven = thing.name in _DRIVEN and thing.count == 1 and not self._has_preposition(thing)
            return driven and not any(token.text in _BREAKS for token in between) and len(between) <= _DRIVER
        if kind == HIT and self._is_aimed_at(thing, place):
            return True
        if kind == HIT:
            passive = left is None or (bool(between) and self._document.language is Language.EN)
            return passive and not self._has_preposition(thing) and self._words_in(thing.last + 1, place) <= 2
        if kind != HARM:
            return False
        if left in STOPS and not self._breaks_before(thing):
            return len(between) <= 1
        return not any(token.text in ";()" for token in between) and not any(token.text == ":" for token in between[1:])

    def _is_aimed_at(self, thing: Thing, place: int) -> bool:
        """Whether a thing is the target of a verb behind it ("у школу влучив дрон"), and nothing behind the verb is."""
        index, end = self._before(thing), self._document.sentences[self._document.sentence_of[thing.head]][1]
        if index < 0 or not _leads_into(self._tokens[index]) or self._tokens[place].sense not in HITTING:
            return False
        between = self._tokens[thing.last + 1 : place]
        if len(between) > _AIM or any(token.text in _BREAKS or token.sense in _AFTER for token in between):
            return False
        return not any(_leads_into(token) for token in self._tokens[place + 1 : end])

    def _words_in(self, first: int, end: int) -> int:
        """How many tokens of a stretch belong to no list of things."""
        covered = {index for thing in self._things.values() for index in range(thing.first, thing.last + 1)}
        stretch = (token for token in self._tokens[first:end] if token.index not in covered)
        return sum(token.text != "," and token.sense not in _SKIPPED and not is_conjunction(token) for token in stretch)

    def _breaks_before(self, thing: Thing) -> bool:
        return any(token.text in _BREAKS for token in self._tokens[max(0, thing.first - 4) : thing.first])

    def _has_preposition(self, thing: Thing) -> bool:
        index = self._before(thing)
        sense = self._tokens[index].sense or "" if index >= 0 else ""
        led = sense.startswith("preposition.") and sense != "preposition.after"
        return led and "and" not in self._tokens[index].classes

    def _is_set_off(self, thing: Thing) -> bool:
        """Whether a thing stands without a verb behind a place or a weapon and a dash ("У Комарах — дах складу")."""
        dash = self._before(thing)
        while dash >= 0 and (self._tokens[dash].sense in _PARTS or is_conjunction(self._tokens[dash])):
            dash -= 1
        start, end = self._document.sentences[self._document.sentence_of[thing.head]]
        if dash <= start or self._tokens[dash].text not in _DASHES or dash - start > _SHORT:
            return False
        told = [kind for place, kind in self._between(start, dash)]
        if not (told or self._events) or STOPS & {*told} or HARM in told:
            return False
        ahead = next(((place, kind) for place, kind in self._between(thing.last + 1, end)), None)
        if ahead is not None and ahead[1] in STOPS and not self._has_break(thing.last + 1, ahead[0]):
            return False
        return WEAPON in told or HIT in told or _names_place(self._tokens[start:dash])

    def _between(self, first: int, end: int) -> list[tuple[int, str]]:
        return self._events[bisect_left(self._places, first) : bisect_left(self._places, end)]

    def _has_break(self, first: int, end: int) -> bool:
        return any(token.text in _BREAKS for token in self._tokens[first:end])

    def _is_joined(self, thing: Thing) -> bool:
        """Whether the thing goes on a list of struck things ("у школу, дитсадок та будинок")."""
        index = self._before(thing)
        steps = 0
        while (
            index >= 0
            and steps < 3
            and (
                self._tokens[index].text == ","
                or is_conjunction(self._tokens[index])
                or self._tokens[index].sense in _INTO
            )
        ):
            index -= 1
            steps += 1
        at = bisect_left(self._places, thing.last + 1)
        spared = at < len(self._events) and self._events[at][1] == SAFE and self._places[at] <= thing.last + 2
        return steps > 0 and index in self._struck and not spared


def _names_place(tokens: list[Token]) -> bool:
    """Whether words in front of a dash look like a place's name: a capital within them, nothing but capitals, or a
    name and "raion"."""
    words = [token for token in tokens if token.shape is Shape.WORD and token.sense not in _INTO]
    names = [token for token in words if token.capital and not token.upper]
    if names and len(words) == _NAMED and "place_or_case" in words[-1].classes:
        return True
    return bool(names) and (names[-1] is not words[0] or len(names) == len(words) == 1 or tokens[0] is not words[0])


def _leads_into(token: Token) -> bool:
    return token.sense in _INTO and "and" not in token.classes
