"""Words of harm that only describe somebody, and so belong to nobody else: "над телом внучки, погибшей при ударе"."""

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.tokens import Shape, Token
from bot.model import Outcome

OUT_OF_SIGHT = 1000.0
"""The cost of a word of harm that can't belong to a group."""
_ATTRIBUTIVE = frozenset({"participle", "participle_of"})
CARE = frozenset({"injured.care", "injured.stress"})
"""The senses of words for care and for stress, which befall nobody who died."""
_OBJECT, _TO_CARE = 5, 4
RESCUING = frozenset({"moment.response", "moment.found"})
"""The senses of words for a rescue."""
_OBJECTS = frozenset({"person.woman", "person.girl", "person.child", "person.office_woman"})
_OF_OTHERS = frozenset({"killed.body", "killed.bereft"})


def bind_attributes(tokens: list[Token], harms: list[Harm], groups: list[Group], costs: list[list[float]]) -> None:
    """Puts words of harm that are attributes out of the sight of those who only stand before the person they describe:
    "дедушка над телом внучки, погибшей при ударе", "мать погибшего мальчика"."""
    for number, harm in enumerate(harms):
        if harm.side == 1 and harm.sense in _OF_OTHERS:
            for index, group in enumerate(groups):
                costs[index][number] = OUT_OF_SIGHT if group.last < harm.first else costs[index][number]
        if _ATTRIBUTIVE.isdisjoint(tokens[harm.first].classes):
            continue
        after_comma = tokens[harm.first - 1].text == "," if harm.first else False
        end = harm.first - 1 - after_comma
        bound = next((index for index, group in enumerate(groups) if group.last == end), None)
        for index in range(bound or 0) if after_comma else ():
            if bound is not None and not _is_one_with(tokens, groups[index], groups[bound]):
                costs[index][number] = OUT_OF_SIGHT
        relative = not after_comma and bound is not None and _is_relative(tokens, groups[bound], harm)
        aged = any(group.first == harm.first - 1 and group.last > harm.last for group in groups)
        if relative or (aged and _is_kin(tokens, harm)):
            for index, group in enumerate(groups):
                costs[index][number] = costs[index][number] if group.first == harm.last + 1 else OUT_OF_SIGHT


def bind_wounds(tokens: list[Token], harms: list[Harm], groups: list[Group], costs: list[list[float]]) -> None:
    """Puts deaths told before somebody behind a comma who is told with wounds out of his sight: "загинула жінка, її
    сина з опіками доправили до лікарні", "left two dead and six with serious injuries"."""
    wounds = {harm.first - 2 for harm in harms if _is_with_wounds(tokens, harm)}
    for index, group in enumerate(groups):
        after = _past_age(tokens, group)
        suffers = group.last in wounds or _suffers(tokens, after)
        if not (suffers and _is_parted(tokens, group.first)) and not _has_wounds(tokens, after):
            continue
        for number, harm in enumerate(harms):
            if harm.outcome is Outcome.KILLED and harm.last < group.first:
                costs[index][number] = OUT_OF_SIGHT


def _past_age(tokens: list[Token], group: Group) -> int:
    """The token behind people, and behind the comma that closes an age told of them between two: "її син, 12 років,
    дістав поранення"."""
    inserted = any(token.text == "," for token in tokens[group.first : group.last])
    after = group.last + 1
    return after + (inserted and is_aged(group) and after < len(tokens) and tokens[after].text == ",")


def bind_patients(tokens: list[Token], harms: list[Harm], groups: list[Group], costs: list[list[float]]) -> None:
    """Puts deaths told before people behind a comma who are then told to be in care, or under stress, out of their
    sight: "загинула жінка, троє людей перебувають у важкому стані"."""
    care = [harm.first for harm in harms if harm.sense in CARE and not (harm.negated or harm.asked)]
    for index, group in enumerate(groups[1:], 1):
        after = _past_age(tokens, group)
        in_care = any(0 <= place - after < _TO_CARE and _leads_on(tokens, after, place) for place in care)
        if not in_care or not _is_parted(tokens, group.first):
            continue
        for number, harm in enumerate(harms):
            if harm.outcome is Outcome.KILLED and harm.last < group.first:
                costs[index][number] = OUT_OF_SIGHT


def _leads_on(tokens: list[Token], start: int, end: int) -> bool:
    return all(token.shape is Shape.WORD and "joining" not in token.classes for token in tokens[start:end])


def bind_rescued(tokens: list[Token], harms: list[Harm], groups: list[Group], costs: list[list[float]]) -> None:
    """Puts deaths told before somebody who was then pulled out or helped out of his sight: "загинула жінка, ще одну
    деблоковано з переломами"."""
    for index, group in enumerate(groups):
        follows = index + 1 < len(groups) and groups[index + 1].first == group.last + 2
        last = groups[index + 1].last if follows and is_aged(groups[index + 1]) else group.last
        inserted = last > group.last or (is_aged(group) and group.first > 0 and tokens[group.first - 1].text == ",")
        if not _is_parted(tokens, group.first) or not _is_rescued(tokens, last, inserted=inserted):
            continue
        for number, harm in enumerate(harms):
            if harm.outcome is Outcome.KILLED and harm.last < group.first:
                costs[index][number] = OUT_OF_SIGHT


def _is_rescued(tokens: list[Token], last: int, *, inserted: bool) -> bool:
    """Whether a word for a rescue stands right behind people who end at a token, or behind the comma that closes an
    age told beside them (`inserted`)."""
    after = last + 1
    if inserted and after < len(tokens) and tokens[after].text == ",":
        after += 1
    return after < len(tokens) and tokens[after].sense in RESCUING


def bind_objects(tokens: list[Token], harms: list[Harm], groups: list[Group], costs: list[list[float]]) -> None:
    """Puts verbs of dying out of the sight of women and children told as objects: "загинув
    чоловік, ще одну жінку та дитину травмовано"."""
    deaths = [number for number, harm in enumerate(harms) if "perished" in tokens[harm.first].classes]
    if not deaths or len(deaths) == len(harms):
        return
    for index, group in enumerate(groups):
        if _is_object(tokens, group):
            for number in deaths:
                costs[index][number] = OUT_OF_SIGHT


def _is_object(tokens: list[Token], group: Group) -> bool:
    """Whether the nouns of a group for women and children stand in the accusative."""
    nouns = [token for token in tokens[group.first : group.last + 1] if token.sense in _OBJECTS]
    return bool(nouns) and all("feminine_object" in token.classes for token in nouns)


def _is_with_wounds(tokens: list[Token], harm: Harm) -> bool:
    return harm.sense == "injured.wound" and harm.first > 1 and tokens[harm.first - 1].sense == "preposition.from"


def _has_wounds(tokens: list[Token], index: int) -> bool:
    """Whether an English "with" at a token leads to wounds, over one word at most."""
    if index >= len(tokens) or tokens[index].sense != "weapon_cue.link":
        return False
    return any(token.sense == "injured.wound" for token in tokens[index + 1 : index + 3])


def _suffers(tokens: list[Token], index: int) -> bool:
    """Whether a verb of getting something at a token has wounds for its object: "зазнали мінно-вибухових травм"."""
    if index >= len(tokens) or "getting" not in tokens[index].classes:
        return False
    return any(token.sense == "injured.wound" for token in tokens[index + 1 : index + _OBJECT])


def _is_parted(tokens: list[Token], index: int) -> bool:
    """Whether a comma stands before a token, or before "more" or the word that tells whose somebody is."""
    step = index - 1
    if step > 0 and tokens[step].sense == "part.more":
        step -= 1
    if step > 0 and (tokens[step].sense or "pronoun.").startswith("pronoun.") and tokens[step].shape is Shape.WORD:
        step -= 1
    return step > 0 and tokens[step].text == ","


def _is_listed_with(tokens: list[Token], group: Group, other: Group) -> bool:
    return any(token.text == "," or "joining" in token.classes for token in tokens[group.last + 1 : other.first])


def _is_one_with(tokens: list[Token], group: Group, other: Group) -> bool:
    """Whether a group is on a list with another, or is the number that those have come to: "до 15 зросла кількість
    людей, травмованих під час атаки"."""
    between = tokens[group.last + 1 : other.first]
    risen = group.bare and other.count is None and any(token.sense == "sum.risen" for token in between)
    return risen or _is_listed_with(tokens, group, other)


def _is_kin(tokens: list[Token], harm: Harm) -> bool:
    """Whether kinship stands right before one who was harmed: "мати загиблої, 41 рік"."""
    kin = tokens[harm.first - 1]
    person = (kin.sense or "").startswith("person.") and "no_kin" not in kin.classes
    return person and "participle_of" in tokens[harm.first].classes


def _is_relative(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether somebody told by kinship alone belongs to the one whom the word right behind calls killed or injured."""
    known = group.sex is not None or (group.count or 0) > 1
    kin = bool(group.described) and known and len(group.described) == group.count and not is_aged(group)
    alone = all(token.value == 1 or "joining" in token.classes for token in tokens[group.first : group.last + 1])
    whose = "participle_of" in tokens[harm.first].classes and "no_kin" not in tokens[group.last].classes
    parents = group.first == group.last and "parents" in tokens[group.last].classes
    return (parents or (kin and alone)) and whose
