"""Of whom "unharmed" and the like are said: people or things."""

from bot.extract.text.tokens import Shape, Token

_WHO = ("person.", "spared.crew")
_NEAR, _FAR = 4, 8
_INSERTION = 2


def is_of_people(tokens: list[Token], token: Token) -> bool:
    """Whether "unharmed" and the like are said of people: "люди неушкоджені", "екіпаж цілий", "people there were
    safe", an insertion between commas left out: "люди, слава Богу, цілі"."""
    if "denying" in token.classes:
        return False
    who = _WHO if token.sense == "spared.whole" else "person.people"
    commas = 0
    for step in range(token.index - 1, max(-1, token.index - _FAR - 1), -1):
        sense = tokens[step].sense or ""
        if sense.startswith(who):
            return commas == _INSERTION or (not commas and token.index - step <= _NEAR)
        if tokens[step].text == ",":
            commas += 1
        elif tokens[step].shape is not Shape.WORD or (commas and sense.startswith("object_")):
            return False
    return False
