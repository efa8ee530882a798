"""Which of the places of a name is taken, and when a person is asked to choose."""

import pytest

from bot.choice import choose, is_country
from bot.gazetteer import Gazetteer
from bot.model import Level
from tests.bot_under_test import gazetteer


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize(
    ("typed", "level"),
    [("Харківська область", Level.OBLAST), ("Харків", Level.SETTLEMENT), ("Ізюмський район", Level.RAION)],
)
def test_a_name_of_its_own_kind_is_taken(known: Gazetteer, typed: str, level: Level) -> None:
    choice = choose(known.search(typed, limit=6))
    assert choice.unit is not None
    assert (choice.unit.level, choice.exact) == (level, True)


def test_of_villages_of_one_name_none_is_taken(known: Gazetteer) -> None:
    choice = choose(known.search("Левківка", limit=40))
    assert (choice.unit, choice.exact) == (None, True)
    assert len(choice.others) > 1


def test_a_typo_is_taken_for_the_nearest_name(known: Gazetteer) -> None:
    choice = choose(known.search("Балаклійя", limit=6))
    assert choice.unit is not None
    assert (choice.unit.name, choice.exact) == ("Балаклія", False)


def test_a_name_like_none_gives_nothing(known: Gazetteer) -> None:
    choice = choose(known.search("Qwxzwq", limit=6))
    assert (choice.unit, choice.others, choice.exact) == (None, (), False)


@pytest.mark.parametrize("typed", ["Україна", "вся Україна", "по Україні", "Украина", "ukraine", "All of Ukraine"])
def test_the_country_is_no_place_in_it(typed: str) -> None:
    assert is_country(typed)


@pytest.mark.parametrize("typed", ["Українка", "Україна, Київ", "Ukrainka", "", "уся"])
def test_a_place_of_a_name_like_the_countrys_is_one(typed: str) -> None:
    assert not is_country(typed)
