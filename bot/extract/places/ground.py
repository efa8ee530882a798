"""What stands around a name in a post: type words, lists, headings, quotation marks."""

from bot.extract.places.words import LEVEL_OF_AREA, SETTLEMENT_CATEGORIES, PlaceWords, name_classes
from bot.extract.text.punctuation import CLOSING_QUOTES, DASHES, OPENING_QUOTES
from bot.extract.text.tokens import Document, Shape, Token
from bot.gazetteer import Gazetteer
from bot.model import Level

_CLAUSE_ENDS = frozenset(",;:")
_AFTER_HEADING = frozenset("—–:|-\n")
_WITHIN = frozenset(",(/–—-")
_ABBREVIATION, _LONGEST_STREET = 5, 6
_PAD = 16
_FARTHEST_TYPE = 24
_LOUD, _MOSTLY = 4, 0.8
_LIST_GOES_ON = frozenset(("joiner", "settlement_adjective"))
_NO_CLASSES: frozenset[str] = frozenset()
_AREA_FORMS = (Level.OBLAST, Level.RAION, Level.HROMADA, Level.DISTRICT)
_REACHED_OVER = frozenset({"itself", "neighbouring"})


class Ground:
    """The tokens of a document with their kinds, asked by index; an index up to 16 tokens outside, on either side, has
    no kind and a line break."""

    def __init__(self, document: Document, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.document = document
        self.tokens: list[Token] = document.tokens
        self.kinds = _over_itself(document.tokens, words.kinds_of(document)) + [None] * _PAD
        self.present = frozenset(self.kinds)
        self._texts = [token.text for token in document.tokens] + ["\n"] * _PAD
        self._classes = [token.classes for token in document.tokens] + [_NO_CLASSES] * _PAD
        self._gazetteer = gazetteer
        self.kind_of = words.kind
        self._shouted = _shouted(document)

    def kind(self, index: int) -> str | None:
        """The kind of the word at an index."""
        return self.kinds[index]

    def sense(self, index: int) -> str | None:
        """The lexicon's sense at an index."""
        return self.tokens[index].sense if 0 <= index < len(self.tokens) else None

    def classes(self, index: int) -> frozenset[str]:
        """The lexicon's classes of the word at an index."""
        return self._classes[index]

    def text(self, index: int) -> str:
        """The text of the token at an index."""
        return self._texts[index]

    def is_word(self, index: int) -> bool:
        """Whether a word stands at an index."""
        return 0 <= index < len(self.tokens) and self.tokens[index].shape is Shape.WORD

    def is_capital(self, index: int) -> bool:
        """Whether a word stands at an index that is capitalised, not merely as all of its sentence is."""
        return self.is_word(index) and self.tokens[index].capital and index not in self._shouted

    def is_large(self, index: int) -> bool:
        """Whether a word stands at an index that begins with a capital letter for any reason."""
        return self.is_word(index) and self.tokens[index].capital

    def is_shouted(self, index: int) -> bool:
        """Whether nearly all of the sentence is in capital letters: "РОСІЯНИ ВДАРИЛИ ПО СТАНЦІЇ КОРОСТЕНЬ"."""
        return index in self._shouted

    def clause_around(self, first: int, last: int) -> tuple[int, int]:
        """The first token and the end of the clause, between commas and the like, around tokens of a sentence."""
        low, high = self.document.sentences[self.document.sentence_of[first]]
        start = next((at + 1 for at in range(first - 1, low - 1, -1) if self.text(at) in _CLAUSE_ENDS), low)
        return start, next((at for at in range(last + 1, high) if self.text(at) in _CLAUSE_ENDS), high)

    def is_of_body(self, index: int) -> bool:
        """Whether an adjective at an index tells what a body before it is for: "обласний центр екстреної медицини"."""
        plain = self.is_word(index) and self.sense(index) is None and self.kind(index) is None
        return plain and "of_adjective" in self.tokens[index].classes

    def begins_sentence(self, index: int) -> bool:
        """Whether neither a word nor a comma or bracket stands directly before."""
        return not self.is_word(index - 1) and self.text(index - 1) not in _WITHIN

    def begins_line(self, index: int) -> bool:
        """Whether only marks (bullets, emoji, #) stand between this and the line's beginning."""
        before = index - 1
        while before >= 0 and self.tokens[before].shape is Shape.MARK and self.text(before) not in ".,!?)":
            before -= 1
        return before < 0 or self.tokens[before].shape is Shape.LINE

    def is_heading(self, first: int, last: int) -> bool:
        """Whether a name begins a line and a dash, colon or line break follows it."""
        return self.text(last + 1) in _AFTER_HEADING and self.begins_line(first)

    def opens_item(self, first: int, last: int) -> bool:
        """Whether a name fills the first sentence of a line that goes on: "Станіслав. О 9:00 дрон ударив по авто"."""
        ends = self.begins_line(first) and self.text(last + 1) == "."
        return ends and last + 2 < len(self.tokens) and self.tokens[last + 2].shape is not Shape.LINE

    def is_quoted(self, first: int, last: int) -> bool:
        """Whether quotation marks enclose exactly this."""
        return self.text(first - 1) in OPENING_QUOTES and self.text(last + 1) in CLOSING_QUOTES

    def leads_on(self, index: int, *, by_road: bool) -> bool:
        """Whether a preposition leads to where somebody was bound: "heading for Kyiv", or a road (`by_road`) to its
        end: "трасою на Суми", "дорога на Белгород"."""
        before = self.kind(index - 1)
        road = by_road and before == "route" and "upon" in self.classes(index)
        return road or (before == "toward" and "for" in self.classes(index))

    def is_framed(self, last: int) -> bool:
        """Whether the area that a settlement lies in follows at once: "Веселе Запорізького району"."""
        return self.is_capital(last + 1) and self.kind(last + 2) in LEVEL_OF_AREA and not self.text(last + 1).isascii()

    def type_word_before(self, first: int) -> int | None:
        """Where a settlement's type word stands: "м.", "селі", "city of"; not the metres of "120 кв. м.", nor the city
        whose mayor is named: "мэр города Андрей Кравченко"."""
        index = first - 1
        if self.kind(first) == "first_name" and self.is_capital(first + 1):
            return None
        if self.text(index) in OPENING_QUOTES:
            index -= 1
        if self.text(index) == ".":
            return self._abbreviation_before(index)
        if "of" in self.classes(index) and self.kind(index - 1) in SETTLEMENT_CATEGORIES:
            return index - 1
        return index if self.kind(index) in SETTLEMENT_CATEGORIES else None

    def is_placed(self, first: int) -> bool:
        """Whether a preposition of place stands before, or a verb of attack, "and" at most behind it: "обстреляли и
        Лиман"."""
        if self.kind(first - 1) == "locative":
            return True
        before = first - 1 - (self.kind(first - 1) == "joiner")
        return (self.sense(before) or "").startswith(("strike.verb", "damage.hit", "weapon.shelling"))

    def is_abbreviated(self, first: int) -> bool:
        """Whether an abbreviated type word ("с.") stands before."""
        at = self.type_word_before(first)
        return at is not None and self.text(at + 1) == "."

    def _abbreviation_before(self, dot: int) -> int | None:
        index = dot - 1
        if "point" in self.classes(index) and self.text(index).islower() and self.text(index - 1) == ".":
            return index - 2 if "populated" in self.classes(index - 2) else None
        from_village = self.kind(index) == "from" and "from_village" in self.classes(index)
        if len(self.text(index)) > _ABBREVIATION or not (from_village or self.kind(index) in SETTLEMENT_CATEGORIES):
            return None
        measured = index > 0 and (self.tokens[index - 1].shape is Shape.NUMBER or "measure" in self.classes(index - 2))
        return None if measured else index

    def end_of_list(self, last: int) -> tuple[int, bool]:
        """The index behind a name, or behind the list of area names that it begins, and whether it is a list.

        "Ізюмському, Чугуївському та в Куп'янському [районах]", "Хаджибейському (колишньому Малиновському) [районі]".
        """
        index, listed = self._behind_brackets(last + 1), False
        if self.text(index) != "," and self.kind(index) not in _LIST_GOES_ON:
            return index, False
        while index < len(self.tokens) and index <= last + _FARTHEST_TYPE:
            kind = self.kinds[index]
            if kind != "settlement_adjective":
                if kind in LEVEL_OF_AREA:
                    break
                goes_on = kind == "joiner" or self.text(index) == "," or self._repeats_preposition(index)
                if not goes_on and not self._is_listed_name(index):
                    break
                listed = True
            index += 1
        return index, listed

    def area_word_at(self, end: tuple[int, bool]) -> int | None:
        """Where the type word of an area stands, given `end_of_list` of its name: next, or behind its list.

        An English list ends in a plural: "Sumy and Kharkiv regions", but "Sumy, Sumy region"; an English hromada may
        tell what its centre is: "Sad village community".
        """
        index, listed = end
        if (
            self.kind(index) in SETTLEMENT_CATEGORIES
            and self.kind(index + 1) == "hromada"
            and self.text(index).isascii()
        ):
            index += 1
        if self.kind(index) not in LEVEL_OF_AREA:
            return None
        text = self.text(index)
        return None if listed and text.isascii() and "plural" not in self.classes(index) else index

    def is_direction(self, last: int, end: tuple[int, bool]) -> bool:
        """Whether a name, or the list it is in (`end_of_list`), ends in "напрямок" or in a street's type word."""
        return self.kind(end[0]) == "direction" or self.kind(last + 1) in ("street", "direction")

    def _behind_brackets(self, index: int) -> int:
        if self.text(index) != "(":
            return index
        return next((at + 1 for at in range(index + 2, index + 5) if self.text(at) == ")"), index)

    def _repeats_preposition(self, index: int) -> bool:
        """Whether "in" stands again before the next area name of a list: "в Изюмском и в Чугуевском районах"."""
        again = "inside" in self.classes(index) and self._is_listed_name(index + 1)
        return again and (self.kind(index - 1) == "joiner" or self.text(index - 1) == ",")

    def _is_listed_name(self, index: int) -> bool:
        if not self.is_capital(index) or self.is_capital(index - 1):
            return False
        folded = self.tokens[index].folded
        if any(unit.level in _AREA_FORMS for unit in self._gazetteer.forms(folded)):
            return True
        return "listed_adjective" in name_classes(folded)

    def behind_name_of(self, index: int) -> int:
        """The index behind a street's or a route's name: capitalised words, with dashes or quotes between them."""
        follow = index + 1
        if self.text(follow) == "." and self.tokens[index].end - self.tokens[index].start <= _ABBREVIATION:
            follow += 1
        start = follow
        while follow < start + _LONGEST_STREET:
            between = self.text(follow) in OPENING_QUOTES or (follow > start and self.text(follow) in DASHES)
            if not between and not self.is_capital(follow):
                break
            follow += 1
        return min(follow, len(self.tokens))


def _shouted(document: Document) -> frozenset[int]:
    """The indices of the words of sentences in capital letters."""
    upper = [token.index for token in document.tokens if token.upper]
    found: set[int] = set()
    for number in {document.sentence_of[index] for index in upper} if len(upper) >= _LOUD else ():
        first, end = document.sentences[number]
        words = [token for token in document.tokens[first:end] if token.shape is Shape.WORD and len(token.text) > 1]
        large = sum(token.upper for token in words)
        if large >= _LOUD and large >= _MOSTLY * len(words):
            found.update(token.index for token in words)
    return frozenset(found)


def _over_itself(tokens: list[Token], kinds: list[str | None]) -> list[str | None]:
    """The kinds of the words, a preposition of place reaching over "itself" or "neighbouring": "у самому Глухові", "в
    самой Шостке", "in neighbouring Vylkove"."""
    told = [token.index for token in tokens if token.index and not token.classes.isdisjoint(_REACHED_OVER)]
    for index in told:
        kinds[index] = kinds[index] or (kinds[index - 1] if kinds[index - 1] == "locative" else None)
    return kinds
