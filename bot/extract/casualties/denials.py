"""Whether a word of harm is denied ("ніхто не постраждав", "there are no dead") or only asked about."""

from collections.abc import Sequence
from itertools import chain, pairwise, takewhile

from bot.extract.casualties.denied_too import is_denied_too
from bot.extract.people.outcomes import OUTCOMES
from bot.extract.text.joints import joins
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.tokens import Document, Shape, Token

_FAR = 14
_OF_NONE, _BESIDE, _NEAR = 9, 2, 5
_JOINED = 3
_OUT_OF_ALL = 6
_NOBODY = frozenset({"negation.people", "negation.none", "negation.not"})
_FINDS = frozenset({"moment.found", "update.found"})
_REPORTS = ("flag.data", "casualty.exist", "flag.preliminary")


def negation(document: Document, token: Token) -> tuple[bool, bool]:
    """Whether a word of harm is denied ("ніхто не постраждав", "загиблих немає") or only asked about ("дані про
    постраждалих уточнюються", "не надходило")."""
    tokens = document.tokens
    if "negation.unknown" in document.senses and "negation.unknown" in _clause_senses(tokens, token):
        return False, True
    words = _words_before(tokens, token.index, 4)
    before, direct = [sense for sense in words if sense], [sense for sense in words[:2] if sense]
    within = [sense for sense in direct if sense != "preposition.the"][:1] == ["part.among"]
    near = [sense for sense in before if sense in ("negation.none", "negation.people") and not within]
    near += ["negation.none"] * _follows_no_damage(tokens, token)
    if not _takes_number_back(tokens, token):
        near += [sense for sense in direct if sense == "negation.not" and "part.among" not in direct]
    after = _senses_behind(tokens, token)
    amid = "part.among" in direct[:1]
    negated = (
        bool(near)
        or ("negation.people" in document.senses and _is_of_none(tokens, token))
        or _denied_at_once(tokens, token)
        or (not amid and _denied_behind(document, token, after))
        or is_denied_too(document, token)
    )
    return negated, asks(document, token)


def _takes_number_back(tokens: list[Token], token: Token) -> bool:
    """Whether "not" takes back the number of those harmed and another follows: "не сім поранених, а шість"."""
    number = tokens[token.index - 1] if token.index > 1 else None
    if number is None or number.value is None or tokens[number.index - 1].sense != "negation.not":
        return False
    behind = tokens[token.reach + 1 : token.reach + 1 + _NEAR]
    return any("joining" in one.classes and two.value is not None for one, two in pairwise(behind))


def asks(document: Document, token: Token) -> bool:
    """Whether a word of harm is only spoken about, left out or taken back."""
    tokens = document.tokens
    if (_about(tokens, token) and not _is_counted(tokens, token)) or _is_of_other_places(document, token):
        return True
    if token.sense == "killed.body" and _is_unfound(document, token):
        return True
    if "negation.aside" in document.senses and "negation.aside" in _words_before(tokens, token.index, 2):
        return True
    return _is_withdrawn(document, token)


def _is_unfound(document: Document, body: Token) -> bool:
    """Whether a body is still looked for, or in vain, which tells of no death: "третє тіло ще шукають", "no body was
    found"."""
    first, end = document.sentences[document.sentence_of[body.index]]
    before = document.tokens[max(first, body.index - _BESIDE) : body.index]
    behind = document.tokens[body.reach + 1 : min(end, body.reach + 1 + _BESIDE)]
    if any(_is_search(words) for words in (before[::-1], behind)):
        return True
    near = document.tokens[max(first, body.index - _NEAR) : min(end, body.reach + 1 + _NEAR)]
    return any(
        one.sense in ("negation.not", "negation.none") and any(token.sense in _FINDS for token in near[at + 1 : at + 4])
        for at, one in enumerate(near)
    )


def _is_search(words: Sequence[Token]) -> bool:
    """Whether words tell that a search goes on before a clause ends."""
    clause = takewhile(lambda token: token.text not in CLAUSE_ENDS and token.text != ",", words)
    return any(token.sense == "flag.searching" for token in clause)


def _is_of_other_places(document: Document, token: Token) -> bool:
    """Whether a sentence only says of the places that a post does not tell of that nobody came to harm: "In other
    communities there are no victims", "в інших громадах без постраждалих"."""
    sentence = document.sentence_of[token.index]
    said = document.said[sentence]
    if "preposition.in" not in said or not any(sense.startswith(("negation.", "damage.safe")) for sense in said):
        return False
    first, end = document.sentences[sentence]
    words = document.tokens[first:end]
    return any(
        one.sense == "preposition.in" and "remaining" in two.classes and "place_or_case" in three.classes
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )


def _is_withdrawn(document: Document, token: Token) -> bool:
    """Whether a sentence takes a report back: "the information about a person killed has not been confirmed"."""
    tokens = document.tokens
    if not document.says(token.index - _FAR, token.index, *_REPORTS):
        return False
    ahead = takewhile(
        lambda other: other.text not in CLAUSE_ENDS, tokens[max(0, token.index - _FAR) : token.index][::-1]
    )
    behind = takewhile(lambda other: other.text not in CLAUSE_ENDS, tokens[token.reach + 1 : token.reach + 1 + _FAR])
    reported = any(other.sense in _REPORTS for other in ahead)
    return reported and any(other.sense == "flag.withdrawn" for other in behind)


def _denied_behind(document: Document, token: Token, after: list[str | None]) -> bool:
    tokens = document.tokens
    if not document.says(token.reach + 1, token.reach + 9, "negation.none"):
        return False
    return ("negation.none" in after and not _denies_next(tokens, token)) or _denied_later(tokens, token)


def _denies_next(tokens: list[Token], token: Token) -> bool:
    """Whether a comma and a denial of another harm stand behind a word of harm, or of anybody behind a number of
    people: "one dead, no injured", "15 injured, no children among them"."""
    behind = tokens[token.reach + 1 : token.reach + 3]
    if len(behind) < 2 or behind[0].text != "," or behind[1].sense != "negation.none":
        return False
    after = tokens[behind[1].reach + 1 : behind[1].reach + 4]
    return _is_counted_before(tokens, token) or any(
        other.sense in OUTCOMES for other in takewhile(lambda t: t.shape is Shape.WORD, after)
    )


def _follows_no_damage(tokens: list[Token], token: Token) -> bool:
    """Whether "or" joins people to damage that is denied: "there is no destruction or victims"."""
    if token.index <= 2 or not joins(tokens[token.index - 1]):
        return False
    head = _phrase_head(tokens, token.index - 2)
    return tokens[head].sense == "damage.safe" and "denying" in tokens[head].classes


def _is_of_none(tokens: list[Token], token: Token) -> bool:
    """Whether none of some people came to harm: "none of the staff was hurt", "neither of the drivers"."""
    ahead = takewhile(
        lambda other: other.shape is Shape.WORD, tokens[max(0, token.index - _OF_NONE) : token.index][::-1]
    )
    return any(
        other.sense == "negation.people" and "of" in tokens[other.reach + 1].classes and other.sense not in OUTCOMES
        for other in ahead
    )


def _denied_at_once(tokens: list[Token], token: Token) -> bool:
    """Whether an active English verb has nobody for its object, or a dash or colon leads to nobody alone: "killed no
    one", "dead: none", "загиблих – жодного"."""
    at = token.reach + 1
    following = tokens[at] if at < len(tokens) else None
    if following is None:
        return False
    if following.text not in DASHES and following.text != ":":
        return token.text[0].isascii() and following.sense == "negation.people"
    nobody = tokens[at + 1] if at + 1 < len(tokens) else None
    if nobody is None or nobody.sense not in _NOBODY:
        return False
    after = nobody.reach + 1
    return after >= len(tokens) or tokens[after].shape is not Shape.WORD


def _words_before(tokens: list[Token], index: int, distance: int) -> list[str | None]:
    """The senses of up to so many words and phrases before `index`, the nearest first, in its own sentence; None for
    one without."""
    senses: list[str | None] = []
    step = index
    for _ in range(distance):
        step = _phrase_head(tokens, step - 1)
        if step < 0:
            break
        token = tokens[step]
        if token.reach == step and (token.shape is Shape.LINE or token.text in ".!?;,:"):
            break
        if "but" in token.classes or (token.sense in OUTCOMES and index - step != 2):
            break
        senses.append(token.sense)
    return senses


def _senses_behind(tokens: list[Token], token: Token) -> list[str | None]:
    """The senses of the two tokens behind a word of harm, in its own sentence."""
    behind = tokens[token.reach + 1 : token.reach + 3]
    return [other.sense for other in takewhile(lambda other: other.text not in CLAUSE_ENDS, behind)]


def _phrase_head(tokens: list[Token], index: int) -> int:
    """The first token of the phrase that ends at `index`, or `index` itself."""
    if index < 0 or tokens[index].sense is not None:
        return index
    return next((step for step in range(index - 1, max(-1, index - 4), -1) if tokens[step].reach >= index), index)


def _denied_later(tokens: list[Token], token: Token) -> bool:
    """Whether "немає" comes behind an insertion: "загиблих, на щастя, немає"."""
    commas, timed, counted = 0, False, _is_counted_before(tokens, token)
    for index in range(token.reach + 1, min(token.reach + 9, len(tokens))):
        after = tokens[index]
        if after.sense == "negation.none" and "without" not in after.classes:
            return commas != 1 and not _is_of_next(tokens, after)
        coordinated = after.sense in OUTCOMES and joins(tokens[index - 1]) and not counted
        timed = timed or after.sense == "time.as_of"
        if (after.shape in (Shape.LINE, Shape.NUMBER) or after.text in ".;:!?") and not (timed and _is_clock(after)):
            return False
        if after.sense in OUTCOMES and not coordinated:
            return False
        commas += after.text == ","
    return False


def _is_of_next(tokens: list[Token], denial: Token) -> bool:
    """Whether a denial is followed by a word of harm of its own: "there are no dead"."""
    behind = takewhile(lambda other: other.shape is Shape.WORD, tokens[denial.reach + 1 : denial.reach + 4])
    return any(other.sense in OUTCOMES for other in behind)


def _is_counted_before(tokens: list[Token], token: Token) -> bool:
    """Whether a number stands right before a word of harm, so that only others are denied behind it: "two wounded,
    fortunately, no dead"."""
    return any(other.value is not None for other in tokens[max(0, token.index - 2) : token.index])


def _is_clock(token: Token) -> bool:
    """Whether a token may stand in the clock time of "as of 8:30"."""
    return token.shape is Shape.NUMBER or token.text in ":."


def _is_counted(tokens: list[Token], token: Token) -> bool:
    """Whether people are told right behind a word of harm: "о гибели двух человек", "про загибель 40-річної жінки"."""
    after = tokens[token.reach + 1 : token.reach + 4]
    return any(other.shape is Shape.NUMBER or (other.sense or "").startswith(("number.", "person.")) for other in after)


def _about(tokens: list[Token], token: Token) -> bool:
    """Whether a word of harm, or the first of some that are joined to it, is only what was asked or spoken about:
    "даних про загиблих чи поранених"."""
    index = token.index
    for _ in range(_JOINED):
        if index > 1 and tokens[index - 2].sense in OUTCOMES and joins(tokens[index - 1]):
            index -= 2
    head = _phrase_head(tokens, index - 1)
    if index and tokens[head].sense == "casualty.exist" and tokens[head].reach == index - 1:
        return head > 0 and (tokens[head - 1].sense or "").startswith("negation.")
    before = tokens[index - 1].classes if index else frozenset()
    second = tokens[index - 2].classes if index > 1 else frozenset()
    return "about" in before or "whether" in before or ("there_is" in before and "whether" in second)


def _clause_senses(tokens: list[Token], token: Token) -> set[str | None]:
    senses: set[str | None] = set()
    for step in (-1, 1):
        index = token.index + step
        while 0 <= index < len(tokens) and abs(index - token.index) < 7:
            if tokens[index].shape is Shape.LINE or tokens[index].text in ".;!?,":
                break
            if not _is_of_weapon(tokens, index):
                senses.add(tokens[index].sense)
            index += step
    return senses


def _is_of_weapon(tokens: list[Token], index: int) -> bool:
    """Whether "unknown" is only said of a weapon: "hurt when an unknown device went off", "невідомий предмет"."""
    after = tokens[index].reach + 1
    unknown = tokens[index].sense == "negation.unknown" and after < len(tokens)
    return unknown and (tokens[after].sense or "").startswith("weapon")


def denies_minors(tokens: list[Token], last: int) -> bool:
    """Whether a clause says of a word that leaves their number open that none are there: "неповнолітніх серед них
    немає", "малолетних нет"."""
    if "of_many" not in tokens[last].classes:
        return False
    for token in tokens[last + 1 : last + 7]:
        if token.shape is Shape.LINE or token.text in ".,;":
            return False
        if token.sense == "negation.none":
            return True
    return False


def denies_children(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a sentence says beside the children that there are none."""
    before, behind = reversed(tokens[max(0, first - 3) : first]), tokens[first : last + 7]
    near = chain(*(takewhile(lambda token: token.text not in CLAUSE_ENDS, side) for side in (before, behind)))
    return any(token.sense == "negation.none" for token in near) or is_none_of_them(tokens, first)


def is_none_of_them(tokens: list[Token], first: int) -> bool:
    """Whether "none of them" stands shortly before a word for children: "none of the wounded is a child"."""
    before = takewhile(lambda token: token.shape is Shape.WORD, reversed(tokens[max(0, first - _OUT_OF_ALL) : first]))
    nobody = next((token for token in before if token.sense == "negation.people"), None)
    return nobody is not None and tokens[nobody.reach + 1].sense in ("part.among", "preposition.of")
