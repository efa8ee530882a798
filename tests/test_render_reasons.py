"""Why a post was joined to a record, in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.codec import reasons_to_text
from bot.model import Reason
from bot.render import Edition, reasons_line
from bot.render.reasons import CODES
from tests.record_values import SOURCES

ROOT = Path(__file__).resolve().parent.parent


def told(*reasons: Reason, language: str = "uk") -> str:
    return reasons_line(reasons_to_text(reasons), Edition(language, sources=SOURCES)).unescape()


def constants(node: ast.expr) -> Iterator[str]:
    """The strings that an argument can be: itself, or either branch of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*constants(node.body), *constants(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def codes_used() -> set[str]:
    """What is written as the third argument of `Reason` anywhere in the program."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "bot").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Reason"]
    return {code for call in made if len(call.args) > 2 for code in constants(call.args[2])}


def test_all_that_a_feature_can_see_has_its_words() -> None:
    assert codes_used() == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_reason_is_told_in_either_language(code: str) -> None:
    values = {"figures": ("grew 2 4",), "same_weapon": ("missile",), "same_damage": ("school",)}.get(code, ("1", "2"))
    values = ("missile", "debris") if code == "two_weapons" else values
    uk, en = (told(Reason("", 1.0, code, values), language=language) for language in ("uk", "en"))
    assert uk != en
    assert "_" not in uk + en
    assert all("а" <= letter.lower() <= "ї" or not letter.isalpha() for letter in uk if letter not in "’ґҐ")


def test_the_reasons_of_a_link_stand_one_after_another_with_their_values() -> None:
    reasons = (
        Reason("place", 4.0, "same_settlement", ("Охтирка",)),
        Reason("weapon", 1.5, "same_weapon", ("guided_bomb", "missile")),
        Reason("part of day", -4.0, "part_and_clock", ("night", "08:40")),
        Reason("figures", 0.3, "figures", ("grew 2 4", "more 3")),
        Reason("day", 1.0, "days_back", ("2",)),
        Reason("same text", 20.0, "same_text", ("s/2",)),
    )
    assert told(*reasons) == (
        "той самий населений пункт: Охтирка; та сама зброя: керована авіабомба, ракета; ніч, а там 08:40; "
        "було 2, стало 4, ще 3; згадує через 2 дні; той самий текст, що й у ДСНС Сумщини"
    )
    assert (
        told(*reasons[:2], language="en")
        == "the same settlement, Okhtyrka; the same weapon, guided aerial bomb, missile"
    )


@pytest.mark.parametrize(
    "stored",
    ["the same settlement, Ізюм; 2 grew to 4", '[["place",4.0,"the same settlement, Ізюм"]]', "[broken"],
)
def test_rows_of_older_databases_are_shown_as_they_are(stored: str) -> None:
    shown = reasons_line(stored, Edition("uk")).unescape()
    assert shown == ("the same settlement, Ізюм" if stored.startswith("[[") else stored)
