"""What the words beside people make of them: more than those told before, a part of these, or a number taken back."""

from itertools import takewhile

from bot.extract.people.ages import Described
from bot.extract.people.groups import SEX, Group, is_aged
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import is_plain_word, is_sense, tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_STEP = 7
_KNOWN, _AMONG = 4, 5
_PASSED = frozenset({"later", "also"})
_PARTED = 2
_SHORTENED = 4
_CLAUSE = 5
_TURNING = frozenset({"injured.care", "moment.response", None})
_DOWNED = "weapon_cue.shot_down"


def marked(document: Document, group: Group) -> Group:
    """The group with "more" and "among" read from the words beside it."""
    tokens = document.tokens
    before = group.first - 1
    while before >= 0 and (tokens[before].sense or "").startswith("hedge."):
        before -= 1
    if before > 0 and "about" in tokens[before].classes and is_sense(tokens, before - 1, "part.more"):
        before -= 1
    sense = tokens[before].sense if before >= 0 else None
    added = _is_added(document, group, before)
    told = "part.among" in document.senses and _is_told_among(document, group, before)
    bracketed = group.young and group.first > 0 and tokens[group.first - 1].text == "("
    among = told or bracketed or _is_out_of_number(tokens, group) or _is_the_other(tokens, group)
    among = among or _is_one_of_them(document, group)
    denied = sense == "negation.not" or (sense == "damage.near" and _is_instead(tokens, before))
    beside = is_aged(group) and not (added or among) and _is_told_with_also(tokens, group)
    if not (added or among or denied or beside):
        return group
    return group.but(added=added, among=among, denied=denied, beside=beside)


def _is_told_with_also(tokens: list[Token], group: Group) -> bool:
    """Whether "also" opens the clause of one person, or stands behind him: "також поранено мешканця 83 років", "a
    resident aged 83 was wounded as well"."""
    if group.count != 1:
        return False
    before = takewhile(is_plain_word, tokens[max(0, group.first - _CLAUSE) : group.first][::-1])
    behind = takewhile(is_plain_word, tokens[group.last + 1 : group.last + 1 + _CLAUSE])
    return any("also" in token.classes for token in (*before, *behind))


def _is_added(document: Document, group: Group, before: int) -> bool:
    """Whether people are told as more than those told before; `before` is the word before them."""
    tokens = document.tokens
    if "sum.risen" in document.senses and is_step(tokens, group.first - 1):
        return True
    more = document.says(min(before - _SHORTENED, group.first - 1 - _STEP), group.last + 2, "part.more")
    if more and _turns_up_later(tokens, group.first):
        return True
    if (group.first > 0 and tokens[group.first - 1].text == "+") or (more and _ends_more(tokens, before)):
        return True
    if "update.known" in document.senses:
        heads = tokens[max(0, before - _KNOWN) : before + 1]
        if any(head.sense == "update.known" and head.reach == before for head in heads):
            return True
    others = "others" in tokens[group.last].classes and (group.count or 0) > 1
    return others or (more and _holds_more(document, group))


def _ends_more(tokens: list[Token], index: int) -> bool:
    """Whether "more" stands at a token, or a phrase for it ends there: "и ещё", "as well as another"."""
    heads = tokens[max(0, index - _SHORTENED) : index + 1] if index >= 0 else []
    return any(head.sense == "part.more" and head.reach >= index for head in heads)


def _holds_more(document: Document, group: Group) -> bool:
    """Whether "more" stands within a group or right behind it, and there not before the next people: "двоє ще", but "a
    man of 21 and one more passer-by"."""
    tokens, behind = document.tokens, group.last + 1
    if document.says(group.first, behind, "part.more"):
        return True
    after = tokens[behind].reach + 1 if is_sense(tokens, behind, "part.more") else 0
    follows = after < len(tokens) and (tokens[after].value is not None or tokens[after].shape is Shape.NUMBER)
    return bool(after) and not follows


def is_step(tokens: list[Token], index: int) -> bool:
    """Whether "on" or "by" leads from a word of rising to the next token: "збільшилася на двох"."""
    if index < 1 or not (tokens[index].sense == "preposition.on" or "by" in tokens[index].classes):
        return False
    return any(token.sense == "sum.risen" for token in tokens[max(0, index - 2) : index])


def _is_passed(token: Token) -> bool:
    """Whether a word may stand between somebody and what became of him: "другий згодом помер", "ще один також"."""
    return token.sense == "sum.already" or not _PASSED.isdisjoint(token.classes)


def _turns_up_later(tokens: list[Token], index: int) -> bool:
    """Whether "more" stands before the doctors that people have turned to: "Додатково до лікарні звернулася жінка"."""
    before = tokens[max(0, index - _STEP) : index][::-1]
    clause = list(takewhile(lambda token: token.shape is Shape.WORD and token.sense != "part.more", before))
    at = index - len(clause) - 1
    turned = any(token.sense in ("injured.care", "moment.response") for token in clause)
    return turned and is_sense(tokens, at, "part.more") and all(token.sense in _TURNING for token in clause)


def _is_told_among(document: Document, group: Group, before: int) -> bool:
    """Whether "among them" beside a group makes it a part of those told before; `before` is the word before it."""
    tokens = document.tokens
    if not document.says(group.first - _AMONG, group.last + 3, "part.among"):
        return False
    be = is_sense(tokens, group.last + 1, "age.was") or is_sense(tokens, group.last + 1, "damage.degree")
    among = (
        document.says(group.first + 1, group.last, "part.among")
        or (
            is_sense(tokens, group.last + 1 + be, "part.among")
            and not document.says(before - 2, before + 1, "casualty.exist")
        )
        or (_follows_among(document, group) and not _opens_count(tokens, group))
    )
    return among and not _is_whole(tokens, group)


def _opens_count(tokens: list[Token], group: Group) -> bool:
    """Whether a number behind a comma has a word of harm of its own: "33 dead, 6 of them children, 94 injured"."""
    parted = group.bare and group.first > 0 and tokens[group.first - 1].text == ","
    after = tokens[group.last + 1].sense if group.last + 1 < len(tokens) else None
    return parted and tells_harm(after)


def _is_out_of_number(tokens: list[Token], group: Group) -> bool:
    """Whether a bare number is a part of another told right behind it: "three of the eight are in hospital"."""
    after = group.last + 1
    if not group.bare or after >= len(tokens) or tokens[after].sense not in ("preposition.of", "preposition.from"):
        return False
    return any(
        (token.sense or "").startswith(("number.", "injured.")) or token.shape is Shape.NUMBER
        for token in tokens[after + 1 : after + 3]
    )


def _is_one_of_them(document: Document, group: Group) -> bool:
    """Whether a bare number begins a sentence and a dash leads from it to its death: "Постраждали дев'ятеро. Одна –
    загинула"."""
    tokens = document.tokens
    if not group.bare or group.first != document.sentences[document.sentence_of[group.first]][0]:
        return False
    dash, death = (tokens[group.last + step] if group.last + step < len(tokens) else None for step in (1, 2))
    return dash is not None and death is not None and dash.text in DASHES and (death.sense or "").startswith("killed.")


def _is_the_other(tokens: list[Token], group: Group) -> bool:
    """Whether "the other" takes up one of those told before: "one of the two is in hospital, the other was treated"."""
    noun = tokens[group.last]
    alone = group.first == group.last and group.count == 1 and not group.described and not noun.value
    return alone and noun.sense == "person.people" and is_sense(tokens, group.first - 1, "preposition.the")


def the_other(tokens: list[Token], index: int, ordinal: Number | None) -> Group | None:
    """The second or a later one of those told before, right before a word of harm: "одного вбито, іншого поранено",
    "второй ранен", "третій згодом помер", "третя жінка загинула"."""
    counted = ordinal is not None and ordinal.value > 1
    if not counted and "other_one" not in tokens[index].classes:
        return None
    if is_at_place(tokens, index):
        return Group(index, index, 1, added=True)
    after = index + 1
    noun = tokens[after].sense if after < len(tokens) and tokens[after].value == 1 else None
    noun = noun if counted and noun in SEX else None
    after += noun is not None
    while after < len(tokens) and (_is_passed(tokens[after]) or tokens[after].sense == "casualty.grade"):
        after += 1
    after += after < len(tokens) and tokens[after].text in DASHES
    after += is_sense(tokens, after, "preposition.from") and is_sense(tokens, after + 1, "injured.wound")
    if not (after < len(tokens) and tells_harm(tokens[after].sense)):
        return None
    article = index > 0 and tokens[index - 1].sense == "preposition.the"
    before = tokens[index - 1 - article] if index > article else None
    opens = before is None or before.shape is not Shape.WORD or "joining" in before.classes
    rank = ordinal.value if ordinal is not None else 2
    last, sex = (index, None) if noun is None else (index + 1, SEX[noun])
    described = () if sex is None else (Described(None, sex),)
    return Group(index, last, 1, described=described, among=True, rank=rank) if opens else None


def is_at_place(tokens: list[Token], index: int) -> bool:
    """Whether a comma or "and" stands before "another" and a place, with a dash at most, behind it: "a man was killed
    in Kharkiv and another in Izium", "одна людина загинула в Херсоні, інша – в Антонівці"."""
    before = tokens[index - 1] if index else None
    if before is None or not (before.text == "," or "joining" in before.classes):
        return False
    after = tokens[index].reach + 1
    after += after < len(tokens) and tokens[after].text in DASHES
    return is_sense(tokens, after, "preposition.in") and any(token.capital for token in tokens[after + 1 : after + 3])


def _is_instead(tokens: list[Token], index: int) -> bool:
    """Whether a number at the next token is the one that another takes the place of: "52 instead of 53"."""
    return is_sense(tokens, index, "damage.near") and index > 0 and tokens[index - 1].value is not None


def _is_whole(tokens: list[Token], group: Group) -> bool:
    """Whether "among" leads to all who were harmed: "were among the 15 injured", "серед семи поранених"."""
    before = group.first - 2 if is_sense(tokens, group.first - 1, "preposition.the") else group.first - 1
    if not is_sense(tokens, before, "part.among") or tokens[before].reach != before:
        return False
    if "listing" in tokens[before].classes:
        return False
    after = tokens[group.last + 1].sense if group.last + 1 < len(tokens) else None
    return group.count is not None and tells_harm(after)


def _follows_among(document: Document, group: Group) -> bool:
    """Whether "серед них" and the like stand before a group in its clause, and are not said of what was shot down ("9 з
    них збили, загинув чоловік"), nor a "to" of a figure: "the number of those killed rose to 5"."""
    index = group.first
    if not document.says(index - _AMONG, index, "part.among") or _opens_clause(document.tokens, index):
        return False
    if is_sense(document.tokens, index - 1, "preposition.to"):
        return False
    for step in range(index - 1, max(-1, index - 1 - _AMONG), -1):
        token = document.tokens[step]
        if token.sense == "part.among":
            return not _is_parted(document.tokens[token.reach + 1 : index])
        heads = document.tokens[max(0, step - _SHORTENED) : step]
        shortened = token.text == "." and any(head.sense == "part.among" and head.reach >= step - 1 for head in heads)
        if token.shape is Shape.LINE or (token.text in ";.!?" and not shortened) or token.sense == _DOWNED:
            return False
    return False


def _is_parted(between: list[Token]) -> bool:
    """Whether people told as "among them" and a comma stand before the word of harm of others: "ранены четверо, среди
    них ребёнок, погибли двое"."""
    fate = len(between) > _PARTED and tells_harm(between[-1].sense) and between[-2].text == ","
    return fate and any((token.sense or "").startswith("person.") or token.value is not None for token in between[:-2])


def _opens_clause(tokens: list[Token], index: int) -> bool:
    """Whether a number behind a comma and "and" has a verb of its own: "including a child, and 22 were injured"."""
    joined = index > 1 and "joining" in tokens[index - 1].classes and tokens[index - 2].text == ","
    return joined and any(token.sense == "age.was" for token in tokens[index + 1 : index + 3])
