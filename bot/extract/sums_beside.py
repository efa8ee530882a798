"""Sentences beside a round-up's sum: what goes on with it, and what goes on with a single attack (GUIDE: totals)."""

from bot.extract.casualties import Mention
from bot.extract.facts import Facts
from bot.extract.sentences import by_sentence


def denied_behind(facts: Facts, sums: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The sentences right behind a sum in its line that only deny another outcome: "12 поранених. Загиблих немає"."""
    return {
        sentence: mentions
        for sentence, mentions in by_sentence(facts.document, facts.casualties).items()
        if sentence not in sums
        and sentence - 1 in sums
        and facts.document.lines[sentence] == facts.document.lines[sentence - 1]
        and all(mention.zero and not mention.both for mention in mentions)
        and all(site.sentence != sentence for site in facts.sites)
        and {m.outcome for m in mentions}.isdisjoint(m.outcome for m in sums[sentence - 1])
    }


def adds_to_told(facts: Facts, sentence: int, mentions: list[Mention], sums: dict[int, list[Mention]]) -> bool:
    """Whether people are only more than those whom the sentence before tells of one attack: "A man of 38 was killed.
    Three more were wounded"."""
    more = mentions[0].group is not None and mentions[0].group.added
    if not more or sentence - 1 in sums or any(site.sentence == sentence for site in facts.sites):
        return False
    same_line = sentence > 0 and facts.document.lines[sentence - 1] == facts.document.lines[sentence]
    return same_line and any(mention.sentence == sentence - 1 for mention in facts.casualties)
