"""Groups and words of harm -> mentions: how many people were killed or injured, sentence by sentence."""

from dataclasses import replace

from bot.extract.casualties.bereaved import is_condoled
from bot.extract.casualties.carrying import carried_groups
from bot.extract.casualties.counted_otherwise import without_others
from bot.extract.casualties.deathbeds import with_deathbeds
from bot.extract.casualties.denials import denies_children, denies_minors, is_none_of_them
from bot.extract.casualties.earlier_figures import EARLIER, with_earlier
from bot.extract.casualties.further import is_patient, only_death, placed, turns_to_doctors
from bot.extract.casualties.governed import without_stress
from bot.extract.casualties.governing import govern
from bot.extract.casualties.grades import is_graded
from bot.extract.casualties.harmed_sentences import harmed_sentences, inside_groups, is_of_soldiers
from bot.extract.casualties.he_and_she import with_he_and_she
from bot.extract.casualties.mentions import WEAK, Mention, mentions_of, people_untold, unnumbered, zero_of
from bot.extract.casualties.more_of_same import with_more_of_same
from bot.extract.casualties.no_tolls import is_no_toll
from bot.extract.casualties.out_of_wounded import with_the_dead_of_wounded
from bot.extract.casualties.partitives import told_of_whole, told_words
from bot.extract.casualties.parts_of_more import with_parts_of_more
from bot.extract.casualties.rising import concludes_by_rising, is_figure, is_only_risen
from bot.extract.casualties.several import with_several
from bot.extract.casualties.speakers import is_witness
from bot.extract.casualties.trades import with_known_trades
from bot.extract.casualties.uncounted import without_uncounted
from bot.extract.casualties.unnamed_dead import dies_unnamed
from bot.extract.casualties.victims import with_dead_victims
from bot.extract.casualties.waiting_people import Waiting, is_of_the_dying, without_apart
from bot.extract.casualties.words import Harm, exists, is_told, without_earlier_wounds
from bot.extract.casualties.wounded import with_the_wounded
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.paragraphs import are_parted
from bot.extract.text.senses import is_sense, tells_harm
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Outcome

_QUOTING = frozenset('«"“„(')
_CONCLUDED = 40


def find_casualties(document: Document, groups: list[Group]) -> list[Mention]:
    """All mentions of killed and injured people in the order of the text."""
    inside = inside_groups(groups)
    mentions: list[Mention] = []
    carried: Harm | None = None
    lead: Harm | None = None
    waiting, known = Waiting(), dict[int, Harm]()
    for number, words, told in harmed_sentences(document, groups):
        armed = any(group.soldier for group in told)
        harms = [harm for harm in words if not (armed and is_of_soldiers(document.tokens, harm, told))]
        people = [group for group in told if not (group.soldier or is_witness(document, group))]
        people = [group for group in people if not (is_condoled(document, group) or is_no_toll(document, group))]
        people = with_he_and_she(document, number, harms, people)
        people = without_others(document, waiting.resolved(document, number, harms, people), harms)
        known.update((harm.first, harm) for harm in harms)
        whole = told_of_whole(people, mentions) if not harms else None
        if whole is not None and whole.harm in known:
            carried = replace(known[whole.harm], outcome=whole.outcome)
        found = _mentions_of(document, number, harms, people, carried, inside, mentions[-1:])
        if not found and people and not harms:
            found = _listed(document, number, people, lead)
        if not found and not _tells_people(people) and mentions and _dies_now(document, number, harms, mentions[-1]):
            found = [replace(mentions.pop(), outcome=Outcome.KILLED, sentence=number, weak=False, died_later=True)]
        found = found if harms else with_known_trades(document, mentions, found)
        found = with_earlier(document, mentions, found)
        found = placed(document.tokens, found, mentions[-1] if mentions else None)
        mentions.extend(found)
        waiting.keep(number, people, found)
        carried = _carried(harms, carried, found, not document.said[number].isdisjoint(EARLIER))
        lead = next((h for h in harms if is_told(h) and h.outcome is Outcome.INJURED and h.sense not in WEAK), lead)
    return with_dead_victims(document, with_deathbeds(document, without_uncounted(document, mentions)))


def _tells_people(groups: list[Group]) -> bool:
    """Whether somebody is told by number or description: not only "the doctors" who could not save others."""
    return any(group.count is not None or group.described for group in groups)


def _dies_now(document: Document, number: int, harms: list[Harm], before: Mention) -> bool:
    """Whether a sentence tells that the injured person of the one right before it has died."""
    follows = before.outcome is Outcome.INJURED and before.sentence == number - 1
    group = before.group
    return follows and (is_of_the_dying(document, number, harms, group) or dies_unnamed(document, number, harms, group))


def _listed(document: Document, number: int, groups: list[Group], lead: Harm | None) -> list[Mention]:
    """The people of a line of a list that says no more of them: those that its lead calls injured."""
    tokens, first = document.tokens, document.sentences[number][0]
    if lead is None or tokens[first].shape is not Shape.MARK or tokens[first].text in _QUOTING:
        return []
    people = [group for group in groups if is_aged(group) and not group.named]
    return [mention for group in people for mention in mentions_of(number, group, replace(lead, sense=""))]


def _carried(harms: list[Harm], before: Harm | None, found: list[Mention], stays: bool) -> Harm | None:
    """The harm that people told in the next sentence, without a word of harm of their own, may belong to."""
    told = [harm for harm in harms if is_told(harm)]
    if told:
        governing = [harm for harm in told if found and harm.first == found[-1].harm]
        last = (governing or [harm for harm in told if harm.dying] or told)[-1]
        return replace(last, outcome=Outcome.KILLED) if governing and found[-1].outcome is Outcome.KILLED else last
    return before if found or stays else None


def _mentions_of(
    document: Document,
    number: int,
    harms: list[Harm],
    groups: list[Group],
    carried: Harm | None,
    inside: dict[int, int],
    before: list[Mention],
) -> list[Mention]:
    if not harms and carried is None:
        return []
    denied = [harm for harm in harms if harm.negated and not harm.asked and not _is_of_some(document, harm, groups)]
    mentions = [zero_of(number, harm) for harm in denied]
    every = harms
    if any(harm.dying and is_told(harm) for harm in harms) and not _tells_of_others(document, harms, groups):
        harms = without_earlier_wounds(harms)
    told = told_words(document.tokens, harms)
    groups = [_with_denial(document.tokens, group) for group in without_apart(document, groups, told)]
    if not told and not any(harm.negated for harm in harms):
        if carried is not None:
            mentions.extend(_carried_mentions(document, number, groups, carried, before))
        return sorted(mentions, key=lambda mention: mention.first)
    rivals = [*told, *(harm for harm in harms if harm.negated and not harm.asked)]
    owners = list(zip(groups, govern(document, rivals, groups, inside), strict=True))
    owners = with_more_of_same(document, owners, carried)
    owners = with_parts_of_more(document.tokens, with_the_wounded(document.tokens, owners, every, told), told)
    owners = with_several(document.tokens, with_the_dead_of_wounded(document.tokens, owners, every))
    used = {harm.first for group, harm in owners if harm is not None and (group.count is not None or group.vague)}
    mentions.extend(_told_mentions(document, number, without_stress(document.tokens, owners, carried)))
    mentions.extend(unnumbered(document, number, told, used))
    mentions.extend(people_untold(document.tokens, number, owners))
    if carried is not None:
        mentions.extend(_corrected(document, number, owners, carried))
    for harm in [] if mentions else told:
        mentions.extend(replace(one, amid=True) for one in mentions_of(number, only_death(document.tokens, harm), harm))
    return sorted(mentions, key=lambda mention: mention.first)


def _carried_mentions(
    document: Document, number: int, groups: list[Group], carried: Harm, before: list[Mention]
) -> list[Mention]:
    """The people of a sentence without words of harm to whom that told before belongs."""
    untold = not before or are_parted(document, before[-1].last, carried.first)
    people = carried_groups(document, groups, carried, before[-1].group if before else None, untold)
    told = replace(carried, sense="")
    return [one for group in people for one in mentions_of(number, group, told, _is_figure(document, number, group))]


def _corrected(
    document: Document, number: int, owners: list[tuple[Group, Harm | None]], carried: Harm
) -> list[Mention]:
    """The number that a sentence says to hold of those told before, whatever its other words of harm tell: "насправді
    їх семеро, одна жінка зверталася до двох лікарень"."""
    bare = [group for group, harm in owners if group.bare and (harm is None or harm.sense in WEAK)]
    held = [group for group in bare if is_figure(document, group, "sum.confirmed")]
    told = replace(carried, sense="")
    return [one for group in held for one in mentions_of(number, group, told, concludes=True)]


def _tells_of_others(document: Document, harms: list[Harm], groups: list[Group]) -> bool:
    """Whether a sentence about somebody's death tells of other people too."""
    told = [group for group in groups if group.count is not None or group.vague]
    people = [group for group in told if not is_only_risen(document, group, harms)]
    return len(people) > 1 or any(harm.outcome is Outcome.INJURED and exists(document.tokens, harm) for harm in harms)


def _told_mentions(document: Document, number: int, owners: list[tuple[Group, Harm | None]]) -> list[Mention]:
    """The groups of a sentence that a word of harm governs."""
    mentions: list[Mention] = []
    for group, harm in owners:
        if harm is None or harm.negated or is_patient(document.tokens, group, harm):
            continue
        told_other = group.added and bool(mentions) and _tells_other(mentions[-1], harm)
        concludes = _is_figure(document, number, group)
        graded = harm.outcome is Outcome.INJURED and is_graded(document.tokens, group)
        people = group.but(added=False) if told_other else group
        found = mentions_of(number, people, harm, concludes, graded)
        whole = is_sense(document.tokens, group.first - 1, "part.all") or turns_to_doctors(document, group)
        mentions.extend(replace(mention, weak=False) if whole else mention for mention in found)
    return mentions


def _is_of_some(document: Document, harm: Harm, groups: list[Group]) -> bool:
    """Whether only some people are told to have come to no harm: "two children were found unhurt"."""
    near = (g for g in groups if 0 < harm.first - g.last <= 6 and not g.among and not _is_of_other(document, g, harm))
    some = (group for group in near if (group.count or 0) > 1 or is_aged(group))
    return any(
        all(
            token.shape is Shape.WORD or (token.text == "," and is_aged(g))
            for token in document.tokens[g.last + 1 : harm.first]
        )
        for g in some
    )


def _is_of_other(document: Document, group: Group, harm: Harm) -> bool:
    """Whether a denial is of others than people before it: "двое погибших и ни одного раненого", "погибших нет"."""
    denied = any(token.sense == "negation.none" for token in document.tokens[harm.last + 1 : harm.last + 2])
    return denied or any(tells_harm(token.sense) for token in document.tokens[group.last + 1 : harm.first])


def _tells_other(mention: Mention, harm: Harm) -> bool:
    """Whether a sentence told the other outcome first, so that its "more" adds to nothing."""
    return mention.group is not None and mention.outcome is not (harm.outcome or Outcome.INJURED)


def _with_denial(tokens: list[Token], group: Group) -> Group:
    """Reads "no children among them" as no child."""
    if not group.young:
        return group
    open_number = group.either and denies_minors(tokens, group.last)
    one = group.count == 1 and is_none_of_them(tokens, group.first)
    if open_number or one or (group.count is None and denies_children(tokens, group.first, group.last)):
        return group.but(count=0, among=True)
    return group


def _is_figure(document: Document, number: int, group: Group) -> bool:
    """Whether a number is said to be the one that holds: "насправді їх семеро", "so, 5 people"."""
    return is_figure(document, group, "sum.confirmed") or _concludes(document, number, group)


def _concludes(document: Document, number: int, group: Group) -> bool:
    """Whether a group is all that was told before: "so, 5 people", "that brings the number to 15"."""
    first = max(document.sentences[number][0], group.first - _CONCLUDED)
    return concludes_by_rising(document, group) or document.says(first, group.first, "sum.conclude")
