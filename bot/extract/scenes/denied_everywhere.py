"""Nobody hurt in any of the places told before: "в обох районах ніхто не постраждав", "in both towns"."""

from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene

_ALL = frozenset({"pronoun.both", "part.all"})
_NEXT = 2


def with_denials_shared(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes, each without people of its own told to have nobody hurt where a later sentence says so of both or all
    of the places."""
    shared = [m for m in facts.casualties if m.zero and m.both and _is_of_all_places(facts, m.sentence)]
    for mention in shared[:1]:
        for scene in scenes:
            if not scene.casualties and scene.sentences and min(scene.sentences) < mention.sentence:
                scene.casualties = [mention]
    return scenes


def _is_of_all_places(facts: Facts, sentence: int) -> bool:
    """Whether "both" or "all" and a word for places stand in a sentence that names none."""
    if facts.sites_by_sentence.get(sentence):
        return False
    first, end = facts.document.sentences[sentence]
    tokens = facts.document.tokens
    return any(
        (tokens[index].sense in _ALL or "every" in tokens[index].classes)
        and any("area" in token.classes for token in tokens[index + 1 : index + _NEXT])
        for index in range(first, end)
    )
