"""Those who mourn somebody, and were not hurt: "щирі співчуття дружині та доньці", "condolences to his two sons"."""

from itertools import takewhile

from bot.extract.people.groups import Group
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document

_LEAD = 10


def is_condoled(document: Document, group: Group) -> bool:
    """Whether condolences are offered to people: the word for them leads the clause, and no word of harm between."""
    if group.bare or "other.condolence" not in document.said[document.sentence_of[group.first]]:
        return False
    lead = document.tokens[max(0, group.first - _LEAD) : group.first]
    before = takewhile(lambda token: token.text not in CLAUSE_ENDS and not tells_harm(token.sense), reversed(lead))
    return any(token.sense == "other.condolence" for token in before)
