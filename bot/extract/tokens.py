"""A post's text -> tokens with their senses, and sentences.

Every offset is one into the original text. A word is analysed once and remembered, so that the later modules see
only what the lexicon knows of it.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from bot.lexicon import INVISIBLE, Lexicon, Sense, fold
from bot.model import Language, Post, Span

_TOKEN = re.compile(
    rf"(?P<link>(?:https?://|t\.me/|www\.)\S+|@\w+)|(?P<word>[^\W\d_](?:[^\W\d_]|[{INVISIBLE}]|['’ʼ‘`´′‑‐-](?=[^\W\d_]))*)"
    r"|(?P<number>\d+)|(?P<line>\n)|(?P<mark>[^\s])"
)
_UKRAINIAN, _RUSSIAN, _LATIN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]"), re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_STOPS, _CLOSING = frozenset(".!?…"), frozenset("»”\")")
_CYRILLIC_WORD = re.compile("[А-яЁёІіЇїЄєҐґ']+")
_FEW_LETTERS = 12
_JOINING = frozenset("—–-,;:")
_LONGEST_SENTENCE = 200
_REMEMBERED_WORDS = 200_000


class Shape(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"
    LINE = "line"
    LINK = "link"


class Word:
    """What is known of a written word wherever it stands: its folded form, sense, value and phrase atoms."""

    __slots__ = ("abbreviation", "atoms", "capital", "folded", "sense", "upper", "value")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.folded = fold(text)
        found = lexicon.sense(self.folded)
        self.sense = found.name if found else None
        self.value = found.value if found else None
        self.atoms = lexicon.atoms(self.folded)
        self.abbreviation = self.folded in lexicon.abbreviations
        self.capital = text[0].isupper()
        self.upper = len(text) > 1 and text.isupper()


class Token:
    """A word, number, mark or line break at [start, end) of the text.

    `sense` is "section.key" of the lexicon or None; a phrase's sense stands on its first token, whose `reach` is the
    index of the phrase's last token, while the others have no sense. `value` is the number of digits or of a valued
    entry.
    """

    __slots__ = ("abbreviation", "capital", "end", "folded", "index", "reach", "sense", "shape", "start", "text", "upper", "value")

    def __init__(self, index: int, start: int, text: str, shape: Shape, word: Word) -> None:
        self.index = self.reach = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.shape = shape
        self.folded = word.folded
        self.sense = word.sense
        self.value = word.value
        self.abbreviation = word.abbreviation
        self.capital = word.capital
        self.upper = word.upper

    def __repr__(self) -> str:
        return f"{self.text}/{self.sense}" if self.sense else self.text


class Document:
    """A post's text as tokens and sentences: `sentences` are (first, end) ranges of token indices, `sentence_of` the
    sentence of each token, `lines` the line of each sentence."""

    __slots__ = ("language", "lines", "post", "sentence_of", "sentences", "text", "tokens")

    def __init__(self, post: Post, language: Language, tokens: list[Token]) -> None:
        self.post = post
        self.text = post.text
        self.language = language
        self.tokens = tokens
        self.sentences = _sentences(tokens)
        self.lines = _lines(tokens, self.sentences)
        self.sentence_of = [n for n, (first, end) in enumerate(self.sentences) for _ in range(first, end)]

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)


class Tokenizer:
    """Texts -> documents, with the lexicons of all languages."""

    def __init__(self, lexicons: Mapping[Language, Lexicon]) -> None:
        self._lexicons = lexicons
        self._words: dict[Language, dict[str, Word]] = {language: {} for language in Language}

    def document(self, post: Post) -> Document:
        """The tokens and sentences of a post."""
        language = self._language(post.text)
        tokens: list[Token] = []
        atoms: list[tuple[int, ...]] = []
        for match in _TOKEN.finditer(post.text):
            text = match.group()
            word = self._word(text, Language.EN if text.isascii() and text[0].isalpha() else language)
            token = Token(len(tokens), match.start(), text, Shape(match.lastgroup or "mark"), word)
            if token.shape is Shape.NUMBER:
                token.value = int(text) if len(text) < 10 else None
            tokens.append(token)
            atoms.append(word.atoms)
        self._mark_phrases(tokens, atoms, language)
        return Document(post, language, tokens)

    def _language(self, text: str) -> Language:
        """The language that most of a text is written in: by its letters, and by small words where those are few."""
        latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
        if latin > cyrillic:
            return Language.EN
        russian, ukrainian = len(_RUSSIAN.findall(text)), len(_UKRAINIAN.findall(text))
        if russian + ukrainian < _FEW_LETTERS:
            words = [fold(match.group()) for match in _CYRILLIC_WORD.finditer(text)]
            russian += sum(self._speaks(Language.RU, word) for word in words)
            ukrainian += sum(self._speaks(Language.UK, word) for word in words)
        return Language.RU if russian > ukrainian else Language.UK

    def _speaks(self, language: Language, word: str) -> int:
        """How much a word speaks for a language: a mark of it, and a sense in its lexicon."""
        lexicon = self._lexicons[language]
        return (word in lexicon.marks) + (lexicon.sense(word) is not None)

    def _word(self, text: str, language: Language) -> Word:
        words = self._words[language]
        word = words.get(text)
        if word is None:
            if len(words) >= _REMEMBERED_WORDS:
                words.clear()
            word = words[text] = Word(text, self._lexicons[language])
        return word

    def _mark_phrases(self, tokens: list[Token], atoms: list[tuple[int, ...]], language: Language) -> None:
        index, size = 0, len(tokens)
        while index < size:
            found = self._phrase_at(tokens, atoms, index, language) if atoms[index] else None
            if found is not None:
                sense, last = found
                for token in tokens[index : last + 1]:
                    token.sense = token.value = None
                tokens[index].sense, tokens[index].value, tokens[index].reach = sense.name, sense.value, last
                index = last
            index += 1

    def _phrase_at(
        self, tokens: list[Token], atoms: list[tuple[int, ...]], index: int, language: Language
    ) -> tuple[Sense, int] | None:
        text = tokens[index].text
        latin = text.isascii() and text[0].isalpha()
        return self._lexicons[Language.EN if latin else language].phrase(atoms, index)


def _sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    sentences, first = [], 0
    for index in range(len(tokens)):
        if index - first >= _LONGEST_SENTENCE or _ends_sentence(tokens, index):
            sentences.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        sentences.append((first, len(tokens)))
    return sentences


def _lines(tokens: list[Token], sentences: list[tuple[int, int]]) -> list[int]:
    line, lines = 0, []
    for _, end in sentences:
        lines.append(line)
        line += tokens[end - 1].shape is Shape.LINE
    return lines


def _ends_sentence(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.shape is Shape.LINE:
        return True
    if token.shape is not Shape.MARK:
        return False
    mark = token if token.text in _STOPS else None
    if mark is None and token.text in _CLOSING and index and tokens[index - 1].text in _STOPS:
        mark = tokens[index - 1]
    if mark is None:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return True
    if after.shape is Shape.LINE or after.text in _STOPS or after.text in _CLOSING or after.text in _JOINING:
        return False
    before = tokens[mark.index - 1] if mark.index else None
    if mark.text == "." and before is not None and before.abbreviation:
        return False
    return _begins_sentence(token, after, before)


def _begins_sentence(mark: Token, after: Token, before: Token | None) -> bool:
    apart = after.start > mark.end
    if after.shape is Shape.WORD:
        initial = before is not None and len(before.text) == 1 and before.capital and mark.text == "."
        return after.capital and not initial
    return apart


def iterate_sentences(document: Document) -> Iterator[list[Token]]:
    """The tokens of each sentence."""
    for first, end in document.sentences:
        yield document.tokens[first:end]
