"""Person nouns with the ages behind them: "чоловіки 34 і 47 років", "мати і син, 58 та 33 роки", "a couple aged 71"."""

from itertools import takewhile

from bot.extract.people.ages import Described, ages_after
from bot.extract.people.ages_behind import ages_behind, is_kin_of_child
from bot.extract.people.groups import SEX, YOUNG, Group
from bot.extract.text.numbers import Number
from bot.extract.text.senses import is_sense
from bot.extract.text.tokens import Document, Token
from bot.model import Sex

_MASCULINE_NOUNS = frozenset({"person.office", "person.staff", "person.people", "person.soldier"})
_STEM = 5
_TO_ALL = 3
_COUNTING = frozenset("—–-:")
_PAIRS = frozenset({"person.couple", "person.twins"})
_YOUNG = YOUNG | {"person.twins"}
_OFFICES = frozenset({"person.office", "person.staff", "person.office_woman"})


def noun_group(
    document: Document, tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None
) -> Group:
    """The people whom the noun at `index` names with the ages told behind it; `count` is the number before it."""
    if _turns_for_child(tokens, index):
        return _named_by(document, tokens, _last_noun(tokens, index), numbers, count).but(first=index)
    year = document.post.published.year
    together = _nouns_together(tokens, index, numbers, year) if count is None else None
    return together or _named_by(document, tokens, index, numbers, count)


def _named_by(
    document: Document, tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None
) -> Group:
    """The people whom a noun names by itself, with their ages; of English nouns the last counts: "local residents",
    but "a girl under 18"."""
    last = _last_noun(tokens, index)
    head = tokens[last if tokens[last].text.isascii() and tokens[index].sense not in SEX else index]
    couple = _couple_in(document, index, last)
    senses = _senses(tokens, index, last)
    sex = _sex(senses, tokens[index], count)
    young = not _YOUNG.isdisjoint(senses) and not _is_beloved(tokens, index)
    several = _is_plural(head) or _are_all(tokens, index) if count is None else count > 1
    if couple is not None and count is None:
        count, several = 2, True
    ages, end, last = ages_behind(document, (index, last), numbers, count, several, couple)
    described = _couple(couple, ages) if couple is not None else tuple(Described(age, sex, young) for age in ages)
    trade = None if count is not None or described or sex else _trade(tokens, index, senses)
    if count is None:
        count = len(ages) if len(ages) > 1 else (None if several else 1)
    if not described and count == 1 and sex is not None:
        described = (Described(None, sex, None if _is_offspring(tokens[index]) else young),)
    return Group(
        first=index,
        last=end if ages else last,
        count=count,
        described=described,
        young=young,
        soldier="person.soldier" in senses,
        sex=sex,
        office=not _OFFICES.isdisjoint(senses),
        several=several and count is None,
        either=tokens[index].value == 0 and count == 1,
        grown=_is_grown(tokens[index], young),
        trade=trade if count == 1 else None,
    )


def _turns_for_child(tokens: list[Token], index: int) -> bool:
    """Whether parents turn to doctors for a child of theirs, who then is the one hurt: "звернулися батьки хлопчика 8
    років"."""
    turned = index > 0 and "turning" in tokens[index - 1].classes and "parents" in tokens[index].classes
    return turned and is_kin_of_child(tokens, index, _last_noun(tokens, index))


def _couple_in(document: Document, first: int, last: int) -> Token | None:
    """The noun for two people at once ("a couple", "twins") among some tokens."""
    if document.senses.keys().isdisjoint(_PAIRS):
        return None
    return next((token for token in document.tokens[first : last + 1] if token.sense in _PAIRS), None)


def _trade(tokens: list[Token], index: int, senses: list[str]) -> str | None:
    """The stem of a noun that tells somebody's office, or of one that is owned: "his neighbour"."""
    told = not _OFFICES.isdisjoint(senses) or _is_owned(tokens, index)
    return tokens[index].folded[:_STEM] if told else None


def _senses(tokens: list[Token], first: int, last: int) -> list[str]:
    """The senses of the nouns of one person or people; of the first alone if the others only tell whose he is: "сын
    женщины", "мати дитини"."""
    senses = [token.sense or "" for token in tokens[first : last + 1]]
    another = len({SEX[sense] for sense in senses if sense in SEX}) > 1
    return senses[:1] if another or (len(senses) > 1 and "kin_of" in tokens[first].classes) else senses


def _sex(senses: list[str], noun: Token, count: int | None) -> Sex | None:
    """The sex that nouns tell; none of several whom a masculine noun may name for both: "два жителя"."""
    sex = next((SEX[sense] for sense in reversed(senses) if sense in SEX), None)
    return None if sex is Sex.MALE and count is not None and count > 1 and "anybody" in noun.classes else sex


def _is_grown(noun: Token, young: bool) -> bool:
    """Whether a noun names grown-ups: "дорослі", "men", but not "sons"."""
    known = noun.sense in ("person.man", "person.woman") and not (young or _is_offspring(noun))
    return known or "grown" in noun.classes


def _is_owned(tokens: list[Token], index: int) -> bool:
    """Whether a pronoun right before a noun tells that somebody is another's: "його пасажир", "her neighbour"."""
    return index > 0 and (tokens[index - 1].sense or "").startswith("pronoun.")


def _is_beloved(tokens: list[Token], index: int) -> bool:
    """Whether a noun that may name a girl names somebody's beloved: "его девушку", "свою дівчину"."""
    return "beloved" in tokens[index].classes and index > 0 and "owning" in tokens[index - 1].classes


def _is_offspring(token: Token) -> bool:
    """Whether a noun names somebody's child, of whatever age: "дочь", "внук", "son"."""
    return "offspring" in token.classes and token.sense in ("person.man", "person.woman")


def _couple(couple: Token, ages: list[int]) -> tuple[Described, ...]:
    """A couple by its ages; one age stands for both; "husband and wife" (value 2) tells who is who."""
    if couple.sense == "person.twins":
        return tuple(Described(age, None, True) for age in (ages * 2)[:2])
    sexes: tuple[Sex | None, ...] = (Sex.MALE, Sex.FEMALE) if couple.value == 2 else (None, None)
    return tuple(Described(age, sex) for age, sex in zip((ages * 2)[:2], sexes, strict=False))


def _nouns_together(tokens: list[Token], index: int, numbers: dict[int, Number], year: int) -> Group | None:
    """Single people whose ages come in the same order behind the last: "мати і син, 58 та 33 роки", "a brother and
    sister, both aged 72"."""
    nouns = coordinated_nouns(tokens, index)
    if len(nouns) < 2:
        return None
    last = tokens[nouns[-1]].reach
    both = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].text == ",")
    alike = len(nouns) == 2 and is_sense(tokens, both, "pronoun.both")
    ages, end = ages_after(tokens, (both if alike else last) + 1, numbers, not alike, year, marked=alike)
    ages = ages * 2 if alike else ages
    if len(ages) != len(nouns):
        return None
    described = tuple(
        Described(age, SEX.get(tokens[noun].sense or ""), tokens[noun].sense in YOUNG)
        for age, noun in zip(ages, nouns, strict=True)
    )
    return Group(index, end, len(ages), described=described)


def coordinated_nouns(tokens: list[Token], index: int) -> list[int]:
    """The indices of the singular person nouns joined to the one at `index` by commas and "and"."""
    nouns, step = [index], tokens[index].reach + 1
    if step >= len(tokens) or not (tokens[step].text == "," or "joining" in tokens[step].classes):
        return nouns
    if _is_plural(tokens[index]) or tokens[index].sense in _PAIRS:
        return []
    while step < len(tokens) and len(nouns) < 5:
        linked = tokens[step].text == "," or "joining" in tokens[step].classes
        while step < len(tokens) and (
            tokens[step].text == ","
            or "joining" in tokens[step].classes
            or (tokens[step].sense or "").startswith("pronoun.")
        ):
            step += 1
        if not linked or step >= len(tokens) or not (tokens[step].sense or "").startswith("person."):
            break
        if _is_plural(tokens[step]) or tokens[step].sense in _PAIRS:
            break
        nouns.append(step)
        step = tokens[step].reach + 1
    return nouns


def _last_noun(tokens: list[Token], index: int) -> int:
    last, after = index, tokens[index].reach + 1
    while after < len(tokens) and (tokens[after].sense or "").startswith("person."):
        last, after = after, tokens[after].reach + 1
    return last


def _are_all(tokens: list[Token], index: int) -> bool:
    """Whether "all" stands before a noun, with a pronoun and a dash at most between: "усі — жінки", "все они женщины",
    where the noun alone may be one woman's."""
    before = tokens[max(0, index - _TO_ALL) : index][::-1]
    passed = takewhile(lambda token: token.text in _COUNTING or (token.sense or "").startswith("pronoun."), before)
    between = len(list(passed))
    return between < len(before) and before[between].sense == "part.all"


def _is_plural(token: Token) -> bool:
    if token.value:
        return token.value == 2
    if token.sense in _MASCULINE_NOUNS and "plural_office" in token.classes:
        return "dative_office" not in token.classes
    if token.sense == "person.child" and "plural_child" in token.classes:
        return True
    return "plural" in token.classes
