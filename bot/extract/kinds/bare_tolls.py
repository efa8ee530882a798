"""Posts that tell people harmed and name no strike: what lets them pass for reports of one, and what does not."""

from bot.extract.kinds.signals import Signals
from bot.extract.text.tokens import Document

BRIEF = 60
"""The most tokens of a post that counts as short."""


def is_of_fire(document: Document) -> bool:
    """Whether a post that names no strike tells of a fire and calls nobody wounded (GUIDE: `other`)."""
    burns = any("burning" in token.classes for token in document.tokens)
    return burns and not _tells_wounds(document)


def is_bare_toll(document: Document, found: Signals, *, named: bool, damage: bool, summed: bool) -> bool:
    """Whether a post that names no strike tells of the people of one: in a place, a toll, wounds, or bodies in rubble;
    briefly, in a channel that speaks for an area, anybody hurt ("двоє постраждалих"), where nothing else was damaged
    than by an attack."""
    brief = len(document.tokens) <= BRIEF
    if named and (_counts_toll(found) or _tells_wounds(document) or (brief and _is_in_rubble(document, found))):
        return True
    hurt = found.count("injured.either", "injured.deed") > 0
    burnt = found.count("damage.harm") > 0
    if brief and named and found.count("injured.deed") and not burnt:
        return True
    return brief and hurt and not summed and document.post.region is not None and (damage or not burnt)


def _tells_wounds(document: Document) -> bool:
    """Whether people are called wounded, which accidents and fires do not make them: "У Марганці поранено двох"."""
    harmed = document.senses.get("injured.deed", ())
    return any("wounded" in document.tokens[index].classes for index in harmed)


def _is_in_rubble(document: Document, found: Signals) -> bool:
    """Whether a post tells of bodies or of people hurt, and of rubble."""
    rubble = any("rubble" in token.classes for token in document.tokens)
    return rubble and found.count("injured.deed", "killed.body") > 0


def _counts_toll(found: Signals) -> bool:
    """Whether a post counts both the dead and the hurt, or gives its figures a time; so do reports that name no
    strike: "Одеса: двоє загиблих, семеро поранених"."""
    killed = found.count("killed.deed", "killed.dead")
    hurt = found.count("injured.deed", "injured.either")
    return killed * hurt > 0 or killed + hurt > 0 < found.count("time.as_of")
