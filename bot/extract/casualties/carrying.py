"""People told in a sentence without a word of harm, to whom the one told before belongs: "12 were hurt. Among them are
three children"."""

from itertools import takewhile

from bot.extract.casualties.counted_otherwise import first_of_dwellers
from bot.extract.casualties.rising import SUMMING, is_figure, is_now
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_FIGURED = frozenset({"sum.risen", "sum.confirmed"})
_LEAD = 5
_THEY = 2
_SHORT = 6
_TAKEN, _WHOLE = 3, 8
_MOST = 40
_FAR = 20
_PLACING = frozenset({"preposition.in", "preposition.on"})
_CLOSING = frozenset("—–)")
_BEFORE_SUBJECT = frozenset({"conjunction.that", "damage.relative", "time.that", "moment.said"})
_OF_TOLLS = frozenset({"toll_noun", "been"})
_OTHER_THINGS = (
    "piece.",
    "weapon.",
    "damage.aside",
    "damage.harm",
    "damage.hit",
    "casualty.apart",
    "spared.",
    "other.",
)
_THINGS = ("object_", *_OTHER_THINGS)
"""Beginnings of the senses of things; offices, which count people, are objects too."""
_AMONG_THE, _TO_HARM = frozenset({"age.was", "damage.degree", "part.among", "preposition.the"}), 5
_THIS = frozenset({"age.was", "damage.degree", "preposition.the"})


def carried_groups(
    document: Document, groups: list[Group], carried: Harm, before: Group | None, untold: bool
) -> list[Group]:
    """The people of a sentence without words of harm, up to the first who can't belong to what was told before;
    `before` is the group told last, which "now there are 8" goes on only if it was "two more", or if nobody has been
    told of (`untold`)."""
    groups = [group for group in groups if not _is_of_else(document, group)]
    again = _taking_up(document, before, groups)
    kept: list[Group] = []
    dwellers = first_of_dwellers(document, groups)
    for group in groups:
        if group.bare and (group.count or 0) > 1 and group.first > dwellers:
            break
        now = not carried.negated and (_goes_up(document, before, group) or (untold and is_now(document, group)))
        if (
            group in again
            or now
            or _may_carry(document, carried, group)
            or _goes_on(document, group)
            or (_is_there(document, carried, group) and not carried.negated)
            or _is_listed(document.tokens, kept)
        ):
            kept.append(group)
        elif group.count is not None and not (group.among and (group.bare or group.described)):
            break
    return kept


def _is_listed(tokens: list[Token], kept: list[Group]) -> bool:
    """Whether a colon leads from a bare figure to the people whom it counts: "put the figure at eight: six women"."""
    after = kept[0].last + 1 if kept else len(tokens)
    return after < len(tokens) and kept[0].bare and tokens[after].text == ":"


def _is_of_else(document: Document, group: Group) -> bool:
    """Whether people are a part of others ("серед волонтерів — 6 підлітків", "кожен п'ятий житель — дитина"), or
    somebody told by age is the one whom a court or the police took, or the oldest of others whose number opens the
    sentence: "затримала 27-річного коригувальника", "співатимуть 32 хористи, наймолодшому 16"."""
    if _is_among_others(document, group):
        return True
    if not is_aged(group):
        return False
    tokens, first = document.tokens, document.sentences[document.sentence_of[group.first]][0]
    if document.says(max(first, group.first - _TAKEN), group.first, "other.court"):
        return True
    comma = next(
        (token.index for token in tokens[max(first, group.first - _TAKEN) : group.first] if token.text == ","), None
    )
    if comma is None or not _names_oldest(tokens[comma : group.last + 1]):
        return False
    return any(token.value is not None for token in tokens[first:comma]) and not _names_oldest(tokens[first:comma])


def _is_among_others(document: Document, group: Group) -> bool:
    """Whether "among" leads to other people than those harmed, before a group, or "each" to one of so many."""
    tokens, first = document.tokens, document.sentences[document.sentence_of[group.first]][0]
    for token in tokens[max(first, group.first - _WHOLE) : group.first]:
        after = tokens[token.reach + 1 : token.reach + 3]
        named = [other.sense or "" for other in after if other.sense != "preposition.the"][:1]
        whole = token.sense == "part.among" and token.reach == token.index
        if whole and named and named[0].startswith("person."):
            return True
        if "each_of" in token.classes and named == ["number.ordinal"]:
            return True
    return False


def _names_oldest(tokens: list[Token]) -> bool:
    return any("superlative" in token.classes for token in tokens)


def _is_there(document: Document, carried: Harm, group: Group) -> bool:
    """Whether a sentence begins with a place and ends with a dash and a number: "У Сумах поранено двох. В Охтирці –
    одну"."""
    tokens = document.tokens
    sentence = document.sentence_of[group.first]
    opening = tokens[document.sentences[sentence][0]].sense
    after = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    ends = after is None or after.shape is Shape.LINE or after.text in ".,;"
    few = group.bare and (group.count or 0) <= _MOST and not document.says(carried.last, group.first, "damage.harm")
    before = group.first - 2 if tokens[group.first - 1].sense == "part.more" else group.first - 1
    dashed = opening in _PLACING and tokens[before].text in DASHES
    return dashed and few and ends and not _names_more_than_places(tokens[document.sentences[sentence][0] : before])


def _names_more_than_places(words: list[Token]) -> bool:
    """Whether more than names of places stands among words: "У дитсадок ходить 112 малят, виховательок"."""
    return any(token.value is not None or "acting" in token.classes or token.text == "," for token in words)


def _goes_up(document: Document, before: Group | None, group: Group) -> bool:
    """Whether "now" tells what "two more" have come to, or speaks of "them": "ще двоє. Тепер 8", "тепер їх 8"."""
    civil = not (group.office or group.soldier)
    if before is not None and civil and _concludes(document, group) and (group.count or 0) > (before.count or 0):
        return True
    if before is None or before.count is None:
        return _are_they(document, group)
    if not group.bare:
        return False
    of_them = (before.count or 0) > 1 and document.says(group.first - 2, group.first, "pronoun.of_them")
    rises = before.added or ((group.count or 0) > (before.count or 0) and _says_no_more(document, group))
    return of_them or (rises and is_now(document, group)) or _has_grown(document, before, group)


def _has_grown(document: Document, before: Group, group: Group) -> bool:
    """Whether a sentence tells how many "they", or a list, were by a later hour: "До вечора їх було вже 11", "by
    evening prosecutors had a list of 11", "prosecutors counted 11, among them a child"."""
    first = max(document.sentences[document.sentence_of[group.first]][0], group.first - _FAR)
    lead, behind = document.tokens[first : group.first], document.tokens[group.last + 1 : group.last + 1 + _THEY]
    if (group.count or 0) <= (before.count or 0) or not any(_is_later(token) for token in lead):
        return False
    near = lead[-_LEAD:]
    people = any(token.sense == "pronoun.of_them" or "toll_noun" in token.classes for token in near)
    among = any(token.sense == "part.among" for token in behind)
    counted = among and any(token.sense == "moment.said" for token in near)
    return (people or counted) and not any((token.sense or "").startswith(_OTHER_THINGS) for token in lead)


def _is_later(token: Token) -> bool:
    return token.sense in SUMMING or (token.sense or "").startswith("time.")


def _says_no_more(document: Document, group: Group) -> bool:
    """Whether a sentence says nothing but how many there are "now", and maybe when: "Сьогодні вже 11." """
    first, end = document.sentences[document.sentence_of[group.first]]
    return end - first <= _SHORT and "now" in document.tokens[group.first - 1].classes


def _are_they(document: Document, group: Group) -> bool:
    """Whether a sentence begins with "they" and how many these are: "Є поранені. Їх четверо"."""
    first = document.sentences[document.sentence_of[group.first]][0]
    return group.bare and group.first - first <= _THEY and document.tokens[first].sense == "pronoun.of_them"


def _concludes(document: Document, group: Group) -> bool:
    """Whether "so" or "in all" leads to a number right at the beginning of its sentence: "Отже, семеро людей"."""
    first = document.sentences[document.sentence_of[group.first]][0]
    lead = document.tokens[first]
    return lead.sense == "sum.conclude" and group.first - lead.reach <= _LEAD - 1


def _taking_up(document: Document, whole: Group | None, groups: list[Group]) -> list[Group]:
    """People told by age who are those told right before without: "two brothers were hurt. The boys, 9 and 13, found
    it", "one more woman died. The fragments are those of a 68-year-old woman"; or the one of whom "it was" opens the
    sentence: "one more body was found. It was a woman"."""
    aged = [group for group in groups if not group.named and (is_aged(group) or _is_this(document, group))]
    if whole is None or not whole.count or is_aged(whole):
        return []
    if whole.count == 1 and not whole.described:
        return [group for group in aged if _is_this(document, group) and whole.last < group.first]
    alike = whole.sex is None or all(group.sex in (None, whole.sex) for group in aged)
    return aged if alike and whole.count == sum(len(group.described) for group in aged) else []


def _is_this(document: Document, group: Group) -> bool:
    """Whether "it was" or "це" opens a sentence and leads right to one described person."""
    first = document.sentences[document.sentence_of[group.first]][0]
    words = document.tokens[first : group.first]
    passed = all("this_is" in word.classes or word.sense in _THIS or word.text in DASHES for word in words)
    return len(group.described) == 1 and bool(words) and "this_is" in words[0].classes and passed


def _goes_on(document: Document, group: Group) -> bool:
    """Whether a bare number is what a figure told before has come to: "the number has risen to 37", "20 confirmed"."""
    return group.bare and any(is_figure(document, group, sense) for sense in _FIGURED) and _is_of_those(document, group)


def _is_of_those(document: Document, group: Group) -> bool:
    """Whether what has risen before a number is no other thing: "the number of houses", "площа пожежі"."""
    first = document.sentences[document.sentence_of[group.first]][0]
    before = document.tokens[first : group.first]
    risen = next((place for place, token in enumerate(before) if token.sense == "sum.risen"), 0)
    subject = list(takewhile(_is_of_subject, before[:risen][::-1]))
    counted = [token.index + 1 for token in before[:risen] if token.value is not None] if not subject else []
    return not any(map(_is_thing, (*subject, *(document.tokens[index] for index in counted))))


def _is_of_subject(token: Token) -> bool:
    return token.shape is Shape.WORD and token.sense not in _BEFORE_SUBJECT and "which" not in token.classes


def _is_thing(token: Token) -> bool:
    """Whether a word may name a thing that grows: one that is unknown, or a thing that can be damaged."""
    unknown = token.sense is None and token.classes.isdisjoint(_OF_TOLLS)
    return unknown or (token.sense or "").startswith(_THINGS)


def _may_carry(document: Document, carried: Harm, group: Group) -> bool:
    if group.pronoun or (is_aged(group) and not group.named and not _is_new_line(document.tokens, carried, group)):
        return True
    if group.among and (group.described or group.youngsters) and not carried.negated:
        return True
    if not group.young or group.count is None:
        return False
    return group.among or _are_already(document, group)


def _are_already(document: Document, group: Group) -> bool:
    """Whether "already" or "in all" leads to children, past no verb: "уже троє дітей", not "уже народилося 17"."""
    lead = document.tokens[max(0, group.first - 3) : group.first]
    summed = next((token.index for token in lead if token.sense in SUMMING), None)
    return summed is not None and not any("acting" in token.classes for token in lead if token.index > summed)


def _is_new_line(tokens: list[Token], carried: Harm, group: Group) -> bool:
    """Whether a group stands on a later line than the word of harm, unless that line ends with a colon."""
    lines = [index for index in range(carried.last, group.first) if tokens[index].shape is Shape.LINE]
    return bool(lines) and tokens[lines[0] - 1].text != ":"


def inside_those_told(document: Document, harms: list[Harm], groups: list[Group]) -> set[int]:
    """The indices of the children who are a part of the people told right before them, and without a word of harm of
    their own."""
    return {
        index
        for index in range(1, len(groups))
        if _is_inside(document.tokens, groups[index]) and not _has_own(document.tokens, harms, groups, index)
    }


def _is_inside(tokens: list[Token], group: Group) -> bool:
    """Whether a group can only be a part of others: children, or somebody in brackets or between dashes, as in "killing
    three — among them a woman of 70 — and wounding two"."""
    after = tokens[group.last + 1].text if group.last + 1 < len(tokens) else ""
    closed = after in _CLOSING or (after == "," and _counts_on(tokens, group.last + 2))
    return group.among and (group.young or (not group.bare and closed))


def _counts_on(tokens: list[Token], index: int) -> bool:
    """Whether "and", or "more" and a number of others, stands at a token: "six died, among them a woman, 27 more were
    hurt"."""
    if index >= len(tokens) or "joining" in tokens[index].classes:
        return index < len(tokens)
    two = tokens[index : index + 2]
    return any(token.sense == "part.more" for token in two) and any(token.value is not None for token in two)


def _has_own(tokens: list[Token], harms: list[Harm], groups: list[Group], index: int) -> bool:
    """Whether a word of harm stands right behind a group, or between it and the one before it but for the word right
    behind that: "four were killed, including a child, and 22 hurt", "and two children are among the wounded"."""
    before, group = groups[index - 1], groups[index]
    after = next(
        (token for token in tokens[group.last + 1 : group.last + 1 + _TO_HARM] if token.sense not in _AMONG_THE), None
    )
    own = after is not None and tells_harm(after.sense)
    behind = before.last + 1
    while behind < group.first and tokens[behind].sense in ("age.was", "damage.degree"):
        behind += 1
    return own or any(behind < harm.first < group.first for harm in harms)
