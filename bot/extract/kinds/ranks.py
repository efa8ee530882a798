"""Ranks that tell of no soldier: those of police and rescuers, civilians in service (GUIDE: killed, injured)."""

from bot.extract.text.tokens import Document

_SOLDIERS = "other.fallen"
_NEAR = 2


def ranks_of_service(document: Document) -> list[int]:
    """The ranks in a sentence that speaks of police or rescuers, or close behind one: "Поліцейські оглядали двір.
    Поранено сержанта Марину"; "Сержант загинув на фронті. Поліція перекриє рух" is a soldier."""
    ranks = [index for index in document.senses.get(_SOLDIERS, ()) if "rank" in document.tokens[index].classes]
    if not ranks:
        return []
    serving = {document.sentence_of[token.index] for token in document.tokens if "in_service" in token.classes}
    near = {number + step for number in serving for step in range(_NEAR + 1)}
    return [index for index in ranks if document.sentence_of[index] in near]
