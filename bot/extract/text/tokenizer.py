"""A post's text -> its tokens, in the language that it is written in.

A word is analysed once and remembered, so that the later modules see only what the lexicon knows of it.
"""

from collections.abc import Mapping
from itertools import accumulate, count
from typing import TypeVar

from bot.extract.text.tokens import Document, Token
from bot.extract.text.words import PIECE, Shape, Word, is_latin
from bot.lexicon import CYRILLIC_WORD, RUSSIAN_LETTERS, UKRAINIAN_LETTERS, Lexicon, fold
from bot.model import Language, Post

_NOT_LATIN = bytes(byte for byte in range(256) if not chr(byte).isascii() or not chr(byte).isalpha())
_NOT_CYRILLIC = bytes(byte for byte in range(256) if not 0xD0 <= byte <= 0xD3)
_FEW_LETTERS = 12
_REMEMBERED_WORDS = 100_000
_LONGEST_REMEMBERED = 60
T = TypeVar("T")


class Tokenizer:
    """Texts -> documents, with the lexicons of all languages."""

    def __init__(self, lexicons: Mapping[Language, Lexicon]) -> None:
        self._lexicons = lexicons
        self._words: dict[Language, dict[str, Word]] = {language: {} for language in Language}
        self._leanings: dict[str, int] = {}

    def document(self, post: Post) -> Document:
        """The tokens and sentences of a post."""
        language = self._language(post.text)
        parts = PIECE.split(post.text)
        ends = list(accumulate(map(len, parts)))
        words = self._known(parts[1::2], language)
        tokens = list(map(Token, count(), ends[::2], ends[1::2], words))
        self._mark_phrases(tokens, words, language)
        return Document(post, language, tokens, [index for index, word in enumerate(words) if word.closes])

    def _language(self, text: str) -> Language:
        """The language that most of a text is written in: by its letters, and by small words where those are few."""
        encoded = text.encode("utf-8", "ignore")
        if len(encoded.translate(None, _NOT_LATIN)) > len(encoded.translate(None, _NOT_CYRILLIC)):
            return Language.EN
        russian, ukrainian = (sum(map(text.count, letters)) for letters in (RUSSIAN_LETTERS, UKRAINIAN_LETTERS))
        if russian + ukrainian < _FEW_LETTERS:
            russian += sum(self._leaning(word) for word in CYRILLIC_WORD.findall(text))
        return Language.RU if russian > ukrainian else Language.UK

    def _leaning(self, text: str) -> int:
        """How much more a word speaks for Russian than for Ukrainian."""
        leaning = self._leanings.get(text)
        if leaning is None:
            word = fold(text)
            leaning = self._speaks(Language.RU, word) - self._speaks(Language.UK, word)
            _remember(self._leanings, text, leaning)
        return leaning

    def _speaks(self, language: Language, word: str) -> int:
        """How much a word speaks for a language: a mark of it, and a sense in its lexicon."""
        lexicon = self._lexicons[language]
        return (word in lexicon.marks) + (lexicon.sense(word) is not None)

    def _known(self, pieces: list[str], language: Language) -> list[Word]:
        """What is known of each piece of a text."""
        known = self._words[language]
        try:
            return list(map(known.__getitem__, pieces))
        except KeyError:
            return [self._word(piece, language) for piece in pieces]

    def _word(self, text: str, language: Language) -> Word:
        known = self._words[language]
        word = known.get(text)
        if word is None:
            word = Word(text, self._lexicons[Language.EN if is_latin(text) else language])
            _remember(known, text, word)
        return word

    def _mark_phrases(self, tokens: list[Token], words: list[Word], language: Language) -> None:
        native = [word.atoms for word in words]
        latin = native
        if language is not Language.EN and any(word.latin for word in words):
            native = [() if word.latin else word.atoms for word in words]
            latin = [self._english_atoms(word) for word in words]
        last = -1
        for index in [index for index, word in enumerate(words[:-1]) if word.openings]:
            word = words[index]
            atoms = latin if word.latin else native
            if index <= last or word.leads.isdisjoint(atoms[index + 1]):
                continue
            found = self._lexicons[Language.EN if word.latin else language].phrase(word.openings, atoms, index)
            if found is not None:
                sense, last = found
                for token in tokens[index : last + 1]:
                    token.sense = token.value = None
                tokens[index].sense, tokens[index].value, tokens[index].reach = sense.name, sense.value, last

    def _english_atoms(self, word: Word) -> tuple[int, ...]:
        """The phrase words of English that a word of a Ukrainian or Russian text matches, marks and numbers as well:
        "удар KN-23 по місту"."""
        if word.latin:
            return word.atoms
        return () if word.shape is Shape.WORD else self._lexicons[Language.EN].atoms(word.folded)


def _remember(memory: dict[str, T], text: str, known: T) -> None:
    """Keeps what is known of a text, within bounds."""
    if len(memory) >= _REMEMBERED_WORDS:
        memory.clear()
    if len(text) <= _LONGEST_REMEMBERED:
        memory[text] = known
