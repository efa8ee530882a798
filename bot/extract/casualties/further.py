"""People told beside others: "a rescuer was wounded. Two civilians were also injured", "five suffered: one dead, four
wounded"."""

from dataclasses import replace
from itertools import pairwise, takewhile

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, lone_victim
from bot.extract.text.punctuation import CLOSING_QUOTES, OPENING_QUOTES, SENTENCE_ENDS, opens_sentence
from bot.extract.text.senses import is_sense
from bot.extract.text.tokens import Document, Token
from bot.model import Outcome

_BESIDE, _PLACED = 4, 6
_HOME = ("preposition.from", "age.range", "person.")
_OPENING, _LEAD = 2, 6
_LATER = frozenset({"later", "also"})
_NAMED = 3
_NEXT, _FAR = 5, 12
_DAYS = frozenset({"time.offset", "time.adjective_offset"})
_QUOTES = OPENING_QUOTES | CLOSING_QUOTES


def counted_on(tokens: list[Token], before: Mention | None, mention: Mention, total: int | None) -> Mention:
    """The mention with "also" behind its people read as "more", where those told right before it are all that have
    been told so far."""
    group, other = mention.group, before.group if before is not None else None
    if before is None or other is None or group is None or not group.count or other.count != total:
        return mention
    if group.added or group.among or before.outcome is not mention.outcome:
        return mention
    if mention.sentence == before.sentence:
        apart = mention.harm > before.harm and _is_list(tokens, other) and len(group.described) == group.count
        also = (group.first > mention.harm and _is_led_by_with(tokens, group.first)) or apart
    else:
        words = tokens[group.last + 1 : mention.harm] if mention.harm - group.last <= _BESIDE else []
        also = mention.sentence - before.sentence == 1 and any(token.sense == "part.more" for token in words)
    return replace(mention, group=group.but(added=True)) if also else mention


def _is_list(tokens: list[Token], group: Group) -> bool:
    """Whether people are several single ones, told side by side without a number: "машиніст і його помічник"."""
    words = tokens[group.first : group.last + 1]
    counted = any(token.value is not None and not (token.sense or "").startswith("person.") for token in words)
    return (group.count or 0) > 1 and not counted and any("joining" in token.classes for token in words)


def _is_led_by_with(tokens: list[Token], index: int) -> bool:
    """Whether "as well as" stands right before people: "five civilians were hurt, as well as two rescuers"."""
    return any(token.sense == "part.with" and token.reach == index - 1 for token in tokens[max(0, index - 4) : index])


def completes(mention: Mention, mentions: list[Mention]) -> bool:
    """Whether people in care, or those told last, and the dead of a sentence make up a figure told before: "12
    casualties: two have died and ten are in hospital", "five suffered: one dead, four wounded"."""
    if mention.outcome is not Outcome.INJURED or mention.loose:
        return False
    beside = [other for other in mentions if other is not mention and other.sentence == mention.sentence]
    if not mention.weak and any(other.first > mention.last for other in beside):
        return False
    dead = [other.number for other in beside if other.outcome is Outcome.KILLED and other.number]
    hurt = [other.number for other in beside if other.outcome is Outcome.INJURED and not other.weak]
    return bool(dead) and bool(mention.number) and mention.number + dead[-1] in hurt


def is_amid(tokens: list[Token], harm: int) -> bool:
    """Whether a word of harm tells among whom somebody is: "among the dead", "among those killed"."""
    before = harm - 1
    while before > 0 and "those" in tokens[before].classes:
        before -= 1
    counted = before > 0 and "of" in tokens[before].classes and tokens[before - 1].value is not None
    return before >= 0 and (tokens[before].sense == "part.among" or counted)


def only_death(tokens: list[Token], harm: Harm) -> Group:
    """The one person, or both, whose place is told behind a sum ("The fatality was recorded in Balakliia", "Загиблий —
    із Балаклії", "Both deaths occurred in Balakliia"), or nobody."""
    word, before = tokens[harm.first], tokens[harm.first - 1] if harm.first else None
    both = before is not None and before.sense == "pronoun.both"
    named = before is not None and _is_the(before) and "one_death" in word.classes
    alone = named or (opens_sentence(tokens, harm.first) and lone_victim(word) is not None)
    count = 2 if both else 1 if alone else None
    return Group(harm.first, harm.last, count if _is_placed(tokens, harm.last) else None)


def _is_placed(tokens: list[Token], index: int) -> bool:
    """Whether the words behind tell where people were hurt or live: "in X", "— із X", "— жителі X"."""
    behind = tokens[index + 1 : index + _PLACED]
    return any(
        one.sense == "preposition.in" or (two.capital and (one.sense or "").startswith(_HOME))
        for one, two in pairwise(behind)
    )


def _is_the(token: Token) -> bool:
    return token.capital and "the" in token.classes


def is_patient(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether a number of patients only says who was in a hospital: "100 patients were being treated there"."""
    alone = harm.sense == "injured.care" and not (group.added or group.described)
    return alone and "patient" in tokens[group.last].classes


def turns_to_doctors(document: Document, group: Group) -> bool:
    """Whether more people have come for help, who were not among those told before: "звернувся ще один"."""
    if not group.added:
        return False
    led = _is_led_by_turning(document.tokens, group) and _opens_later(document, group)
    return led or _is_beside_turning(document.tokens, group)


def comes_later(document: Document, mention: Mention, sentence: int, counted: bool) -> bool:
    """Whether more people are told to have come for help later than those counted in an earlier `sentence`: "Згодом до
    лікарів звернулася ще одна жінка"."""
    group = mention.group
    if group is None or not (group.added and counted and group.count) or mention.sentence <= sentence:
        return False
    return not mention.explains and _opens_later(document, group)


def _opens_later(document: Document, group: Group) -> bool:
    """Whether a sentence begins with "later" or "also" before people; "already" tells of those counted."""
    first = document.sentences[document.sentence_of[group.first]][0]
    return any(
        not _LATER.isdisjoint(token.classes) for token in document.tokens[first : min(first + _OPENING, group.first)]
    )


def _is_beside_turning(tokens: list[Token], group: Group) -> bool:
    """Whether a word for coming to doctors stands right before people and "more", or right behind people."""
    return any(is_sense(tokens, index, "moment.response") for index in (group.first - 2, group.last + 1))


def _is_led_by_turning(tokens: list[Token], group: Group) -> bool:
    """Whether "turned to doctors" stands right before people and "more"."""
    lead = tokens[max(0, group.first - _LEAD) : max(0, group.first - 1)]
    heads = (head for head in lead if head.sense == "injured.care" and head.reach == group.first - 2)
    return any("turning" in token.classes for head in heads for token in tokens[head.index : head.reach + 1])


def placed(tokens: list[Token], mentions: list[Mention], before: Mention | None) -> list[Mention]:
    """The mentions with what the figure told right before each, and the words beside it, make of them."""
    told: list[Mention] = []
    taken_back: Mention | None = None
    for mention in mentions:
        amid = is_amid(tokens, mention.harm)
        corrected = taken_back is not None and taken_back.outcome is mention.outcome
        explains = before is not None and _explains(tokens, before, mention, corrected)
        inside = before is not None and _tells_who(tokens, before, mention)
        group = mention.group.but(among=True) if inside and mention.group is not None else mention.group
        marked = amid or explains or inside
        told.append(replace(mention, group=group, amid=amid or mention.amid, explains=explains) if marked else mention)
        if mention.earlier or (mention.group is not None and mention.group.denied):
            taken_back = mention
        else:
            before = mention
    return told


def _tells_who(tokens: list[Token], before: Mention, mention: Mention) -> bool:
    """Whether people right behind a dash are those just told as more: "ще троє — чоловік і дві жінки — у лікарні"."""
    group, whole = mention.group, before.group
    if group is None or whole is None or not whole.added or group.added or before.outcome is not mention.outcome:
        return False
    between = "".join(token.text for token in tokens[whole.last + 1 : group.first])
    return between in ("—", "–", "-", ":", "(") and group.count == whole.count


def _is_in_later_quotation(tokens: list[Token], before: Mention, group: Group) -> bool:
    """Whether people stand in a quotation that opens behind those told before: the author has counted them already."""
    marks = [token.text for token in tokens[before.last + 1 : group.first] if token.text in _QUOTES]
    return marks.count('"') % 2 == 1 or (bool(marks) and marks[-1] in OPENING_QUOTES - {'"'})


def _is_of_earlier_day(tokens: list[Token], whole: Group, more: Group) -> bool:
    """Whether people stand in a headline's words on an earlier day's attack, so that they are what it has come to by
    now: "Семеро поранених унаслідок учорашнього удару"; what is told as "later" comes to them."""
    if any(not _LATER.isdisjoint(token.classes) for token in tokens[whole.last + 1 : more.first]):
        return False
    behind = takewhile(lambda token: token.text not in SENTENCE_ENDS, tokens[whole.last + 1 : whole.last + 1 + _FAR])
    return any(token.sense in _DAYS and int(token.value or 0) < 0 for token in behind)


def _explains(tokens: list[Token], before: Mention, mention: Mention, corrected: bool) -> bool:
    """Whether "more" only says who came to a figure: "12 hurt: two more sailors", "rose to 25. One more died", to one
    `corrected` before: "five, and not four: one more", whom the author then quotes: "4 hurt. \"One more came\"", or who
    is still to be named: "14 загиблих. Особи ще двох встановлюють"."""
    group, whole = mention.group, before.group
    if group is None or whole is None or not group.added or mention.outcome is not before.outcome:
        return False
    if any("identity" in token.classes for token in tokens[max(0, group.first - _NAMED) : group.first]):
        return True
    if whole.added or (whole.count or 0) < (group.count or 0) or mention.sentence - before.sentence > _NEXT:
        return False
    start = group.first - 1
    while start > before.last and tokens[start].sense == "part.more":
        start -= 1
    led = whole.nth or corrected or (mention.sentence == before.sentence and tokens[start].text in ":—–-")
    lead = tokens[max(0, whole.first - _FAR) : whole.first]
    near = _FAR if any(token.sense == "pronoun.of_them" for token in lead[-2:]) else _NEXT
    came = mention.weak or mention.harm <= before.last or _is_beside_turning(tokens, group)
    known = "sum.already" if came else "sum.risen"
    turned = came or _is_led_by_turning(tokens, group)
    if turned and (_is_in_later_quotation(tokens, before, group) or _is_of_earlier_day(tokens, whole, group)):
        return True
    return led or any(token.sense in ("sum.risen", known) for token in lead[-near:])
