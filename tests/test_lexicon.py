"""The lexicon: classes of words beside their senses, the same keys in each language, and no language in the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.errors import DataError
from bot.lexicon import Lexicon

ROOT = Path(__file__).resolve().parent.parent
ROOMS = sorted((ROOT / "bot" / "extract").rglob("*.py"))
LANGUAGES = ("uk", "ru", "en")
SENSE = re.compile(r"[a-z_]+\.[a-z_]*[a-z]")
CYRILLIC = re.compile("[Ѐ-ӿ]")
WORD = re.compile("[a-z]")
WRITTEN = frozenset({"folded", "text"})
"""What holds the words of a post: attributes of a token, and methods that give its written form."""
NEVER_SAID = {"uk": {"pronoun.other", "injured.either", "negation.instead"}}
NEVER_SAID["ru"] = NEVER_SAID["uk"] | {"other.slang"}
NEVER_SAID["en"] = {"other.slang", "pronoun.he", "pronoun.she"}
"""Senses that one language has no word for, or in which another sense has it."""

Constants = dict[str, ast.expr]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    classes = {"kin": ["мати", "брат*"], "dative": ["*ові", "*у"], "short": ["мати"]}
    return Lexicon({"person": {"woman": ["мати"]}, "class": classes})


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("мати", {"kin", "short"}),
        ("брат", {"kin"}),
        ("братові", {"kin", "dative"}),
        ("у", {"dative"}),
        ("матиме", set()),
        ("", set()),
    ],
)
def test_a_word_is_of_every_class_whose_entry_fits(lexicon: Lexicon, word: str, classes: set[str]) -> None:
    assert lexicon.classes_of(word) == classes


def test_a_class_takes_no_sense_away(lexicon: Lexicon) -> None:
    sense = lexicon.sense("мати")
    assert sense is not None
    assert sense.name == "person.woman"
    assert lexicon.senses == {"person.woman"}
    assert lexicon.classes == {"kin", "dative", "short"}


@pytest.mark.parametrize("entries", [["*"], [""], ["a*b*"], ["two words"], [7], ["так", "Так"], {"так": 1}, "так"])
def test_a_class_refuses_what_is_no_word_beginning_or_ending_and_what_stands_there_twice(entries: object) -> None:
    with pytest.raises(DataError, match="key"):
        Lexicon({"class": {"key": entries}})


def test_the_classes_stand_in_a_section() -> None:
    with pytest.raises(DataError, match="class"):
        Lexicon({"class": ["так"]})  # type: ignore[dict-item]


@cache
def keys(folder: str, language: str) -> frozenset[str]:
    tables = tomllib.loads((ROOT / "seeds" / folder / f"{language}.toml").read_text(encoding="utf-8"))
    return frozenset(f"{section}.{key}" for section, table in tables.items() for key in table)


@pytest.mark.parametrize("folder", ["lexicon", "places"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(folder: str, language: str) -> None:
    everywhere = frozenset().union(*(keys(folder, other) for other in LANGUAGES))
    assert everywhere - keys(folder, language) - NEVER_SAID[language] == frozenset()


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings under a node with their lines, but docstrings and other strings that stand alone."""
    alone = {id(inner.value) for inner in ast.walk(node) if isinstance(inner, ast.Expr)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and id(inner) not in alone:
            yield inner.lineno, inner.value


def test_no_room_of_the_reader_holds_a_cyrillic_letter() -> None:
    found = [
        f"{path.name}:{line} {text!r}" for path in ROOMS for line, text in strings(read(path)) if CYRILLIC.search(text)
    ]
    assert found == []


def constants(tree: ast.Module) -> Constants:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def all_constants() -> Constants:
    """The values of every constant of the rooms by their names, so that imported ones are known too."""
    return {name: value for path in ROOMS for name, value in constants(read(path)).items()}


def words_in(node: ast.AST, known: Constants, own: Constants) -> set[str]:
    """The words in a node, those of the constants that it names included."""
    named = [inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and inner.id.isupper()]
    found = {text for _, text in strings(node) if WORD.search(text)}
    for name in named:
        value = own.get(name, known.get(name))
        found |= words_in(value, known, own) if value is not None else set()
    return found


def is_written(node: ast.AST) -> bool:
    """Whether an expression is the written form of a word, or made of it."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "lower":
        node = node.func.value
    return (isinstance(node, ast.Attribute) and node.attr in WRITTEN) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text"
    )


def compared(tree: ast.Module) -> Iterator[tuple[int, ast.AST]]:
    """What the words of a post are compared with, and the line of that."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            yield from ((node.lineno, side) for side in sides if any(is_written(other) for other in sides))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_written(node.func.value):
            yield from ((node.lineno, argument) for argument in node.args if node.func.attr != "text")


def test_no_room_of_the_reader_compares_a_posts_words_with_words() -> None:
    known = all_constants()
    found = []
    for path in ROOMS:
        tree = read(path)
        own = constants(tree)
        found += [
            f"{path.name}:{line} {words}" for line, side in compared(tree) if (words := words_in(side, known, own))
        ]
    assert found == []


def test_the_rooms_ask_for_every_class_that_the_lexicon_has_and_for_no_other() -> None:
    have = {
        name.partition(".")[2] for folder in ("lexicon", "places") for name in keys(folder, "en") if "class." in name
    }
    asked, said = set(), set()
    for path in ROOMS:
        tree = read(path)
        said |= {text for _, text in strings(tree)}
        asked |= {
            str(node.left.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Constant)
            if ast.unparse(node.comparators[0]).partition("(")[0].endswith("classes")
        }
    assert (have - said, asked - have) == (set(), set())


def test_the_rooms_ask_for_no_sense_that_no_lexicon_has() -> None:
    have = frozenset().union(*(keys("lexicon", language) for language in LANGUAGES))
    sections = {name.partition(".")[0] for name in have}
    asked = {text for path in ROOMS for _, text in strings(read(path)) if SENSE.fullmatch(text)}
    assert {text for text in asked - have if text.partition(".")[0] in sections} == set()
