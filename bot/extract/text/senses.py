"""What several rooms ask of the sense of a word."""

from bot.extract.text.tokens import Shape, Token

FROM = frozenset({"preposition.from", "age.range"})
"""Senses of "from", as a beginning or a source."""
HITTING = frozenset({"strike.verb", "damage.hit"})
"""The senses of verbs for a blow, and for its hit on a thing."""
STRUCK = HITTING | {"strike.noun", "weapon_cue.event"}
"""The senses of words that tell a strike."""
BLOWS = ("strike.noun", "weapon.shelling", "weapon.airstrike", "weapon.artillery")
"""The senses of nouns for a blow."""
HARMING = frozenset({"killed.deed", "injured.deed"})
"""The senses of verbs for killing and injuring."""
ONE_PERSON = frozenset({"pronoun.he", "pronoun.she", "pronoun.him", "pronoun.her"})
"""The senses of pronouns for one person."""
DYING = frozenset({"killed.died", "killed.lost", "killed.save", "killed.unsaved", "killed.heart"})
"""The senses of words for a death after the attack."""
_PREPOSITIONS = frozenset({"inside", "into", "upon", "aged"})


def tells_harm(sense: str | None) -> bool:
    """Whether a word of this sense tells of somebody killed or injured."""
    return sense is not None and sense.startswith(("killed.", "injured."))


def is_sense(tokens: list[Token], index: int, sense: str) -> bool:
    """Whether a token of this index is there, and has this sense."""
    return 0 <= index < len(tokens) and tokens[index].sense == sense


def is_plain_word(token: Token) -> bool:
    """Whether a token parts no clause, and tells of no person."""
    return token.shape is Shape.WORD and not (token.sense or "").startswith("person.")


def is_number(token: Token) -> bool:
    """Whether a token is a number, in digits or words."""
    return token.shape is Shape.NUMBER or (token.sense or "").startswith("number.")


def is_preposition(token: Token) -> bool:
    """Whether a token is a preposition, of whatever sense: "in", "from", "біля"."""
    return (token.sense or "").startswith("preposition.") or not _PREPOSITIONS.isdisjoint(token.classes)
