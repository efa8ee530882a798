"""People with a stress reaction whom a post counts among its injured (GUIDE: only then are they).

"За добу постраждали п'ять людей": where those hurt in the places below and those with a stress reaction make up that
figure together, and those hurt alone do not, the post has counted both.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.tolls import combine
from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene
from bot.model import Outcome


def with_stress_counted(facts: Facts, scenes: list[Scene], sums: Iterable[Mention]) -> list[Scene]:
    """The scenes, their people with a stress reaction as injured where a sum of the post needs them."""
    wholes = {whole.number for whole in sums if whole.outcome is Outcome.INJURED and not _is_part(whole)} - {0}
    if not wholes or not any(mention.stress for scene in scenes for mention in scene.casualties):
        return scenes
    figures = [[_injured(facts, mentions) for mentions in (s.casualties, _counted(s.casualties))] for s in scenes]
    hurt, counted = (sum(column) for column in zip(*figures, strict=True))
    if counted not in wholes or hurt in wholes:
        return scenes
    for scene in scenes:
        scene.casualties = _counted(scene.casualties)
    return scenes


def _counted(mentions: list[Mention]) -> list[Mention]:
    return [replace(mention, stress=False) if mention.stress else mention for mention in mentions]


def _injured(facts: Facts, mentions: list[Mention]) -> int:
    figure = combine(facts.document, mentions).injured
    return (figure.total or 0) if figure is not None else 0


def _is_part(mention: Mention) -> bool:
    return mention.zero or mention.group is None or mention.group.among
