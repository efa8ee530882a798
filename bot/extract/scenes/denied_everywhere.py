"""Nobody hurt in any of the places told before: "в обох районах ніхто не постраждав", "in both towns", or in those
of the sentence before: "У Лимані пошкоджено школу, у Торському – авто. Постраждалих немає"."""

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene

_ALL = frozenset({"pronoun.both", "part.all"})
_NEXT = 4


def with_denials_shared(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes, each without people of its own told to have nobody hurt where a later sentence says so of both or all
    of the places."""
    shared = [m for m in facts.casualties if m.zero and m.both and _is_of_all_places(facts, m.sentence)]
    for mention in shared[:1]:
        for scene in scenes:
            if not scene.casualties and scene.sentences and min(scene.sentences) < mention.sentence:
                scene.casualties = [mention]
    for mention in facts.casualties:
        if mention.zero and mention.both and _is_of_the_whole(facts, mention.sentence):
            _share_with_all(scenes, mention)
        elif mention.zero and mention.both and _is_alone(facts, mention.sentence):
            _share_in_line(scenes, mention)
    return scenes


def _is_of_the_whole(facts: Facts, sentence: int) -> bool:
    """Whether a sentence that names no place says that nobody was hurt "anywhere", or is a paragraph of its own behind
    those that tell of damage, in a post that tells of nobody hurt."""
    if sentence in facts.damaged_sentences or facts.sites_by_sentence.get(sentence):
        return False
    document = facts.document
    if any("nowhere" in token.classes for token in document.tokens[slice(*document.sentences[sentence])]):
        return True
    opens = sentence > 0 and document.lines[sentence - 1] != document.lines[sentence]
    return opens and all(mention.zero for mention in facts.casualties)


def _share_with_all(scenes: list[Scene], mention: Mention) -> None:
    """Gives the denial to the scenes before it of the day that it stands under."""
    days = {scene.day for scene in scenes if mention in scene.casualties} | {None}
    for scene in scenes:
        same = scene.day in days or days == {None}
        if (
            not scene.casualties
            and scene.damage
            and same
            and max(scene.sentences, default=mention.sentence) < mention.sentence
        ):
            scene.casualties = [mention]


def _is_alone(facts: Facts, sentence: int) -> bool:
    """Whether a sentence of a line tells of nothing but that nobody was hurt, and names no place."""
    lines = facts.document.lines
    if sentence in facts.damaged_sentences or facts.sites_by_sentence.get(sentence):
        return False
    alone = len(facts.casualties_by_sentence.get(sentence, ())) == 1
    return alone and sentence > 0 and lines[sentence - 1] == lines[sentence]


def _share_in_line(scenes: list[Scene], mention: Mention) -> None:
    """Gives the denial to the scenes that the sentence before it tells of together."""
    for scene in scenes:
        if not scene.casualties and mention.sentence - 1 in scene.sentences:
            scene.casualties = [mention]


def _is_of_all_places(facts: Facts, sentence: int) -> bool:
    """Whether "both" or "all" and a word for places stand in a sentence that names none."""
    if facts.sites_by_sentence.get(sentence):
        return False
    first, end = facts.document.sentences[sentence]
    tokens = facts.document.tokens
    return any(
        (tokens[index].sense in _ALL or "every" in tokens[index].classes)
        and any("place_or_case" in token.classes for token in tokens[index + 1 : index + _NEXT])
        for index in range(first, end)
    )
