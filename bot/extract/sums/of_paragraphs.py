"""Figures that conclude a paragraph about one town: they are the town's, and no sum over the places of the post."""

from bot.extract.facts import Facts
from bot.extract.sums.marks import says
from bot.extract.text.sentences import sentences_of
from bot.model import LOCAL_LEVELS, Level

_TOWN = LOCAL_LEVELS | {Level.DISTRICT}


def is_of_town_of_paragraph(facts: Facts, sentence: int) -> bool:
    """Whether a sentence goes on with the paragraph, one of several of a post, that has told of an attack on the
    one town that it names: "Суми. До лікарів звернулася ще одна жінка. Загалом поранених троє"."""
    if says(facts, sentence, "sum.area", "weapon_cue.region"):
        return False
    own = _sentences_before(facts, sentence)
    places = [site for site in facts.sites if site.sentence in own]
    told = sentences_of(facts.document, facts.casualties, facts.damage, facts.weapons) & own
    towns = [site for site in places if site.level is not Level.DISTRICT] or places
    town = len({site.unit.code for site in towns}) == 1 and all(site.level in _TOWN for site in towns)
    return bool(told) and town and facts.paragraphs[-1] > 0


def _sentences_before(facts: Facts, sentence: int) -> set[int]:
    """The sentences of a paragraph before one of them, and the title that is a paragraph of its own above."""
    paragraph = facts.paragraphs[sentence]
    first = facts.paragraphs.index(paragraph)
    titled = first > 0 and facts.paragraphs.count(paragraph - 1) == 1 and first - 1 not in facts.casualties_by_sentence
    return set(range(first - titled, sentence))
