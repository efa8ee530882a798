"""What must stand beside a word that tells of deaths only in some company: "has taken two lives", "lost her sons"."""

from itertools import takewhile

from bot.extract.text.punctuation import CLAUSE_ENDS, SENTENCE_ENDS
from bot.extract.text.senses import is_number
from bot.extract.text.tokens import Shape, Token

_ATTACKS = ("strike.", "weapon.", "make.")
_SOMEBODY = ("person.", "pronoun.", "unit.year", "age.")
_WHOSE, _WHOM, _FAR = 7, 3, 16
_WHO, _TRADE, _SPEAKER, _HERD = 3, 8, 8, 10
_SPENDING = ("damage.aside", "other.economy")
_OF = frozenset({"preposition.of", "preposition.the"})
_THINGS = ("object_", "piece.")
_PHRASE_ENDS = CLAUSE_ENDS | {","}
_RELATIVE = frozenset({"conjunction.that", "damage.relative"})
_KIN = ("person.man", "person.woman", "person.boy", "person.girl", "person.child", "person.couple", "person.twins")
_OF_KIN = frozenset({"kin", "kin_of", "spouse", "offspring", "grandchild", "parents"})


def _takes_lives(tokens: list[Token], token: Token) -> bool:
    """Whether an attack takes somebody's life, has taken so many or costs them: "has taken two lives", "життя трьох
    людей обірвала ракета", "третє життя, яке забрала атака"."""
    spent = any(_has_before(tokens, token.index, 5, sense) for sense in _SPENDING)
    counted = any((step.sense or "").startswith("number.") for step in tokens[max(0, token.index - 4) : token.index])
    start = token.index + 1 + _is_relative(tokens, token.index + 1)
    behind = takewhile(lambda other: other.text not in _PHRASE_ENDS, tokens[start : token.index + _WHOSE])
    taken = any(other.sense == "killed.takes" for other in behind)
    return taken or _has_before(tokens, token.index, 5, "killed.takes") or (spent and counted)


def _is_relative(tokens: list[Token], index: int) -> bool:
    """Whether a comma leads to a clause about what stands right before it: "життя, яке забрав удар"."""
    which = tokens[index + 1] if index + 1 < len(tokens) and tokens[index].text == "," else None
    return which is not None and ("which" in which.classes or which.sense in _RELATIVE)


def _takes_people(tokens: list[Token], token: Token) -> bool:
    """Whether an attack takes people themselves: "ця атака забрала двох людей", "кого забрала та
    атака"."""
    before = takewhile(lambda other: other.text not in CLAUSE_ENDS, tokens[max(0, token.index - 4) : token.index][::-1])
    if _follows_whom(tokens, token):
        return True
    attack = any((other.sense or "").startswith(_ATTACKS) for other in before)
    after = tokens[token.index + 1 : token.index + 5]
    counted = any((other.sense or "").startswith("person.") for other in after)
    return attack and counted and not any(other.sense == "killed.lives" for other in after)


def _is_in_vain(tokens: list[Token], token: Token) -> bool:
    """Whether somebody could not be saved: "врятувати 60-річну жінку не вдалося", "could not save him"."""
    behind = list(takewhile(lambda other: other.text not in CLAUSE_ENDS, tokens[token.index + 1 : token.index + 9]))
    ahead = list(
        takewhile(lambda other: other.text not in CLAUSE_ENDS, tokens[max(0, token.index - 8) : token.index][::-1])
    )
    failed = any(other.sense == "negation.failed" for other in (*behind, *ahead[:4]))
    return failed and any((other.sense or "").startswith(_SOMEBODY) for other in (*behind[:6], *ahead))


def _stops(tokens: list[Token], token: Token) -> bool:
    """Whether a heart stops: "серце 61-річної жінки, пораненої вчора, зупинилося", "his heart has stopped"."""
    behind = takewhile(lambda other: other.text not in CLAUSE_ENDS, tokens[token.index + 1 : token.index + _FAR])
    ahead = tokens[max(0, token.index - _WHOM) : token.index]
    return any("stops" in other.classes for other in (*behind, *ahead))


def _follows_whom(tokens: list[Token], token: Token) -> bool:
    """Whether "whom" leads to a word of taking or losing: "кого забрав удар", "whom we lost"."""
    return any("taken_one" in other.classes for other in tokens[max(0, token.index - _WHOM) : token.index])


def _has_lost(tokens: list[Token], token: Token) -> bool:
    """Whether somebody has lost kin, or a place its people, or somebody is spoken of as lost by others."""
    return is_bereft(tokens, token) or _has_lost_people(tokens, token) or _follows_whom(tokens, token)


def _has_lost_people(tokens: list[Token], token: Token) -> bool:
    """Whether people are counted right behind a word of losing: "the region lost two people", "область втратила двох
    мешканців"."""
    number, people = (tokens[token.reach + step] if token.reach + step < len(tokens) else None for step in (1, 2))
    return number is not None and people is not None and is_number(number) and people.sense == "person.people"


def is_bereft(tokens: list[Token], token: Token) -> bool:
    """Whether somebody has lost kin: "потерял жену и сына", "lost her two sons"."""
    behind = list(takewhile(lambda other: other.shape is Shape.WORD, tokens[token.reach + 1 : token.reach + 5]))
    kin = next((place for place, other in enumerate(behind) if other.sense in _KIN), None)
    return kin is not None and all(_may_lead(other) for other in behind[:kin])


def _is_nobodys_kin(tokens: list[Token], token: Token) -> bool:
    """Whether a word for the dead tells of them, and not only whose kin somebody is: "брат загиблої"; "мати загиблого
    хлопчика" tells of the boy."""
    if _is_whose_kin(tokens, token) or _is_past(tokens, token):
        return False
    return not follows_kin(tokens, token) or _names_person(tokens, token.reach + 1)


def _is_past(tokens: list[Token], token: Token) -> bool:
    """Whether a death told already only says since when a figure holds: "після цієї смерті поранених лишається 10"."""
    after, owner = tokens[max(0, token.index - 2)], tokens[max(0, token.index - 1)]
    told = owner.sense == "time.this" or (owner.sense or "").startswith("pronoun.") or "owning" in owner.classes
    return after.sense == "preposition.after" and told


def follows_kin(tokens: list[Token], token: Token) -> bool:
    """Whether a word for the dead stands right behind that for their kin."""
    kin = tokens[token.index - 1] if token.index else None
    return kin is not None and "of_adjective" in token.classes and not _OF_KIN.isdisjoint(kin.classes)


def _is_of_people(tokens: list[Token], token: Token) -> bool:
    """Whether a word for the injured tells of them, and neither whose kin somebody is ("рідні поранених") nor what
    things suffered: "чиї домівки постраждали", "пострадали два дитсадки"."""
    return not (_is_whose_kin(tokens, token) or _is_of_things(tokens, token))


def _is_of_things(tokens: list[Token], token: Token) -> bool:
    """Whether the words right beside a word for suffering are things: houses before it, a number of schools or a mine
    that somebody touched behind."""
    behind = token.reach + 1
    if "touching" in token.classes and behind < len(tokens) and tokens[behind].sense == "weapon.mine":
        return True
    while behind < len(tokens) and is_number(tokens[behind]):
        behind += 1
    counted = behind > token.reach + 1
    if counted and behind < len(tokens) and (tokens[behind].sense or "").startswith(_THINGS):
        return True
    owned = token.index > 1 and "of_whom" in tokens[token.index - 2].classes
    return owned and (tokens[token.index - 1].sense or "").startswith(_THINGS)


def _is_whose_kin(tokens: list[Token], token: Token) -> bool:
    """Whether a word for people harmed only tells whose relatives are spoken of: "рідні 11 загиблих", "relatives of
    those killed"."""
    step = token.index - 1
    while step > 0 and (tokens[step].sense in _OF or is_number(tokens[step]) or "those" in tokens[step].classes):
        step -= 1
    between = tokens[step + 1 : token.index]
    linked = "of_adjective" in token.classes or any(other.sense == "preposition.of" for other in between)
    hedged = (tokens[step].sense or "").startswith("hedge.")
    return step >= 0 and linked and "kin" in tokens[step].classes and not hedged


def _names_person(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and (tokens[index].sense or "").startswith("person.")


def _may_lead(token: Token) -> bool:
    return (token.sense or "pronoun.").split(".")[0] in ("pronoun", "number", "time", "unit", "age", "part")


def _is_written_out(tokens: list[Token], token: Token) -> bool:
    """Whether a body is not the shortened telephone before a number: "тел. 101"."""
    after = tokens[token.reach + 1 : token.reach + 3]
    return len(after) < 2 or after[0].text not in ".:" or after[1].shape is not Shape.NUMBER


def _is_of_somebody(tokens: list[Token], token: Token) -> bool:
    """Whether "unhurt" is said neither of a thing that a clause begins with ("повреждён гараж, дом не пострадал") nor
    only of somebody who speaks: "said Olena, who was not hurt", "who sells tickets and was unhurt"."""
    opens = token.index > 1 and (
        tokens[token.index - 2].shape is not Shape.WORD or "but" in tokens[token.index - 2].classes
    )
    if opens and (tokens[token.index - 1].sense or "").startswith(_THINGS):
        return False
    reach = _TRADE if token.index and "joining" in tokens[token.index - 1].classes else _WHO
    before = tokens[max(0, token.index - reach) : token.index][::-1]
    who = next((one.index for one in before if "who" in one.classes), None)
    if who is None:
        return True
    lead = takewhile(lambda one: one.text not in SENTENCE_ENDS, tokens[max(0, who - _SPEAKER) : who][::-1])
    return not any(one.sense == "moment.said" for one in lead)


def _is_of_people_alone(tokens: list[Token], token: Token) -> bool:
    """Whether "all alive" is not said of animals told before it: "у кішки троє кошенят, усі живі"."""
    before = takewhile(
        lambda one: one.text not in SENTENCE_ENDS, tokens[max(0, token.index - _HERD) : token.index][::-1]
    )
    return not any(one.sense == "casualty.animal" for one in before)


CONDITIONS = {
    "casualty.unhurt": _is_of_somebody,
    "casualty.alive": _is_of_people_alone,
    "killed.body": _is_written_out,
    "killed.lives": _takes_lives,
    "killed.takes": _takes_people,
    "killed.save": _is_in_vain,
    "killed.heart": _stops,
    "killed.bereft": _has_lost,
    "killed.dead": _is_nobodys_kin,
    "injured.deed": _is_of_people,
    "injured.either": _is_of_people,
}
"""What must stand beside a word that tells of deaths only in some company."""


def _has_before(tokens: list[Token], index: int, distance: int, sense: str) -> bool:
    return any(tokens[step].sense == sense for step in range(max(0, index - distance), index))
