"""All the people of several attacks told together behind the last of them: "all three are in hospital"."""

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.tolls import combine
from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene
from bot.model import Outcome


def without_all_of_them(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes, one whose last words tell how all the injured of it and of those before it are without them: "a man
    was hurt at 9:10, two policemen at 9:40. All three are in hospital"."""
    if "part.all" not in facts.document.senses:
        return scenes
    before = 0
    for scene in scenes:
        said = [mention for mention in scene.casualties if _is_of_all(facts, mention)]
        others = [mention for mention in scene.casualties if mention not in said]
        own = _injured(facts, others)
        if before and own and said and all(mention.number == before + own for mention in said):
            scene.casualties = others
        before += own
    return scenes


def _is_of_all(facts: Facts, mention: Mention) -> bool:
    """Whether people told as injured are "all" of a number, and not described."""
    group = mention.group
    if group is None or mention.outcome is not Outcome.INJURED or not group.first or group.described:
        return False
    return facts.document.tokens[group.first - 1].sense == "part.all"


def _injured(facts: Facts, mentions: list[Mention]) -> int:
    figure = combine(facts.document, mentions).injured
    return (figure.total or 0) if figure is not None else 0
