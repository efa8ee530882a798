"""How the statements of authorities make one figure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.linking.claims import Claim, Ledger, Rule, admit
from bot.linking.tally import Decisions, tally
from bot.model import Bound, Outcome, Statement, Toll, Trust
from tests import stories

START = datetime(2025, 9, 1, 6, tzinfo=UTC)


def say(hours: float, by: str, kind: str = "update", **row: object) -> Statement:
    """A statement so many hours after the first, about one attack."""
    moment = START + timedelta(hours=hours)
    post = {"id": f"{by}-{hours}", "at": moment.isoformat(), "by": by, "kind": kind}
    told = {"place": "UA53 Лубни", "day": "2025-09-01", **row}
    return replace(stories.statement(post, 0, told), text_hash="")


def figures(*statements: Statement) -> tuple[str | None, str | None]:
    counted = tally(statements)
    return stories.words_of(counted.toll(Outcome.KILLED)), stories.words_of(counted.toll(Outcome.INJURED))


INJURED = [
    ("nobody spoke of them", [say(0, "a", killed="1")], None),
    ("a vague word has no number", [say(0, "a", injured="?")], "?"),
    ("a number after a vague word", [say(0, "a", injured="?"), say(1, "b", injured="4")], "4"),
    ("a vague word after a number", [say(0, "a", injured="4"), say(1, "b", injured="?")], "4"),
    ("nobody is a number", [say(0, "a", injured="0")], "0"),
    ("an authority goes up", [say(0, "a", injured="4"), say(1, "a", injured="9")], "9"),
    ("an authority goes down", [say(0, "a", injured="9"), say(1, "a", injured="7")], "7"),
    ("the higher leads within three hours", [say(0, "a", injured="9"), say(2, "b", injured="7")], "9"),
    ("the later leads after three hours", [say(0, "a", injured="9"), say(4, "b", injured="7")], "7"),
    (
        "the higher leads until it is replaced",
        [say(0, "a", injured="9"), say(1, "b", injured="7"), say(2, "a", injured="8")],
        "8",
    ),
    ("two more", [say(0, "a", injured="4"), say(5, "b", injured="+2")], "6"),
    ("two more of nobody knows how many", [say(0, "a", injured="?"), say(1, "b", injured="+2")], "2"),
    (
        "two more twice by one authority",
        [say(0, "a", injured="4"), say(5, "a", injured="+2"), say(9, "a", injured="+2")],
        "8",
    ),
    (
        "others tell of the same two",
        [say(0, "a", injured="4"), say(5, "a", injured="+2"), say(6, "b", injured="+2")],
        "6",
    ),
    (
        "others tell of the same woman on the next day",
        [
            say(0, "a", injured="4"),
            say(5, "a", injured="+1", people=["i37f"]),
            say(20, "b", injured="+1", people=["i37f"]),
        ],
        "5",
    ),
    (
        "others tell of another woman",
        [
            say(0, "a", injured="4"),
            say(5, "a", injured="+1", people=["i37f"]),
            say(6, "b", injured="+1", people=["i70f"]),
        ],
        "6",
    ),
    ("at least fewer than is known", [say(0, "a", injured="9"), say(1, "a", injured="5", flags=["at_least"])], "9"),
    ("at least more than is known", [say(0, "a", injured="9"), say(1, "b", injured="12", flags=["at_least"])], "12"),
    (
        "a round-up of another authority lowers nothing",
        [say(0, "a", injured="9"), say(20, "b", "roundup", injured="7")],
        "9",
    ),
    ("a round-up raises", [say(0, "a", injured="9"), say(20, "b", "roundup", injured="11")], "11"),
    ("an authority's own round-up lowers", [say(0, "a", injured="9"), say(20, "a", "roundup", injured="8")], "8"),
    (
        "a newcomer's old figure lowers nothing",
        [say(0, "a", injured="5"), say(1, "a", injured="9"), say(8, "news", injured="5")],
        "9",
    ),
    (
        "the end of the search stands against what was said before it",
        [say(0, "a", injured="9"), say(1, "ses", injured="8", flags=["final"])],
        "8",
    ),
    (
        "what is said after the end of the search leads",
        [say(0, "ses", injured="8", flags=["final"]), say(9, "a", injured="9")],
        "9",
    ),
    ("children stay known", [say(0, "a", injured="9 (2)"), say(4, "b", injured="11")], "11 (2)"),
    ("children among two more", [say(0, "a", injured="9 (2)"), say(4, "b", injured="+2 (1)")], "11 (3)"),
    ("more children than people are no children", [say(0, "a", injured="9 (4)"), say(1, "a", injured="+0")], "9 (4)"),
    ("a withdrawn statement says nothing", [say(0, "a", injured="9"), say(1, "a", flags=["withdrawn"])], "9"),
]


@pytest.mark.parametrize(("case", "statements", "expected"), INJURED, ids=[case for case, _, _ in INJURED])
def test_the_injured_are_counted_as_the_authorities_say(
    case: str, statements: list[Statement], expected: str | None
) -> None:
    assert figures(*statements)[1] == expected


DEATHS = [
    ("with the new total", [say(50, "a", killed="3", people=["k40m"], flags=["died"])], ("3", "9")),
    ("as one more", [say(50, "b", killed="+1", people=["k40m"], flags=["died"])], ("3", "9")),
    ("as one person described", [say(50, "b", killed="1", people=["k40m"], flags=["died"])], ("3", "9")),
    ("who is called injured once more", [say(50, "b", killed="3", injured="1", flags=["died"])], ("3", "9")),
    ("while some are still hurt", [say(50, "b", killed="3", injured="?", flags=["died"])], ("3", "9")),
    ("without any figure", [say(50, "b", flags=["died"])], ("3", "9")),
    ("with both totals", [say(50, "b", killed="3", injured="8", flags=["died"])], ("3", "8")),
    (
        "with both totals by somebody new, whose number of injured another once gave",
        [
            say(1, "c", injured="9"),
            say(14, "a", "roundup", killed="2", injured="10"),
            say(18, "news", killed="3", injured="9", flags=["died"]),
        ],
        ("3", "9"),
    ),
    (
        "told again by others with the total",
        [say(50, "a", killed="1", people=["k40m"], flags=["died"]), say(60, "b", killed="3", flags=["died"])],
        ("3", "9"),
    ),
    (
        "told again by others as one person",
        [
            say(50, "a", killed="3", people=["k40m"], flags=["died"]),
            say(60, "b", killed="1", people=["k40m"], flags=["died"]),
        ],
        ("3", "9"),
    ),
    (
        "of two people one after the other",
        [
            say(50, "a", killed="1", people=["k40m"], flags=["died"]),
            say(90, "a", killed="1", people=["k61f"], flags=["died"]),
        ],
        ("4", "8"),
    ),
    ("of two people at once", [say(50, "a", killed="4", people=["k40m", "k61f"], flags=["died"])], ("4", "8")),
    ("of somebody described as injured, unsaid", [say(50, "b", killed="3", people=["k29f"])], ("3", "9")),
    ("of a body found", [say(20, "b", killed="3", people=["k40m"])], ("3", "10")),
]


@pytest.mark.parametrize(("case", "after", "expected"), DEATHS, ids=[case for case, _, _ in DEATHS])
def test_a_death_in_hospital_moves_one_from_the_injured_to_the_killed(
    case: str, after: list[Statement], expected: tuple[str, str]
) -> None:
    first = say(0, "a", "incident", killed="2", injured="10", people=["i29f", "k50m"])
    assert figures(first, *after) == expected


def test_a_child_that_dies_leaves_the_injured_children() -> None:
    told = [say(0, "a", injured="6 (2)"), say(30, "a", killed="1 (1)", people=["k9f"], flags=["died"])]
    assert figures(*told) == ("1 (1)", "5 (1)")


def test_a_correction_lowers_the_killed_and_is_recorded() -> None:
    steps = tally([say(0, "a", killed="5"), say(40, "police", killed="4", flags=["correction"])]).steps
    assert [(step.before, step.after, step.rule) for step in steps] == [(None, 5, Rule.FIRST), (5, 4, Rule.LOWERED)]


def test_the_range_spans_the_current_statements() -> None:
    told = [say(0, "a", killed="2"), say(1, "b", killed="4"), say(2, "c", killed="3"), say(3, "a", killed="3")]
    assert tally(told).toll(Outcome.KILLED) == Toll(4, 3, 4)


HELD = [
    ("a fall of more than half", [say(0, "a", injured="10"), say(9, "b", injured="4")], ("10", True)),
    ("a fall to nobody", [say(0, "a", injured="1"), say(9, "b", injured="0")], ("1", True)),
    (
        "a fall that is called a correction",
        [say(0, "a", injured="10"), say(9, "b", injured="4", flags=["correction"])],
        ("4", False),
    ),
    (
        "a fall that a second authority states too",
        [say(0, "a", injured="10"), say(9, "b", injured="4"), say(10, "c", injured="4")],
        ("10", True),
    ),
    (
        "a fall that is called final",
        [say(0, "a", injured="10"), say(9, "b", injured="4", flags=["final"])],
        ("10", True),
    ),
    (
        "a fall that its own authority takes back",
        [say(0, "a", injured="10"), say(9, "a", injured="4"), say(10, "a", injured="9")],
        ("9", False),
    ),
    (
        "a fall that the next statement makes moot",
        [say(0, "a", injured="10"), say(9, "b", injured="4"), say(10, "a", injured="11")],
        ("11", False),
    ),
    ("a first figure beyond all measure", [say(0, "a", injured="999")], (None, True)),
    ("injured that grow fast", [say(0, "a", injured="2"), say(1, "a", injured="48")], ("48", False)),
]


@pytest.mark.parametrize(("case", "statements", "expected"), HELD, ids=[case for case, _, _ in HELD])
def test_a_jump_that_can_not_be_waits(
    case: str, statements: list[Statement], expected: tuple[str | None, bool]
) -> None:
    counted = tally(statements)
    assert (stories.words_of(counted.toll(Outcome.INJURED)), bool(counted.held())) == expected


def test_killed_that_grow_tenfold_wait_until_somebody_confirms() -> None:
    told = [say(0, "a", killed="2"), say(2, "b", killed="25")]
    counted = tally(told)
    assert (counted.toll(Outcome.KILLED), counted.held()) == (Toll(2, 2, 2), ("killed",))
    confirmed = tally(told, Decisions(confirms=lambda slot, _: slot is Outcome.KILLED))
    assert (confirmed.toll(Outcome.KILLED), confirmed.held()) == (Toll(25, 2, 25), ())


@pytest.mark.parametrize(
    ("first", "after", "shown"),
    [("1", "10", "1"), ("0", "60", "0"), ("1", "9", "9"), (None, "101", None), (None, "60", "60")],
)
def test_killed_that_can_not_be_are_held(first: str | None, after: str, shown: str | None) -> None:
    told = [say(2, "b", killed=after)] if first is None else [say(0, "a", killed=first), say(2, "b", killed=after)]
    counted = tally(told)
    assert (stories.words_of(counted.toll(Outcome.KILLED)), counted.held()) == (
        shown, () if shown == after else ("killed",)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "held"), [("c", ("killed",)), ("b", ())], ids=["others speak of fewer", "its own authority speaks again"]
)
def test_a_held_jump_outlives_an_ordinary_post_of_others(by: str, held: tuple[str, ...]) -> None:
    told = [say(0, "a", killed="2"), say(2, "b", killed="60"), say(7, by, killed="3")]
    counted = tally(told)
    assert (stories.words_of(counted.toll(Outcome.KILLED)), counted.held()) == ("3", held)


def test_a_second_authority_releases_no_jump() -> None:
    counted = tally([say(0, "a", killed="2"), say(2, "b", killed="60"), say(3, "c", killed="60")])
    assert (counted.toll(Outcome.KILLED), counted.held()) == (Toll(2, 2, 2), ("killed",))


def test_one_person_told_of_twice_by_one_authority_is_one() -> None:
    told = [
        say(0, "a", injured="3"),
        say(1, "a", injured="+1", people=["i45m"]),
        say(2, "a", injured="+1", people=["i45m"]),
    ]
    assert figures(*told) == (None, "4")


def test_an_increment_in_other_words_minutes_later_adds_nothing_and_hours_later_it_does() -> None:
    told = [say(0, "a", killed="2"), say(1, "a", killed="+2")]
    assert figures(*told, say(1.1, "a", killed="+2")) == ("4", None)
    assert figures(*told, say(4, "a", killed="+2")) == ("6", None)


def test_the_latest_statement_leads_in_both_slots_though_a_recap_told_the_lower_figure() -> None:
    told = [
        say(0, "ses", killed="3", injured="13"),
        say(6, "governor", killed="2", flags=["recap"]),
        say(20, "prosecutor", killed="2", injured="10"),
    ]
    assert figures(*told) == ("2", "10")


def test_the_same_text_from_another_channel_changes_nothing() -> None:
    first = replace(say(0, "a", injured="4"), text_hash="one")
    again = replace(say(6, "b", injured="4"), text_hash="one")
    more = say(3, "a", injured="7")
    assert tally([first, more, again]).injured == tally([first, more]).injured


def test_an_unproven_statement_counts_only_once_it_is_accepted() -> None:
    claimed = replace(say(1, "stranger", killed="9"), trust=Trust.UNPROVEN)
    told = [say(0, "a", killed="2"), claimed]
    assert tally(told).toll(Outcome.KILLED) == Toll(2, 2, 2)
    accepted = Decisions(accepted=frozenset({"stranger-1#0"}))
    assert tally(told, accepted).toll(Outcome.KILLED) == Toll(9, 2, 9)


def test_an_old_figure_in_a_recap_does_not_undo_a_correction() -> None:
    told = [
        say(0, "a", killed="6"),
        say(30, "police", killed="5", flags=["correction"]),
        say(50, "a", "roundup", killed="6", flags=["recap"]),
    ]
    assert figures(*told) == ("5", None)


def test_admitting_tells_by_which_rule() -> None:
    ledger, rules = Ledger(), []
    for hours, by, total in ((0, "a", 3), (1, "b", 3), (2, "b", 5), (3, "c", 4), (8, "c", 4)):
        claim = Claim(Outcome.INJURED, by, START + timedelta(hours=hours), total)
        ledger, rule = admit(ledger, claim)
        rules.append(rule)
    assert rules == [Rule.FIRST, Rule.SAME, Rule.RAISED, Rule.OUTRANKED, Rule.LOWERED]
    assert ledger.toll() == Toll(4, 3, 5, bound=Bound.EXACT)
