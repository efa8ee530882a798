"""People told district by district of one city, who add up to its figure (GUIDE: its districts hit in one attack are
one incident).

"По Салтівському району троє поранених, по Холодногірському – двоє": where no figure of the city stands beside them,
the people of each further district are more than those of the first.
"""

from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.scenes.nearness import by_area
from bot.extract.scenes.scene import Scene
from bot.extract.text.sentences import start_of
from bot.model import Level, Outcome


def with_districts_added(facts: Facts, scene: Scene) -> Scene:
    """The scene with the people of each further district as an addition."""
    districts = sorted(
        {site.first: site for site in scene.sites if site.level is Level.DISTRICT}.values(), key=start_of
    )
    if len({site.unit.code for site in districts}) < 2:
        return scene
    for outcome in Outcome:
        further = _further(facts, districts, [m for m in scene.casualties if m.outcome is outcome and _counts(m)])
        if further:
            scene.casualties = [_added(m) if m in further else m for m in scene.casualties]
    return scene


def _counts(mention: Mention) -> bool:
    return mention.group is not None and bool(mention.group.count) and not (mention.zero or mention.group.among)


def _added(mention: Mention) -> Mention:
    return mention if mention.group is None else replace(mention, group=mention.group.but(added=True), beside=True)


def _further(facts: Facts, districts: list[Site], mentions: list[Mention]) -> list[Mention]:
    """The first mention of each district but the first; none if anybody is told of no district, or twice of one."""
    told: dict[str, Mention] = {}
    for mention in mentions:
        code = _district_of(facts, districts, mention)
        if code is None or code in told:
            return []
        told[code] = mention
    return list(told.values())[1:]


def _district_of(facts: Facts, districts: list[Site], mention: Mention) -> str | None:
    """The district of a mention: the nearest of its sentence, else the last that its line has named."""
    lines, tokens = facts.document.lines, facts.document.tokens
    own = [site for site in districts if site.sentence == mention.sentence]
    if own:
        return next(site.unit.code for site, told in by_area(tokens, own, [mention]) if told)
    line = [site for site in districts if lines[site.sentence] == lines[mention.sentence]]
    before = [site for site in line if site.first < mention.first]
    return before[-1].unit.code if before else None
