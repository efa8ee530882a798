"""People told side by side -> one group: "двоє рятувальників та поліцейський", "a woman, two men and a child".

People who are all told by age or sex stay apart, since each is a person of his own; a list that holds a bare count is
one group with the sum.
"""

from itertools import dropwhile

from bot.extract.people.couples import with_couples_listed, with_couples_told, with_numbers_told
from bot.extract.people.groups import Group, is_compounded
from bot.extract.people.outcomes import OUTCOMES
from bot.extract.text.tokens import Document, Shape, Token

_BESIDE, _NAMED, _ARTICLE, _BEHIND = 6, 3, 2, 4
_PLACING = frozenset({"preposition.of", "preposition.from", "preposition.in"})
_THINGS = ("object_one.", "object_any.")
_WITH = frozenset({"preposition.from", "weapon_cue.link"})


def coordinated(document: Document, groups: list[Group]) -> list[Group]:
    """The groups with each list of people joined into one."""
    if len(groups) < 2:
        return groups
    tokens = document.tokens
    kept: list[Group] = []
    run: list[Group] = []
    for told in with_couples_listed(tokens, groups):
        group = told.but(among=True) if run and _goes_on_among(tokens, run[-1], told) else told
        if run and not _is_linked(tokens, run[-1], group):
            kept.extend(_joined(tokens, run))
            run = []
        run.append(group)
    return [*kept, *_joined(tokens, run)]


def _goes_on_among(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether people go on a list that "among them" leads: "серед них — двоє чоловіків, дві жінки та дитина"."""
    if not before.among or after.among or not _is_linked(tokens, before.but(among=False), after):
        return False
    return not _meets_harm(tokens[after.first : after.last + 1 + _BEHIND], ".:;,")


def _is_linked(tokens: list[Token], before: Group, after: Group) -> bool:
    if not (_is_member(before) and _is_member(after)) or before.among is not after.among:
        return False
    if _are_of_two_places(tokens, before, after):
        return False
    between = tokens[before.last + 1 : after.first]
    if after.added:
        return not before.added and _is_and_more(between) and not _differ(tokens, before, after)
    while len(between) > 1 and (_is_plain(between[-1]) or is_compounded(between[-1], _THINGS)):
        between = between[:-1]
    if before.count == 1:
        between = [*dropwhile(_is_of_name, between[:_NAMED]), *between[_NAMED:]]
    if len(between) > 2 and between[0].sense == "preposition.of":
        between = [*dropwhile(_is_of_something, between[1:_BESIDE]), *between[_BESIDE:]]
    elif len(between) > 1 and before.office and _is_complement(between[0]):
        between = between[1:]
    listed = 0 < len(between) <= 5 and all(_links(token) for token in between)
    return (listed or _is_together(tokens, before, after)) and not _differ(tokens, before, after)


def _is_and_more(between: list[Token]) -> bool:
    """Whether nothing but "and one more" stands between people: "a man of 21 and one more passer-by"."""
    more = next((token for token in between if token.sense == "part.more"), None)
    lead = [] if more is None else between[: more.index - between[0].index]
    joined = more is not None and any("and" in token.classes for token in (*lead, more))
    return more is not None and joined and more.reach >= between[-1].index and all(map(_links, lead))


def _are_of_two_places(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether each is told with a place of his own: "a resident of Izium and two residents of Balakliia"."""
    placed = (_is_placed(tokens, index) for index in range(before.first, after.first))
    return _is_placed(tokens, after.last) and any(placed)


def _is_placed(tokens: list[Token], index: int) -> bool:
    """Whether a place stands behind somebody, with a preposition or right behind a word for a resident."""
    behind = index + 1
    led = behind < len(tokens) and tokens[behind].sense in _PLACING
    named = tokens[behind + led] if behind + led < len(tokens) else None
    somebody = (tokens[index].sense or "").startswith("person.") and (led or "dweller" in tokens[index].classes)
    return somebody and named is not None and named.capital and not named.upper


def _differ(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether people are called dead and others hurt: "одну загиблу жінку та трьох поранених чоловіків"."""
    one, two = (
        {OUTCOMES[token.sense] for token in tokens[group.first : group.last + 1] if token.sense in OUTCOMES}
        for group in (before, after)
    )
    return bool(one) and bool(two) and one != two


def _is_plain(token: Token) -> bool:
    """Whether a word before a person may be an adjective: "та їхня маленька донька", "and their little daughter"."""
    return token.shape is Shape.WORD and token.sense is None and not token.capital and len(token.text) > 3


def _is_of_name(token: Token) -> bool:
    """Whether a word behind one person may be of his name: "водія Івана Петренка та двох рятувальників"."""
    return token.shape is Shape.WORD and token.capital and not token.upper and token.sense is None


def _is_of_something(token: Token) -> bool:
    """Whether a word behind "of" tells whose somebody is: "the driver of a bus and a passenger"."""
    return token.sense == "preposition.the" or (_is_complement(token) and "and" not in token.classes)


def _is_complement(token: Token) -> bool:
    """Whether the word behind somebody told by trade may say whose he is: "охоронця заводу та двох робітниць"."""
    harmed = (token.sense or "").startswith(("killed.", "injured.", "casualty.", "part.", "number."))
    return token.shape is Shape.WORD and not harmed


def _is_together(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether one person is told with others: "мати з дитиною", "женщина с двумя сыновьями"."""
    known = after.sex is not None or after.young
    single = before.count == after.count == 1 and before.sex is not None and known
    several = known and "instrumental" in tokens[after.last].classes
    between = tokens[before.last + 1 : after.first]
    if not (single or several) or not 0 < len(between) <= 3 or between[0].sense not in _WITH:
        return False
    owned = all((token.sense or "").startswith(("preposition.the", "pronoun.")) for token in between[1:])
    return (single and owned) or (several and len(between) == 2 and _is_plain(between[1])) or len(between) == 1


def _is_member(group: Group) -> bool:
    marked = group.rank or group.bare or group.pronoun or group.denied or group.nth
    return bool(group.count) and not marked


def _links(token: Token) -> bool:
    return (
        token.text == ","
        or "and" in token.classes
        or (token.upper and token.shape is Shape.WORD and len(token.text) > 1)
        or (token.sense or "").startswith(("pronoun.", "part.with", "preposition.the"))
    )


def _joined(tokens: list[Token], run: list[Group]) -> list[Group]:
    head: list[Group] = []
    run = with_couples_told(tokens, with_numbers_told(tokens, run))
    if len(run) < 2:
        return run
    if _is_told_apart(tokens, run):
        cut = _comma_before_and(tokens, run)
        if cut:
            return [*_joined(tokens, run[:cut]), _sum(run[cut:])]
        cut = _end_of_list(tokens, run)
        return [*_joined(tokens, run[:cut]), *run[cut:]] if 0 < cut < len(run) else run
    if not _ends_in_and(tokens, run):
        cut = _end_of_list(tokens, run)
        return [*_joined(tokens, run[:cut]), *_joined(tokens, run[cut:])] if 0 < cut < len(run) else run
    if len(run) > 2 and _is_total(tokens, run):
        head, run = run[:1], [_of_sex(group, run[0]).but(among=True) for group in run[1:]]
    if all(group.count == len(group.described) for group in run) and not _look_alike(tokens, run):
        return [*head, *run]
    return [*head, _sum(run)]


def _comma_before_and(tokens: list[Token], run: list[Group]) -> int:
    """The first of the people at the end of a list who are joined by "and" behind a comma, so that the word of harm
    behind them is theirs alone: "погиб водитель, фельдшер и медсестра ранены"; 0 if there are none."""
    commas = [index for index in range(1, len(run)) if not _is_and(tokens, run, index)]
    cut = commas[-1] if commas else 0
    apart = all(group.described for group in run[cut:]) and not _look_alike(tokens, run[cut:])
    return cut if cut and cut < len(run) - 1 and not apart else 0


def _end_of_list(tokens: list[Token], run: list[Group]) -> int:
    """The number of people of a list that ends in "and", behind which others are told by a comma; 0 if it does not."""
    joints = [index for index in range(1, len(run)) if _is_and(tokens, run, index)]
    return joints[-1] + 1 if joints else 0


def _is_and(tokens: list[Token], run: list[Group], index: int) -> bool:
    between = tokens[run[index - 1].last + 1 : run[index].first]
    return any("and" in token.classes for token in between)


def _look_alike(tokens: list[Token], run: list[Group]) -> bool:
    """Whether two people of a list are told alike, though each is a person of his own: "a postwoman and a nun", "a
    woman and her neighbour of 30"."""
    people = [person[:2] for group in run for person in group.described if person.age is None]
    joints = (index for index in range(1, len(run)) if _is_and(tokens, run, index))
    return len(set(people)) < len(people) or any(_may_be_one(run[at - 1], run[at]) for at in joints)


def _may_be_one(before: Group, after: Group) -> bool:
    """Whether two people of one sex, of whom one is told by age, might be taken for one."""
    one, two = before.described[-1], after.described[0]
    return one.sex is two.sex is not None and (one.age is None) is not (two.age is None)


def _is_total(tokens: list[Token], run: list[Group]) -> bool:
    """Whether the first only sums up the others: "п'ятеро людей, жінка та двоє дітей", "двоє колег, майстер і
    водій", "двоє дітей, хлопчик і дівчинка", "two men, the driver, 42, and his helper, 19"."""
    first, others = run[0], sum(group.count or 0 for group in run[1:])
    if first.described or _is_and(tokens, run, 1) or not _is_parted(tokens, first, run[1]):
        return False
    if first.sex is not None or first.young:
        closed = _is_closed(tokens, run)
        alike = all(group.young if first.young else _may_be_of_sex(group, first, closed) for group in run[1:])
        return alike and (first.count or 0) == others
    if tokens[first.last].sense == "person.staff" or (first.office and _are_described(tokens, run)):
        return (first.count or 0) == others
    return not first.office and (first.count or 0) >= others


def _is_closed(tokens: list[Token], run: list[Group]) -> bool:
    """Whether a comma closes a list, as one that was put in: "two men, the driver and a guard, were hurt"."""
    after = run[-1].last + 1
    return after < len(tokens) and tokens[after].text == ","


def _may_be_of_sex(group: Group, first: Group, closed: bool) -> bool:
    """Whether people are of the sex of others, or of no told one where all of them are inserted or described by age."""
    aged = all(person.age is not None for person in group.described) and len(group.described) == group.count
    return group.sex is first.sex or (group.sex is None and not group.young and (closed or aged))


def _of_sex(group: Group, first: Group) -> Group:
    """The people with the sex of those who sum them up."""
    return group.but(described=tuple(person._replace(sex=person.sex or first.sex) for person in group.described))


def _is_parted(tokens: list[Token], before: Group, after: Group) -> bool:
    """Whether a comma stands between people, right before the later ones but for an article."""
    return any(token.text == "," for token in tokens[max(before.last + 1, after.first - _ARTICLE) : after.first])


def _are_described(tokens: list[Token], run: list[Group]) -> bool:
    """Whether each of some people behind the first is told by age or sex, and none by trade where no comma closes
    their list."""
    inserted = _is_closed(tokens, run)
    return all(len(group.described) == group.count and (inserted or not group.office) for group in run[1:])


def _ends_in_and(tokens: list[Token], run: list[Group]) -> bool:
    between = tokens[run[-2].last + 1 : run[-1].first]
    joined = any("and" in token.classes or token.sense == "part.with" for token in between)
    return joined or _is_together(tokens, run[-2], run[-1]) or _is_headline(tokens, run, between)


def _is_headline(tokens: list[Token], run: list[Group], between: list[Token]) -> bool:
    """Whether an English headline lists people by commas alone: "Woman, 2 children injured in ..."."""
    first, after = run[0].first, run[-1].last + 1
    opens = (first == 0 or tokens[first - 1].shape is Shape.LINE) and tokens[first].text.isascii()
    return opens and [token.text for token in between] == [","] and after < len(tokens) and _meets_harm([tokens[after]])


def _is_told_apart(tokens: list[Token], run: list[Group]) -> bool:
    """Whether a word of harm stands on both sides, so that the list may belong to two: "killed a man and two women
    were injured"."""
    before = tokens[max(0, run[0].first - _BESIDE) : run[0].first]
    after = tokens[run[-1].last + 1 : run[-1].last + 1 + _BEHIND]
    return not _begins_clause(tokens, run) and _meets_harm(before[::-1]) and _meets_harm(after, ".:;,")


def _begins_clause(tokens: list[Token], run: list[Group]) -> bool:
    """Whether a comma right before a list without commas parts it from what stands before: "загинула жінка, її чоловік
    та онук поранені"."""
    lead = tokens[max(0, run[0].first - 2) : run[0].first]
    near = [token for token in lead if not (token.sense or "").startswith("pronoun.")]
    return bool(near) and near[-1].text == "," and all(_is_and(tokens, run, index) for index in range(1, len(run)))


def _meets_harm(tokens: list[Token], ends: str = ".:;") -> bool:
    for token in tokens:
        if token.shape is Shape.LINE or token.text in ends:
            return False
        if token.sense in OUTCOMES:
            return True
    return False


def _sum(run: list[Group]) -> Group:
    total = sum(group.count or 0 for group in run)
    youngsters = sum(group.children or 0 for group in run) or None
    described = tuple(person for group in run for person in group.described)
    return Group(
        first=run[0].first,
        last=run[-1].last,
        count=total,
        bound=run[0].bound,
        described=described,
        added=run[0].added,
        among=run[0].among,
        soldier=all(group.soldier for group in run),
        youngsters=youngsters,
    )
