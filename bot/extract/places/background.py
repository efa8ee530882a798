"""Places of sentences about something else than the attacks, where none was: "Zelensky held a meeting in Dnipro"."""

from bot.extract.places.values import PlaceMention
from bot.extract.text.background import first_of_attacks, is_background, leads_to_attacks
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Document, Shape
from bot.model import Level

_THINGS = "object_"
_LISTING = DASHES | {":"}


def without_background(document: Document, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The places without those that only sentences about something else name behind the first attack, where one that is
    smaller than an oblast is left, or none of them lies in the channel's own oblast: "бригади їдуть із Полтави"."""
    begun = first_of_attacks(document)

    def is_of_else(mention: PlaceMention) -> bool:
        number = document.sentence_of[mention.first]
        opens = mention.struck and leads_to_attacks(document, number)
        if number <= begun or mention.foreign or opens or _is_item(document, number):
            return False
        return is_background(document, number, mention.first, mention.last)

    kept = [mention for mention in mentions if not is_of_else(mention)]
    local = any(mention.level is not Level.OBLAST and not mention.foreign for mention in kept)
    return kept if local or _lie_elsewhere(document.post.region, mentions, kept) else mentions


def _is_item(document: Document, number: int) -> bool:
    """Whether a sentence only lists things, which may have been damaged: "▪ с. Уди — ферма"."""
    tokens = document.tokens[slice(*document.sentences[number])]
    listed = tokens[0].shape is Shape.MARK or any(token.text in _LISTING for token in tokens)
    return listed and any(sense.startswith(_THINGS) for sense in document.said[number])


def _lie_elsewhere(region: str | None, mentions: list[PlaceMention], kept: list[PlaceMention]) -> bool:
    left = {mention.first for mention in kept}
    others = (unit for mention in mentions if mention.first not in left for unit in mention.units)
    return region is not None and all(unit.oblast != region for unit in others)
