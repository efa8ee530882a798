"""Deaths in hospital: one that a post tells alone is one more beside dead whose number it does not tell (GUIDE:
`added`); one of those told as injured leaves them."""

from dataclasses import replace

from bot.extract.casualties.counts import Count
from bot.extract.casualties.mentions import Mention
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.senses import DYING
from bot.extract.text.tokens import Document
from bot.model import Bound, Outcome, Report, Sex

_SOON = 3
_REACH, _BACK = 3, 4
_PAIR = 2


def with_known_dead(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the one person among the injured who a later sentence says has died, who is known by a noun
    at its beginning: "поранено чоловіка 50 років і жінку 44 років. Чоловік помер у лікарні"."""
    for place, death in enumerate(mentions):
        if not _takes_up_somebody(document, death):
            continue
        told = [one for one in mentions[:place] if _is_same_dead(one, death)]
        near = [m for m in mentions[:place] if 0 < death.sentence - m.sentence <= _SOON and m not in told]
        alike = [one for one in near if _is_aged_one(one) and _sex(one) in (None, _sex(death))]
        if len(alike) != 1 or any(one.outcome is Outcome.KILLED and _sex(one) is _sex(death) for one in near):
            continue
        whole = next((one for one in near if one.outcome is Outcome.INJURED and one.number > 1), None)
        dead = replace(alike[0], outcome=Outcome.KILLED, sentence=death.sentence, weak=False, died_later=True)
        gone = [alike[0], *told]
        kept = [changed_by(one, -1) if one is whole else one for one in mentions if one not in gone]
        return [dead if one is death else one for one in kept]
    return mentions


def _is_same_dead(one: Mention, death: Mention) -> bool:
    """Whether a headline has told the death of somebody of the same sex, whom only the text below describes."""
    group = one.group
    alone = group is not None and group.count == 1 == len(group.described) and not is_aged(group)
    return alone and one.died_later and one.outcome is Outcome.KILLED and _sex(one) is _sex(death)


def _takes_up_somebody(document: Document, mention: Mention) -> bool:
    """Whether a death is told of one person by sex alone, who begins the sentence and so was told of before."""
    group = mention.group
    if group is None or mention.outcome is not Outcome.KILLED or is_aged(group):
        return False
    one = group.count == 1 and len(group.described) == 1 and not (group.added or group.among)
    opens = group.first <= document.sentences[mention.sentence][0] + _SOON
    sense = document.tokens[mention.harm].sense
    leads = group.first < mention.harm or sense == "killed.heart"
    return one and opens and leads and sense in DYING and _sex(mention) is not None


def _is_aged_one(mention: Mention) -> bool:
    group = mention.group
    one = group is not None and group.count == 1 == len(group.described) and is_aged(group)
    return one and mention.outcome is Outcome.INJURED


def _sex(mention: Mention) -> Sex | None:
    people = mention.group.described if mention.group is not None else ()
    return people[0].sex if len(people) == 1 else None


def with_this_one(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions with what a sentence behind somebody calls him: one more dead ("Це ще один загиблий внаслідок того
    удару"), or the second one ("Вона стала другою загиблою"), which tells that the wounded one has died."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is not None and _is_of_one(last, mention) and _takes_up(document, mention):
            if mention.group is not None and mention.group.nth:
                hurt = last.outcome is Outcome.INJURED
                kept[-1] = replace(last, outcome=Outcome.KILLED, weak=False, died_later=hurt or last.died_later)
            elif last.outcome is mention.outcome and last.group is not None:
                kept[-1] = replace(last, group=last.group.but(added=True))
                continue
        kept.append(mention)
    return kept


def _is_of_one(last: Mention, mention: Mention) -> bool:
    """Whether one described person stands shortly before a mention of one more, or of the second."""
    one, group = last.group, mention.group
    if one is None or group is None or mention.outcome is not Outcome.KILLED or not (group.nth or group.added):
        return False
    alone = one.count == 1 and len(one.described) == 1 and not one.added
    return alone and 0 < mention.sentence - last.sentence <= _BACK and (group.nth or group.count == 1)


def _takes_up(document: Document, mention: Mention) -> bool:
    """Whether "this is", "he" or "she" stands shortly before people, in their sentence."""
    if mention.group is None:
        return False
    first = document.sentences[mention.sentence][0]
    words = document.tokens[max(first, mention.group.first - _REACH) : mention.group.first]
    return any("this_is" in token.classes or token.sense in ("pronoun.he", "pronoun.she") for token in words)


def is_late_death(mention: Mention) -> bool:
    """Whether a mention tells that somebody wounded before has died."""
    return mention.died_later and mention.outcome is Outcome.KILLED


def after_deaths(mentions: list[Mention]) -> list[Mention]:
    """The figures that a post says were told earlier, with those who have died since taken from the injured to the
    killed, where it tells no newer figure (GUIDE: a death changes both if the new totals can be computed)."""
    before = {mention.outcome for mention in mentions if mention.earlier and mention.number}
    if before == {Outcome.INJURED}:
        return _with_injured_left(mentions)
    if len(before) < len(Outcome):
        return mentions
    now = [mention for mention in mentions if not mention.earlier and mention.number]
    dead = [mention for mention in now if is_late_death(mention)]
    number = max((mention.number for mention in dead), default=0)
    told_once = len({mention.sentence for mention in dead}) == 1 or _are_one(dead)
    figures = {mention.number for mention in now if _tells_figure(mention)}
    risen = {m.number + number for m in mentions if m.earlier and m.outcome is Outcome.KILLED}
    if not told_once or not figures <= risen:
        return mentions
    change = {Outcome.KILLED: 0 if figures else number, Outcome.INJURED: -number}
    return [changed_by(m, change[m.outcome]) if m.earlier else no_more_injured(m) if m in dead else m for m in mentions]


def _with_injured_left(mentions: list[Mention]) -> list[Mention]:
    """The injured told earlier without those who have died of wounds since, where no newer number of them is told."""
    now = [mention for mention in mentions if not mention.earlier and mention.number]
    dead = [mention for mention in now if is_late_death(mention)]
    number = max((mention.number for mention in dead), default=0)
    told_once = len({mention.sentence for mention in dead}) == 1 or _are_one(dead)
    newer = any(m.outcome is Outcome.INJURED and m.group is not None and not m.group.described for m in now)
    if not number or not told_once or newer:
        return mentions
    return [changed_by(m, -number) if m.earlier else no_more_injured(m) if m in dead else m for m in mentions]


def with_those_left(mentions: list[Mention]) -> list[Mention]:
    """The mentions with the injured told before a death in hospital lowered to those who are still treated, where the
    two numbers differ by those who have died: "тоді поранено трьох, нині лікуються двоє"."""
    dead = [m for m in mentions if is_late_death(m) and not _is_nth(m)]
    number = max((mention.number for mention in dead), default=0)
    hurt = [m for m in mentions if m.outcome is Outcome.INJURED and m.number and not (m.group and m.group.among)]
    if not number or len(hurt) != 2 or not _are_left(hurt[1], hurt[0].number - number):
        return mentions
    return [changed_by(m, -number) if m is hurt[0] else no_more_injured(m) if m in dead else m for m in mentions]


def _are_left(mention: Mention, number: int) -> bool:
    """Whether people are so many and told by their care, or by a plain number of the injured."""
    plain = mention.group is not None and not (mention.group.described or mention.group.added or mention.group.among)
    return mention.number == number and (mention.weak or plain)


def _are_one(dead: list[Mention]) -> bool:
    """Whether several sentences tell the death of one person, in a headline and below it."""
    people = [mention.group.described for mention in dead if mention.group is not None and not mention.group.added]
    if not dead or len(people) < len(dead) or any(len(described) != 1 for described in people):
        return False
    ages = {described[0].age for described in people} - {None}
    return len(ages) < _PAIR and len({described[0].sex for described in people} - {None}) < _PAIR


def _is_nth(mention: Mention) -> bool:
    return mention.group is not None and mention.group.nth


def _tells_figure(mention: Mention) -> bool:
    """Whether a mention tells a figure of now: of the dead other than by a death, or by somebody described."""
    described = mention.group is not None and len(mention.group.described) == mention.number == 1
    return not (mention.died_later or mention.weak or described) and mention.outcome is Outcome.KILLED


def no_more_injured(mention: Mention) -> Mention:
    """A death that has been taken from the injured, so that it isn't once more as "one of the wounded"."""
    return mention if mention.group is None else replace(mention, group=mention.group.but(among=False, bare=False))


def changed_by(mention: Mention, change: int) -> Mention:
    """People told earlier with so many more or, below zero, fewer; nobody less than nobody."""
    if mention.group is None or mention.group.count is None:
        return mention
    return replace(mention, earlier=False, group=mention.group.but(count=max(0, mention.group.count + change)))


def with_later_death(document: Document, report: Report, mentions: list[Mention]) -> Report:
    """The report of an update with its only deaths as an addition, where nothing else is told of the people harmed but
    how many wounded are left."""
    killed = report.killed
    if killed is None or not killed.total or killed.bound is not Bound.EXACT:
        return report
    if report.injured is not None and not _are_those_left(document, mentions):
        return report
    dead = [mention for mention in mentions if mention.outcome is Outcome.KILLED and mention.group is not None]
    if not dead or not all(mention.died_later and not (_is_nth(mention) or mention.concludes) for mention in dead):
        return report
    return replace(report, killed=replace(killed, total=None, added=killed.total))


def _are_those_left(document: Document, mentions: list[Mention]) -> bool:
    """Whether all the injured are told as they are now, behind the deaths: "поранених тепер 13"."""
    hurt = [mention for mention in mentions if mention.outcome is Outcome.INJURED and not mention.earlier]
    words = (document.tokens[slice(*document.sentences[mention.sentence])] for mention in hurt)
    return all(any("still_so" in token.classes for token in sentence) for sentence in words)


def leave_the_injured(document: Document, counts: dict[Outcome, Count], mention: Mention) -> None:
    """Takes the dead out of "5 постраждалих, з них один загинув", once a sentence; one of the wounded who died later is
    one more beside dead told before him, unless a risen toll holds him: "двоє загиблих, п'ятеро поранених. Один із
    поранених помер"."""
    group, injured = mention.group, counts[Outcome.INJURED]
    if mention.amid:
        return
    inside = group is not None and (group.among or (mention.died_later and _was_injured(injured, group)))
    if group is None or not inside or not group.count or mention.outcome is not Outcome.KILLED:
        return
    killed = counts[Outcome.KILLED]
    if group.among and not mention.died_later and (killed.total or 0) > group.count:
        return
    near = 0 <= mention.sentence - injured.sentence <= 2 and injured.left != mention.sentence
    known = injured.counted or group.bare or (group.among and not group.described)
    if injured.total is None or not (known and near and injured.total > group.count):
        return
    beside_dead = group.among and mention.died_later and killed.total is not None and killed.counted
    if beside_dead and killed.sentence != mention.sentence:
        if "sum.risen" in document.senses:
            return
        killed.total = (killed.total or 0) + group.count
    injured.total -= group.count
    injured.left = mention.sentence


def _was_injured(injured: Count, group: Group) -> bool:
    """Whether those who died later were told among the injured: a bare number, or somebody of the same age and sex, or
    the only one of that sex ("the woman has died"), who is then no more of the injured people."""
    if not group.described:
        return group.bare
    alike = [told for told in injured.described if told[0] in group.described]
    if not alike and group.count == 1 and group.described[0].age is None:
        alike = [told for told in injured.described if told[0].sex is group.described[0].sex]
    if len(alike) == len(group.described) == group.count and injured.counted is False:
        injured.total = (injured.total or 0) - len(alike)
        injured.described = [told for told in injured.described if told not in alike]
    return False
