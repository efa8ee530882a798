"""Written tokens: what is known of a piece of text wherever it stands."""

import re
from typing import Final

from bot.lexicon import INVISIBLE, Lexicon, fold

_LINK = r"https?://\S+|t\.me/\S+|www\.\S+|@\w+"
_LETTER, _PLAIN = r"[^\W\d_]", r"[A-Za-z\u0400-\u0481\u048A-\u052F]"
"""Any letter, and those of nearly all words, which are found faster."""
_WORD = rf"(?:{_PLAIN}+{_LETTER}*|{_LETTER}+)(?:(?:[{INVISIBLE}]|['’ʼ‘`´′‑‐-](?={_LETTER})){_LETTER}*)*"
_SHAPES = re.compile(rf"(?P<link>{_LINK})|(?P<word>{_WORD})|(?P<number>\d+)|(?P<line>\n\s*)|(?P<mark>\S)")
PIECE = re.compile(rf"({_LINK}|{_WORD}|\d+|\n\s*|\S)")
"""Any piece of a text: a link, a word, a number, a line break or a mark; splits a text into blanks and pieces."""
STOPS, CLOSING = frozenset(".!?…"), frozenset('»”")')
"""The marks that end a sentence, and those that may stand behind them."""
_LONG_NUMBER = 10


class Shape:
    """What a token is made of; plain texts and no enum, since no other thing is asked so often."""

    WORD: Final = "word"
    NUMBER: Final = "number"
    MARK: Final = "mark"
    LINE: Final = "line"
    LINK: Final = "link"


_SHAPE_OF = {shape: shape for shape in (Shape.WORD, Shape.NUMBER, Shape.MARK, Shape.LINE, Shape.LINK)}


class Word:
    """What is known of a written token wherever it stands: its text (of line breaks "\\n"), shape, folded form, sense,
    value and classes; the phrases it may belong to (`atoms`) and open (`openings`, with the atoms of their second words
    in `leads`); `closes` if a sentence may end with it."""

    __slots__ = (
        *(
            "abbreviation",
            "atoms",
            "capital",
            "classes",
            "closes",
            "folded",
            "latin",
            "leads",
            "openings",
            "sense",
            "shape",
            "text",
            "upper",
        ),
        "value",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        shape = _SHAPES.match(text)
        self.shape: str = _SHAPE_OF[shape.lastgroup or Shape.MARK] if shape else Shape.MARK
        self.text = "\n" if self.shape is Shape.LINE else text
        self.folded = fold(text)
        found = lexicon.sense(self.folded)
        self.sense = found.name if found else None
        self.value = found.value if found else None
        if self.shape is Shape.NUMBER:
            self.value = int(text) if len(text) < _LONG_NUMBER else None
        self.classes = lexicon.classes_of(self.folded)
        self.atoms = lexicon.atoms(self.folded)
        self.openings = lexicon.openings(self.atoms)
        self.leads = lexicon.leads(self.openings)
        self.abbreviation = self.folded in lexicon.abbreviations
        self.capital = text[0].isupper()
        self.upper = len(text) > 1 and text.isupper()
        self.latin = is_latin(text)
        self.closes = self.shape is Shape.LINE or text in STOPS or text in CLOSING


def is_latin(text: str) -> bool:
    """Whether a piece of text is a word in plain Latin letters."""
    return text.isascii() and text[0].isalpha()
