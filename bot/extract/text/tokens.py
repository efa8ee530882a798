"""A post's tokens with their senses, and its sentences; every offset is one into the original text."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Set

from bot.extract.text.words import CLOSING, STOPS, Shape, Word
from bot.model import Language, Post, Span

_JOINING = frozenset("—–-,;:")
_LONGEST_SENTENCE = 200
_FIRST_YEAR, _COMPARING = 1900, 4

_SINCE = frozenset({"other.since", "sum.since"})

__all__ = ["Document", "Shape", "Token"]


class Token:
    """A word, number, mark or line break at [start, end) of the text.

    `sense` is "section.key" of the lexicon or None; a phrase's sense stands on its first token, whose `reach` is the
    index of the phrase's last token, while the others have no sense. `value` is the number of digits or of a valued
    entry, `classes` the keys of [class] that the word is of. `text` is as written; of one or more line breaks "\\n".
    """

    __slots__ = (
        *(
            "abbreviation",
            "capital",
            "classes",
            "end",
            "folded",
            "index",
            "reach",
            "sense",
            "shape",
            "start",
            "text",
            "upper",
        ),
        "value",
    )

    def __init__(self, index: int, start: int, end: int, word: Word) -> None:
        self.index = self.reach = index
        self.start = start
        self.end = end
        self.shape = word.shape
        self.text = word.text
        self.folded = word.folded
        self.sense = word.sense
        self.value = word.value
        self.abbreviation = word.abbreviation
        self.capital = word.capital
        self.classes = word.classes
        self.upper = word.upper

    def __repr__(self) -> str:
        return f"{self.text}/{self.sense}" if self.sense else self.text


def _is_compared(tokens: list[Token], index: int) -> bool:
    """Whether a superlative stands shortly before "since the war began", which then sums nothing up: "найважча ніч від
    початку війни", "the biggest attack since the invasion"."""
    return any("foremost" in token.classes for token in tokens[max(0, index - _COMPARING) : index])


class Document:
    """A post's text as tokens and sentences: `sentences` are (first, end) ranges of token indices, `sentence_of` the
    sentence of each token, `lines` the line of each sentence, `said` its senses, `senses` the indices of the tokens of
    each sense, `digits` those of the numbers in digits, both in the order of the text, and `inside` those of the words
    of phrases behind their first."""

    __slots__ = (
        "digits",
        "inside",
        "language",
        "lines",
        "post",
        "said",
        "senses",
        "sentence_of",
        "sentences",
        "text",
        "tokens",
    )

    def __init__(self, post: Post, language: Language, tokens: list[Token], ends: list[int] | None = None) -> None:
        self.post = post
        self.text = post.text
        self.language = language
        self.tokens = tokens
        self.sentences = _sentences(tokens, ends if ends is not None else range(len(tokens)))
        self.lines = _lines(tokens, self.sentences)
        self.sentence_of: list[int] = []
        for number, (first, end) in enumerate(self.sentences):
            self.sentence_of += [number] * (end - first)
        senses = defaultdict[str, list[int]](list)
        self.said: list[set[str]] = [set() for _ in self.sentences]
        self.digits = [token.index for token in tokens if token.shape is Shape.NUMBER]
        self.inside: set[int] = set()
        said, sentence_of = self.said, self.sentence_of
        for index, token in enumerate(tokens):
            sense = token.sense
            if sense is None:
                continue
            if sense in _SINCE and _is_compared(tokens, index):
                token.sense = None
                continue
            senses[sense].append(index)
            said[sentence_of[index]].add(sense)
            if token.reach > index:
                self.inside.update(range(index + 1, token.reach + 1))
        self.senses = dict(senses)

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def says(self, first: int, end: int, *senses: str) -> bool:
        """Whether a word of the senses begins at one of the tokens from `first` up to `end`."""
        known = self.senses
        for sense in senses:
            if sense in known:
                places = known[sense]
                at = bisect_left(places, first)
                if at < len(places) and places[at] < end:
                    return True
        return False

    def forget(self, indices: Iterable[int]) -> None:
        """Takes the senses from tokens that turned out to be names: the village Новоселівка is no house-warming."""
        for token in (self.tokens[index] for index in indices if self.tokens[index].sense is not None):
            sense, sentence = token.sense or "", self.sentence_of[token.index]
            self.senses[sense].remove(token.index)
            token.sense = token.value = None
            if not self.says(*self.sentences[sentence], sense):
                self.said[sentence].discard(sense)
            if not self.senses[sense]:
                del self.senses[sense]

    def having(self, senses: Set[str]) -> list[int]:
        """The indices of the tokens of any of the senses, in the order of the text."""
        return sorted([index for sense in self.senses.keys() & senses for index in self.senses[sense]])


def _sentences(tokens: list[Token], ends: Iterable[int]) -> list[tuple[int, int]]:
    """The (first, end) token ranges of the sentences; `ends` are the tokens that a sentence may end with."""
    sentences, first = [], 0
    for index in (*ends, len(tokens) - 1):
        while index - first >= _LONGEST_SENTENCE:
            sentences.append((first, first + _LONGEST_SENTENCE + 1))
            first += _LONGEST_SENTENCE + 1
        if first <= index and (index == len(tokens) - 1 or _ends_sentence(tokens, index)):
            sentences.append((first, index + 1))
            first = index + 1
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
    mark = token if token.text in STOPS else None
    if mark is None and token.text in CLOSING and index and tokens[index - 1].text in STOPS:
        mark = tokens[index - 1]
    if mark is None:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return True
    if after.shape is Shape.LINE or after.text in STOPS or after.text in CLOSING or after.text in _JOINING:
        return False
    before = tokens[mark.index - 1] if mark.index else None
    if mark.text == "." and before is not None and before.abbreviation and not _is_measure(tokens, before):
        return False
    if mark.text == "." and before is not None and _is_clock_of_day(tokens, mark.index, after):
        return False
    return _begins_sentence(token, after, before)


def _is_measure(tokens: list[Token], short: Token) -> bool:
    """Whether an abbreviation measures the number before it, so that a sentence may end with it: "1951 р.н. Троє",
    "хлопець 15 р. Двоє", "60 кв. м. Працюють"; those of places ("5 с. Липці") and months stand before names."""
    index = short.index
    while index > 1 and tokens[index - 1].text == "." and tokens[index - 2].abbreviation:
        index -= 2
    number = tokens[index - 1] if index else None
    if number is None or number.shape is not Shape.NUMBER or short.sense == "time.month":
        return False
    named = "before_name" in short.classes and "year_letter" not in short.classes
    return index < short.index or not named or (number.value or 0) >= _FIRST_YEAR


def _is_clock_of_day(tokens: list[Token], mark: int, after: Token) -> bool:
    """Whether a full stop stands in "at 9 a.m. Tuesday"."""
    clock = mark > 2 and tokens[mark - 3].sense in ("time.am", "time.pm")
    return clock and after.sense in ("time.weekday", "time.month")


def _begins_sentence(mark: Token, after: Token, before: Token | None) -> bool:
    apart = after.start > mark.end
    if after.shape is Shape.WORD:
        initial = before is not None and len(before.text) == 1 and before.capital and mark.text == "."
        return after.capital and not initial
    return apart
