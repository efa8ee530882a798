"""Paragraphs that tell people before they name their place: "Поранено двох. Дрон ударив по автобусу в Марганці"."""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from bot.extract.facts import Facts, Site
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Token
from bot.gazetteer import Unit
from bot.model import LOCAL_LEVELS

_RISING = frozenset({"sum.risen", "flag.data"})
_OPENING = 3


def place_leads(facts: Facts, entries: Sequence[Told]) -> None:
    """Gives the people that begin a paragraph without a place the one place that the sentences behind them name, if
    the text told people of another before: this one's people were told there."""
    told: Told | None = None
    town: Unit | None = None
    for index, lead in enumerate(entries):
        if lead.sites:
            told = told if town is lead.sites[-1].unit else None
            town = lead.sites[-1].unit
        if lead.casualties and told is None and town is not None:
            told = lead
        if told is None or town is None or not _begins_paragraph(facts, lead):
            continue
        leads = [lead, *takewhile(partial(_goes_on_without_place, facts, lead), entries[index + 1 :])]
        site = _place_behind(facts, lead, entries[index + len(leads) : index + len(leads) + 1])
        if site is not None and _is_elsewhere(site, town, told is not lead):
            for one in leads:
                one.sites = [site]


def _goes_on_without_place(facts: Facts, lead: Told, told: Told) -> bool:
    """Whether a sentence tells more people in the paragraph of another, and names no place either."""
    plain = bool(told.casualties) and not (told.sites or told.weapons or told.damage)
    return plain and facts.paragraphs[told.sentence] == facts.paragraphs[lead.sentence]


def _begins_paragraph(facts: Facts, told: Told) -> bool:
    """Whether a sentence with people and nothing else stands first in its paragraph, below another."""
    if told.sites or not told.casualties or not told.sentence or told.weapons or told.damage:
        return False
    return facts.paragraphs[told.sentence - 1] != facts.paragraphs[told.sentence]


def _place_behind(facts: Facts, lead: Told, behind: Sequence[Told]) -> Site | None:
    """The one place of the next sentence of a paragraph, or of the next paragraph where this tells what has risen to
    the number of its title, if it tells of a strike and of no people of its own."""
    if not behind or not behind[0].is_struck or _goes_on(facts, behind[0]):
        return None
    told = behind[0]
    apart = facts.paragraphs[told.sentence] - facts.paragraphs[lead.sentence]
    if apart > 1 or (apart and told.senses.isdisjoint(_RISING)):
        return None
    places = {site.unit.code for site in told.sites}
    fine = len(places) == 1 and told.sites[0].level in LOCAL_LEVELS
    counted = not apart and told.harms
    return told.sites[0] if fine and not counted else None


def _goes_on(facts: Facts, told: Told) -> bool:
    """Whether a sentence begins with "also" or "one more", so that it tells of another attack than those before it."""
    first, end = facts.document.sentences[told.sentence]
    return any(map(_is_also, facts.document.tokens[first : min(end, first + _OPENING)]))


def _is_also(token: Token) -> bool:
    return token.sense == "part.more" or "also" in token.classes


def _is_elsewhere(site: Site, town: Unit, told: bool) -> bool:
    """Whether a place is another than that told before: of another oblast, or where people were `told` of that one."""
    within = site.unit.code == town.code or town.code in site.unit.parents
    return site.unit.oblast != town.oblast or (told and not within)
