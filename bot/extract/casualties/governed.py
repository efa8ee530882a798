"""What the groups of a sentence tell of one another's words of harm: the whole that is told one by one, the children
among people, whoever goes on a list.

Each takes the word of harm chosen for each group, by its number or None, and changes it in place.
"""

from dataclasses import replace
from itertools import takewhile

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Shape, Token
from bot.model import Outcome

_LINE_OF_PLACE = 12
_PARTED = frozenset({(";", ","), (";", ":")})
_OPENING = frozenset({"part.more", "preposition.the"})
_ALL = frozenset({"pronoun.both", "part.all"})
_HURT, _TO_LIST, _ON_LIST = frozenset({"injured.deed", "injured.either"}), 16, 7


def go_on(tokens: list[Token], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives somebody at the end of a list the word of harm of those before him, however far it stands, and "the other"
    that of the one: "one of the deaths was in X, the other in Y"."""
    for index in range(1, len(groups)):
        before, group = groups[index - 1], groups[index]
        if chosen[index] is None and _is_the_other(group) and before.bare and before.count == 1:
            chosen[index] = chosen[index - 1]
        if chosen[index] is None and _is_at_next_place(tokens[before.last + 1 : group.first]):
            chosen[index] = chosen[index - 1]
        listed = before.among and group.young
        if chosen[index] is not None or not ((group.described and before.described) or listed):
            continue
        between = tokens[before.last + 1 : group.first]
        joined = any(token.text == "," or "joining" in token.classes for token in between[:1])
        plain = all(token.text == "," or (token.shape is Shape.WORD and not _is_weighty(token)) for token in between)
        if joined and plain and len(between) <= 4:
            chosen[index] = chosen[index - 1]


def share_behind(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives somebody whom "and" joins to others the word of harm behind these: "his wife and two sons, 5 and 11, were
    taken to hospital"."""
    for index in range(len(groups) - 2, -1, -1):
        group, following, number = groups[index], groups[index + 1], chosen[index + 1]
        if chosen[index] is not None or number is None or not group.described or following.among is not group.among:
            continue
        behind = harms[number].first > following.last
        if behind and _joins(tokens, group, following):
            chosen[index] = number


def take_turns(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives people told at a next place, with no word of harm of their own, that of the people before them: "one was
    killed in Kherson and another in Bilozerka, three were wounded in Antonivka"."""
    for index in range(1, len(groups)):
        number, before, group = chosen[index - 1], groups[index - 1], groups[index]
        if number is None or group.among or group.pronoun or harms[number].first > group.first:
            continue
        start = max(before.last, harms[number].last) + 1
        if _leads_on_from_place(tokens[start : group.first]) and _is_placed(tokens, group.last + 1):
            chosen[index] = number


def reach_over(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives people the word of harm behind the clause that tells who was among them: "загинув водій, ще шість людей,
    серед яких дитина, госпіталізовані"."""
    for index in range(1, len(groups)):
        whole, part = groups[index - 1 : index + 1]
        if chosen[index - 1] is None or not part.among or whole.among or (whole.count or 0) < 2:
            continue
        opened = tokens[whole.last + 1].text == "," and tokens[whole.last + 2].sense == "part.among"
        behind = (part.last + 2, part.last + 3) if tokens[min(part.last + 1, len(tokens) - 1)].text == "," else ()
        own = next((number for number, harm in enumerate(harms) if harm.first in behind and not harm.negated), None)
        if opened and own is not None and tokens[whole.first - 1].sense == "part.more":
            chosen[index - 1] = chosen[index] = own


def end_in_dash(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives people the word of harm that a dash leads from them to, and those joined to them by "and" with them:
    "загинула жінка, її чоловік та онук — у лікарні"."""
    for index in range(len(groups) - 1, 0, -1):
        dash = groups[index].last + 1
        dash += dash < len(tokens) and tokens[dash].text == ","
        inside = groups[index].among and not groups[index].rank
        if dash >= len(tokens) or tokens[dash].text not in DASHES or inside:
            continue
        own = next((number for number, harm in enumerate(harms) if harm.first == dash + 1 and not harm.negated), None)
        if own is None or harms[own].outcome is None or any(group.first == harms[own].last + 1 for group in groups):
            continue
        first = index
        while first and _and_joins(tokens[groups[first - 1].last + 1 : groups[first].first]):
            first -= 1
        chosen[first : index + 1] = [own] * (index + 1 - first)


def _and_joins(between: list[Token]) -> bool:
    """Whether "and" and nothing weightier stands between two people, behind the comma that closes an age at most."""
    words = between[1:] if between and between[0].text == "," else between
    return bool(words) and "and" in words[0].classes and not any(map(_is_weighty, words[1:]))


def _leads_on_from_place(between: list[Token]) -> bool:
    """Whether a place and then a comma or "and" lead from people to others: "in Kherson and"."""
    while between and between[-1].sense in _OPENING:
        between = between[:-1]
    if not 2 < len(between) <= _LINE_OF_PLACE or not (between[-1].text == "," or "joining" in between[-1].classes):
        return False
    return _is_place(between[:-1] if between[-2].text != "," else between[:-2])


def _is_placed(tokens: list[Token], index: int) -> bool:
    """Whether a place and the end of the clause follow, with a dash at most before them."""
    index += index < len(tokens) and tokens[index].text in DASHES
    ends = range(index, min(index + _LINE_OF_PLACE, len(tokens)))
    end = next((at for at in ends if tokens[at].shape is not Shape.WORD or "joining" in tokens[at].classes), None)
    return _is_place(tokens[index : len(tokens) if end is None else end])


def _is_place(words: list[Token]) -> bool:
    """Whether words are a preposition and a name, and tell of nobody's harm."""
    if len(words) < 2 or words[0].sense != "preposition.in" or not any(word.capital for word in words[:4]):
        return False
    return not any((word.sense or "").split(".")[0] in ("killed", "injured", "casualty", "person") for word in words)


def stay_joined(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives somebody joined by "and" to another, and parted from a third by a comma, that other's word of harm:
    "загинули чоловік та його онука, сусідку поранено", "погиб отец, мать и дочь ранены"."""
    for index in range(1, len(groups) - 1):
        before, own, after = chosen[index - 1 : index + 2]
        if before is None or after is None or before == after:
            continue
        ahead = groups[index - 1].first > harms[before].last
        if not ahead or groups[index].last > harms[after].first:
            continue
        if own == after and _joins_aged(tokens, groups[index - 1], groups[index]) and _parts(tokens, groups, index + 1):
            chosen[index] = before
        if own == after and _joins(tokens, groups[index - 1], groups[index]):
            parting = tokens[groups[index].last + 1 : harms[after].first]
            chosen[index] = before if any(token.text in ",;" for token in parting) else own
        if groups[index + 1].last > harms[after].first:
            continue
        if own == after and _joins(tokens, groups[index - 1], groups[index]) and _parts(tokens, groups, index + 1):
            chosen[index] = before
        elif own == before and _joins(tokens, groups[index], groups[index + 1]) and _parts(tokens, groups, index):
            chosen[index] = after


def _joins(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether "and" stands between two people, with one more word at most."""
    between = tokens[before.last + 1 : after.first]
    return 0 < len(between) <= 2 and "joining" in between[0].classes


def _joins_aged(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether the comma that closes an age and "and" stand between two people: "чоловік, 50 років, та жінка"."""
    between = tokens[before.last + 1 : after.first]
    joined = 1 < len(between) <= 3 and between[0].text == "," and "and" in between[1].classes
    return joined and is_aged(before) and bool(after.described)


def _parts(tokens: list[Token], groups: list[Group], index: int) -> bool:
    """Whether a comma stands behind the people before those of a number."""
    return tokens[groups[index - 1].last + 1].text == ","


def _is_at_next_place(between: list[Token]) -> bool:
    """Whether a mark, a place and a dash, or in a list parted by semicolons a comma, lead on to others told alike:
    "; у селищі Борова Ізюмського району – ", "; in Izium, "."""
    if between and between[-1].sense == "part.more":
        between = between[:-1]
    if not 2 < len(between) <= _LINE_OF_PLACE or between[0].text not in ",;":
        return False
    if between[-1].text not in DASHES and (between[0].text, between[-1].text) not in _PARTED:
        return False
    located = (between[1].sense or "").startswith("preposition.") and any(token.capital for token in between)
    told = any((token.sense or "").split(".")[0] in ("killed", "injured", "casualty") for token in between)
    return located and not told and not any(token.text in ",;:" for token in between[1:-1])


def _is_the_other(group: Group) -> bool:
    return group.among and group.count == 1 and not (group.bare or group.described or group.young)


def _is_weighty(token: Token) -> bool:
    return (token.sense or "preposition.the").split(".")[0] not in ("preposition", "pronoun", "part")


def without_stress(
    tokens: list[Token], owners: list[tuple[Group, Harm | None]], carried: Harm | None
) -> list[tuple[Group, Harm | None]]:
    """Gives people whom only a word of stress drew to the word that counts "both" or "all" of them among the injured,
    and back the children among those told before: "among them two children, three women had a stress reaction"."""
    if all(harm is None or harm.outcome is not None for _, harm in owners):
        return owners
    owners = [(group, _counted(tokens, harm)) for group, harm in owners]
    injured = [harm for _, harm in owners if harm is not None and harm.outcome is Outcome.INJURED]
    counting = next((harm for harm in injured if _counts_all(tokens, harm)), None)
    if counting is not None:
        return [(group, counting if harm is not None and harm.outcome is None else harm) for group, harm in owners]
    if carried is None or any(harm is not None and harm.outcome is not None for _, harm in owners):
        return owners
    return [(group, carried if group.young and group.among and harm else harm) for group, harm in owners]


def _counted(tokens: list[Token], harm: Harm | None) -> Harm | None:
    """A word of stress as one for injuries where the words behind put whoever had it on the list of the injured:
    "гострої реакції зазнала донька, її внесли до переліку постраждалих"."""
    if harm is None or harm.outcome is not None:
        return harm
    behind = list(takewhile(lambda token: token.text not in ".;!?", tokens[harm.last + 1 : harm.last + 1 + _TO_LIST]))
    joined = next((token for token in behind if token.sense == "update.joined"), None)
    if joined is None or any((token.sense or "").startswith("negation.") for token in behind):
        return harm
    listed = any(token.sense in _HURT for token in tokens[joined.reach + 1 : joined.reach + _ON_LIST])
    return replace(harm, sense="injured.deed", outcome=Outcome.INJURED) if listed else harm


def _counts_all(tokens: list[Token], harm: Harm) -> bool:
    """Whether "both" or "all" stands right before a word of harm: "обох внесли до списку постраждалих"."""
    return any(token.sense in _ALL for token in tokens[max(0, harm.first - 5) : harm.first])
