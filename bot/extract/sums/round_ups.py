"""A round-up's sums: which sentences tell them (GUIDE: totals)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.sums.adding_up import added_up
from bot.extract.sums.around_town import area_sums, closing_sums, opening_sums
from bot.extract.sums.beside import (
    adds_to_told,
    denied_behind,
    goes_on_in_line,
    goes_on_with_town,
    next_oblasts,
    rest_behind_towns,
    rest_of_area,
    rest_of_sums,
    told_again,
)
from bot.extract.sums.breakdowns import Breakdown
from bot.extract.sums.layout import first_particular, headings, lines_of, without_listed
from bot.extract.sums.marks import concludes, is_count, says
from bot.extract.sums.of_paragraphs import is_of_town_of_paragraph
from bot.extract.sums.over_lists import sums_over_lists
from bot.extract.sums.recaps import recalled_sums
from bot.extract.text.tokens import Token
from bot.extract.times.finding import Role, TimeMention
from bot.gazetteer import Unit
from bot.model import WIDE_LEVELS, Level, WeaponType

_CONCLUDING = frozenset({"sum.conclude", "sum.cause", "roundup.word"})


def find_sums(ground: "Ground", is_roundup: bool, breakdowns: Sequence[Breakdown]) -> dict[int, list[Mention]]:
    """Sentence -> its casualty mentions, for each sentence that sums up a period over an area.

    Such a sentence counts people, names no settlement, and either names a period or an area as a whole, or stands in
    a round-up before anything in particular is told. A sum that its own sentence breaks down is one anywhere.
    """
    facts = ground.facts
    if not facts.casualties:
        return {}
    sums = {entry.whole.sentence: [entry.whole, *entry.rest] for entry in breakdowns}
    sums = sums_over_lists(facts) | rest_of_area(facts) | rest_behind_towns(facts) | sums
    sums = (sums if is_roundup else area_sums(facts)) | sums
    sums = added_up(facts) | sums
    sums |= rest_of_sums(facts, sums) if sums else {}
    if not is_roundup and len({site.unit.code for site in facts.sites if site.level not in WIDE_LEVELS}) < 2:
        sums |= opening_sums(facts) | ground.closing | ground.recalled
        return sums | next_oblasts(facts, sums)
    for sentence, mentions in facts.casualties_by_sentence.items():
        if sentence not in sums and _sums_up_in(ground, is_roundup, sentence, mentions):
            sums[sentence] = mentions
    sums |= denied_behind(facts, sums)
    sums |= {} if is_roundup else ground.recalled
    kept = {sentence: summed for sentence, summed in sums.items() if not _is_of_told(facts, sentence, summed, sums)}
    return kept | (told_again(facts, kept) if is_roundup else {})


def _is_of_told(facts: Facts, sentence: int, mentions: list[Mention], sums: dict[int, list[Mention]]) -> bool:
    """Whether what looks like a sum goes on with the one attack told before it."""
    going = goes_on_with_town(facts, sentence, mentions, sums) or goes_on_in_line(facts, sentence, mentions)
    return going or adds_to_told(facts, sentence, mentions, sums)


class Ground:
    """What decides whether a sentence of a post is a sum; each part is worked out once, where it is asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def lines(self) -> list[int]:
        """For each sentence the number of its line; a heading belongs to the line below it."""
        return lines_of(self.facts)

    @cached_property
    def headed(self) -> dict[int, Unit]:
        """Sentence -> the oblast or raion that its line is headed by."""
        return headings(self.facts, self.lines)

    @cached_property
    def first_particular(self) -> int:
        """The first sentence of the first line that tells of a settlement and of what happened in it."""
        return first_particular(self.facts, self.lines)

    @cached_property
    def described_raions(self) -> set[int]:
        """The sentences that tell of one raion of several and describe everybody whom they count."""
        raions = {site.sentence: site.unit.code for site in self.facts.sites if site.level is Level.RAION}
        several = len(set(raions.values())) > 1
        return {sentence for sentence in raions if _describes(self.facts, sentence)} if several else set()

    @cached_property
    def closing(self) -> dict[int, list[Mention]]:
        """The sentences that go from the figures of a post's one settlement to those of the area around it."""
        return closing_sums(self.facts)

    @cached_property
    def recalled(self) -> dict[int, list[Mention]]:
        """The sentences that recall the figures of an area on an earlier day."""
        return recalled_sums(self.facts)

    @cached_property
    def attacks(self) -> Facts:
        """The facts without the days that the recalled sums are told of, which date no attack of the post."""
        if not self.recalled:
            return self.facts
        sentence_of = self.facts.document.sentence_of
        times = tuple(time for time in self.facts.times if sentence_of[time.first] not in self.recalled)
        return replace(self.facts, times=times)


def _sums_up_in(ground: Ground, is_roundup: bool, sentence: int, mentions: list[Mention]) -> bool:
    """Whether the mentions of a sentence count people over a period and an area."""
    facts = ground.facts
    if not is_roundup and not concludes(facts, sentence, _CONCLUDING):
        return False
    sites, times = facts.sites_by_sentence.get(sentence, []), facts.times_by_sentence.get(sentence, [])
    if is_roundup and not sites and sentence in ground.headed:
        return _is_sum_under(facts, ground.headed[sentence], mentions)
    sites = without_listed(facts, sites) or sites
    if not is_roundup and not _speaks_of_area(facts, sentence, sites, times):
        return False
    return _sums_up(ground, is_roundup, sentence, mentions, sites, times)


def _is_sum_under(facts: Facts, unit: Unit, mentions: list[Mention]) -> bool:
    """Whether a sentence under an area's heading sums it up; under a raion only if it describes nobody and nothing."""
    if unit.level is Level.OBLAST:
        return any(is_count(mention) for mention in mentions)
    told = any(is_count(mention) and not mention.zero for mention in mentions)
    return told and not any(_is_particular(facts, number) for number in _beside(facts, mentions[0].sentence))


def _beside(facts: Facts, sentence: int) -> list[int]:
    """The sentences of a line that names no town: "Білоцерківський район. Загинула жінка. Четверо поранених"."""
    lines = facts.document.lines
    own = [number for number, line in enumerate(lines) if line == lines[sentence]]
    towns = any(site.sentence in own for site in facts.sites if site.level not in WIDE_LEVELS)
    return [sentence] if towns else own


def _sums_up(
    ground: Ground,
    is_roundup: bool,
    sentence: int,
    mentions: list[Mention],
    sites: list[Site],
    times: list[TimeMention],
) -> bool:
    facts = ground.facts
    if any(site.level not in WIDE_LEVELS for site in sites):
        return False
    if not any(is_count(mention) for mention in mentions) or any(
        time.time and time.role is Role.EVENT for time in times
    ):
        return False
    area = any(site.level in WIDE_LEVELS for site in sites)
    if not area and _is_of_town_told(facts, sentence):
        return False
    if not (area or times) and is_of_town_of_paragraph(facts, sentence):
        return False
    if any(time.role is Role.PERIOD for time in times) or concludes(facts, sentence):
        return not (is_roundup and sentence in ground.described_raions)
    if all(mention.zero for mention in mentions) and not area:
        return False
    if _is_of_strike(facts, sentence):
        return False
    if _is_raion_of_line(facts, sentence, sites):
        return False
    if area:
        if is_roundup and all(site.level is Level.OBLAST for site in sites):
            return not _describes(facts, sentence)
        return _is_unarmed(facts, sentence, ground.first_particular) and not _is_particular(facts, sentence)
    early = sentence < ground.first_particular or _is_line_of_its_own(ground, sentence)
    return early and not _is_particular(facts, sentence)


def _is_of_town_told(facts: Facts, sentence: int) -> bool:
    """Whether a sentence speaks of "the city" that its line has named: "Three were killed in the city over the day"."""
    tokens, lines = facts.document.tokens, facts.document.lines
    first, end = facts.document.sentences[sentence]
    here = any(
        token.sense == "sequence.settlement" and _is_the_town(tokens, token.index) for token in tokens[first:end]
    )
    return here and any(
        site.level is Level.SETTLEMENT and site.sentence < sentence and lines[site.sentence] == lines[sentence]
        for site in facts.sites
    )


def _is_the_town(tokens: Sequence[Token], index: int) -> bool:
    """Whether "in" leads to a word for a town, and no name stands behind it."""
    ahead = [token.sense for token in tokens[max(0, index - 2) : index]]
    named = index + 1 < len(tokens) and tokens[index + 1].capital
    return "preposition.in" in ahead and not named


def _is_unarmed(facts: Facts, sentence: int, first_particular: int) -> bool:
    """Whether a sentence names no weapon, or, before anything in particular is told, nothing but "shelling"."""
    types = {weapon.type for weapon in facts.weapons if facts.document.sentence_of[weapon.first] == sentence}
    return not types or (sentence < first_particular and types == {WeaponType.SHELLING})


def _is_of_strike(facts: Facts, sentence: int) -> bool:
    """Whether a sentence's line begins with the clock time of a strike."""
    lines, sentence_of = facts.document.lines, facts.document.sentence_of
    clocks = (time for time in facts.times if time.time and time.role is Role.EVENT)
    return any(
        lines[sentence_of[time.first]] == lines[sentence] and sentence_of[time.first] < sentence for time in clocks
    )


def _is_raion_of_line(facts: Facts, sentence: int, sites: list[Site]) -> bool:
    """Whether a sentence tells of a raion in a line that an oblast heads and in which a town was told of."""
    lines = facts.document.lines
    before = [site for site in facts.sites if site.sentence < sentence and lines[site.sentence] == lines[sentence]]
    levels = [site.level for site in before]
    raion = all(site.level is Level.RAION for site in sites) and bool(sites)
    return raion and Level.SETTLEMENT in levels and levels[0] is Level.OBLAST


def _is_line_of_its_own(ground: Ground, sentence: int) -> bool:
    """Whether the last sentence about people begins a line that names no place, in a post that speaks of a period."""
    facts, lines = ground.facts, ground.lines
    period = any(time.role is Role.PERIOD for time in facts.times)
    last = all(mention.sentence <= sentence for mention in facts.casualties) and not _is_struck_behind(facts, sentence)
    if not (period and last) or (sentence and lines[sentence - 1] == lines[sentence]):
        return False
    return all(lines[site.sentence] != lines[sentence] for site in facts.sites)


def _is_struck_behind(facts: Facts, sentence: int) -> bool:
    """Whether a sentence behind another tells of a town or raion and of what was damaged there."""
    return any(site.sentence > sentence and site.sentence in facts.damaged_sentences for site in facts.sites)


def _is_particular(facts: Facts, sentence: int) -> bool:
    """Whether a sentence describes somebody or something that a sum would not."""
    return _describes(facts, sentence) or any(
        facts.document.sentence_of[damage.first] == sentence for damage in facts.damage
    )


def _describes(facts: Facts, sentence: int) -> bool:
    """Whether a sentence describes people; one that counts several others too is a sum ("a man of 52 was killed and
    three more people were injured in the district")."""
    groups = [mention.group for mention in facts.casualties if mention.sentence == sentence and mention.group]
    described = sum(len(group.described) or bool(group.trade) for group in groups)
    several = any((group.count or 0) > described for group in groups if not (group.described or group.trade))
    return described > 0 and not several


def _speaks_of_area(facts: Facts, sentence: int, sites: list[Site], times: list[TimeMention]) -> bool:
    """Whether a sentence that sums up names an area or a period: "підсумок по району"."""
    period = any(time.role is Role.PERIOD for time in times)
    if bool(sites) or period or says(facts, sentence, "weapon_cue.region"):
        return True
    return says(facts, sentence, "sum.area") and not _is_behind_district(facts, sentence)


def _is_behind_district(facts: Facts, sentence: int) -> bool:
    """Whether the last place named before a sentence is a city district, which "the district" then means."""
    before = [site for site in facts.sites if site.sentence < sentence]
    return bool(before) and before[-1].level is Level.DISTRICT
