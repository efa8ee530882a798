"""Harm denied by "too" behind another denial: "Дітей серед поранених немає. Загиблих теж."."""

from bot.extract.text.tokens import Document, Token

_NEAR = 4
_PARTING = frozenset(".,;")


def is_denied_too(document: Document, token: Token) -> bool:
    """Whether nothing but "too" stands behind a word of harm that opens its clause, and a denial ends the one before:
    "раненых нет, погибших тоже"; not "загиблих двоє. Поранених теж"."""
    tokens, after = document.tokens, token.reach + 1
    if after >= len(tokens) or "also" not in tokens[after].classes or tokens[token.index - 1].text not in _PARTING:
        return False
    closed = after + 1 >= len(tokens) or tokens[after + 1].text in _PARTING or tokens[after + 1].text == "\n"
    return closed and any(one.sense == "negation.none" for one in tokens[max(0, token.index - _NEAR) : token.index])
