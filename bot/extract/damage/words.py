"""Words of damage: what each predicate of a document means for the things around it, and lists under such headings."""

from functools import cache
from itertools import dropwhile, pairwise, takewhile

from bot.extract.text.joints import is_conjunction
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.tokens import Document, Shape, Token

HARM, HIT, SAFE, ASIDE, WEAPON, RUBBLE, HURT, PAIR, WOUND, PAST, BLOWN, TORN = (
    *("harm", "hit", "safe", "aside", "weapon", "rubble"),
    *("hurt", "pair", "wound", "past", "blown", "torn"),
)
STOPS = frozenset({SAFE, ASIDE, HURT})
"""The kinds that end the reach of a word of damage."""
RELATIVE = frozenset({"damage.relative", "conjunction.that", "time.that"})
_CLAUSE, _TO_VERB = 6, 4
_IN = frozenset({"preposition.in", "preposition.on"})
_SAYING = frozenset({"moment.said", "update.joined"})
_OFFICES, _BEFORE_CLAUSE = frozenset({"object_one.administration"}), CLAUSE_ENDS | {","}
_DEPENDENT = frozenset({HARM, HIT, HURT, WOUND, WEAPON, TORN})
_KINDS = {
    "damage.harm": HARM,
    "damage.hit": HIT,
    "damage.rubble": RUBBLE,
    "damage.pair": PAIR,
    "damage.safe": SAFE,
    "spared.whole": SAFE,
    "damage.aside": ASIDE,
    "strike.verb": HIT,
    "strike.noun": HIT,
    "weapon.shelling": HIT,
    "weapon_cue.drop": HIT,
    "weapon_cue.event": BLOWN,
    "weapon_cue.shot_down": ASIDE,
    "moment.said": ASIDE,
    "moment.response": ASIDE,
    "moment.found": ASIDE,
    "moment.future": ASIDE,
    "negation.unknown": ASIDE,
    "other.accident": ASIDE,
    "casualty.unhurt": SAFE,
    "casualty.alive": SAFE,
    "injured.deed": HURT,
    "other.since": PAST,
    "injured.wound": WOUND,
    "killed.takes": TORN,
}
_FAMILIES = {"weapon": WEAPON, "make": WEAPON, "killed": ASIDE, "injured": ASIDE}

_TRIED = 2


def events_of(document: Document, firsts: set[int], lasts: set[int]) -> list[tuple[int, str]]:
    """The predicates of a document with what they mean for damage, in the order of the text."""
    tokens = document.tokens
    found = [
        (index, kind) for sense, places in document.senses.items() if (kind := _kind_of(sense)) for index in places
    ]
    return [
        (index, _kind_here(tokens, tokens[index], kind, firsts, lasts) if kind in _DEPENDENT else kind)
        for index, kind in sorted(found)
    ]


def _is_only_tried(tokens: list[Token], index: int) -> bool:
    """Whether a blow was only tried or meant: "намагався атакувати потяг", "tried to hit a bus"."""
    return any("trying" in token.classes for token in tokens[max(0, index - _TRIED) : index])


@cache
def _kind_of(sense: str) -> str | None:
    return _KINDS.get(sense) or _FAMILIES.get(sense.partition(".")[0])


def _kind_here(tokens: list[Token], token: Token, kind: str, firsts: set[int], lasts: set[int]) -> str:
    """What a predicate means where it stands: negated, or said of a thing ("посікло й дах", "обірвало лінію", "the
    station burns")."""
    before = tokens[token.index - 1] if token.index else None
    if kind == WEAPON:
        return HIT if "bombing" in token.classes else WEAPON
    if kind == HIT:
        return ASIDE if _is_only_tried(tokens, token.index) else HIT
    if kind in (HARM, HURT) and before is not None and (before.sense or "").startswith("negation."):
        return SAFE
    after = tokens[token.reach + 1] if token.reach + 1 < len(tokens) else None
    if after is not None and after.sense == "weapon.debris" and after.reach + 1 < len(tokens):
        after = tokens[after.reach + 1]
    if kind == HURT and after is not None and is_conjunction(after) and after.index + 1 in firsts:
        return HARM
    if kind == TORN:
        return HARM if "tearing" in token.classes and after is not None and after.index in firsts else ASIDE
    if kind == HURT and after is not None and (after.index in firsts or after.sense == "piece.of"):
        return HARM
    if kind == WOUND:
        return HARM if token.index - 1 in lasts else ASIDE
    return kind


def headed_lines(document: Document, harms: set[int]) -> list[bool]:
    """For each sentence, whether it stands in a list under a heading of damage ("Пошкоджено:" and bullets)."""
    if not harms or ":" not in document.text:
        return [False] * len(document.sentences)
    harmed = {document.sentence_of[index] for index in harms}
    under, flags, fresh = False, [], True
    for number, (first, end) in enumerate(document.sentences):
        broken = document.tokens[end - 1].shape is Shape.LINE
        last = end - 1 - broken
        if fresh and last >= first and document.tokens[first].shape is Shape.WORD:
            under = False
        flags.append(under)
        if last >= first and document.tokens[last].text == ":":
            under = number in harmed
        fresh = broken or (fresh and last < first)
    return flags


def past_piece(tokens: list[Token]) -> list[Token]:
    """The words behind a preposition without those for a piece of a thing, up to "of": "the grounds of a large"."""
    pieces = (token.index for token, after in pairwise(tokens) if token.sense == "piece.of" and "of" in after.classes)
    piece = next(pieces, None)
    return tokens if piece is None else [token for token in tokens if token.index > piece + 1]


def closed_clause(tokens: list[Token], place: int, end: int) -> bool:
    """Whether a predicate stands in a relative clause that a comma closes before `end`: "школу, яка не працювала, та
    дві автівки"."""
    opening = next((token for token in reversed(tokens[max(0, place - _CLAUSE) : place]) if token.text == ","), None)
    if opening is None or not any(token.text == "," for token in tokens[place + 1 : end]):
        return False
    follow = tokens[opening.index + 1 : opening.index + 3]
    return any(token.sense in RELATIVE or "which" in token.classes for token in follow)


def _is_of_name(token: Token) -> bool:
    """Whether a word behind an office may tell whose it is: "в администрации Изюма"."""
    return token.shape is Shape.WORD and token.capital and token.sense is None


def _says(token: Token) -> bool:
    return token.sense in _SAYING and "quoting_before" not in token.classes


def _is_source(tokens: list[Token], index: int) -> bool:
    """Whether words right before a thing tell that it only says what is told: "за даними міськради", "добавили в
    исполкоме"."""
    index -= index > 0 and tokens[index].sense == "preposition.the"
    if index < 1:
        return False
    before = tokens[index - 1]
    if any("quoting" in tokens[at].classes and "quoting_before" in tokens[at - 1].classes for at in (index, index + 1)):
        return True
    return tokens[index].sense in _IN and _says(before)


def speaks_or_works(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a thing is an office that says something, or has a clause of its own that tells what it does: "пошкоджено
    дах, адміністрація вже приймає заяви"; not what is damaged "according to" somebody."""
    after = list(dropwhile(_is_of_name, tokens[last + 1 : last + _TO_VERB]))
    parted = tokens[last].sense in _OFFICES and after[:1] and after[0].text == ","
    if any(_says(token) for token in after[: 2 if parted else 1]) or _is_source(tokens, first - 1):
        return True
    if tokens[last].sense not in _OFFICES or (first and tokens[first - 1].text not in _BEFORE_CLAUSE):
        return False
    behind = takewhile(lambda token: token.shape is Shape.WORD, tokens[last + 1 : last + _CLAUSE])
    return any(token.sense == "damage.aside" for token in behind)
