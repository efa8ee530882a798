"""The command line: what each command answers, and that every error is a clear line with a status and no traceback."""

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.answers import place_of
from bot.backup import back_up
from bot.bench import HOSTILE
from bot.cli import Commands, main
from bot.export import incident_line
from bot.intake import take_in
from bot.lock import nobody_else, user
from bot.model import IncidentStatus, Trust
from bot.pinning import ask_to_pin
from bot.post_lines import SAMPLES
from bot.settings import table
from storage import channels
from storage.database import Database
from storage.records import RegisteredChannel
from tests.bot_under_test import gazetteer, read, registry
from tests.record_values import incident, on, statement

Run = Callable[..., Result]
FILES = sorted(SAMPLES.glob("*.jsonl"))

STRIKE = "Сьогодні о 14:20 ворог вдарив КАБом по Лозовій на Харківщині. Загинула одна людина, четверо поранені."
POST = {"id": "x-1", "date": "2025-09-05T15:00:00+03:00", "source": "synegubov", "region": "UA63", "text": STRIKE}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder with a database of its own."""
    for name, _, _ in table():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "record.db"))
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=given)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.stderr
        assert "this is a defect" not in result.stderr
        return result

    return invoke


@pytest.fixture(scope="module")
def samples_on_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample posts and one more."""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "one.jsonl").write_text(json.dumps(POST, ensure_ascii=False), encoding="utf-8")
    database = folder / "record.db"
    files = [*map(str, FILES), str(folder / "one.jsonl")]
    result = CliRunner().invoke(main, ["ingest", *files, "--database", str(database)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    back_up(database, folder / "copy.db")
    return folder / "copy.db"


@pytest.fixture
def filled(run: Run, tmp_path: Path, samples_on_record: Path) -> Run:
    """The same with the sample posts and one more on record."""
    shutil.copyfile(samples_on_record, tmp_path / "record.db")
    return run


def test_help_lists_every_command(run: Run) -> None:
    told = run("--help").stdout
    commands = "parse ingest today region export run digest doctor demo bench reread review backup restore status"
    assert all(f"\n  {name} " in told for name in commands.split())


def test_parse_answers_a_line_for_each_line_in_the_same_order(run: Run) -> None:
    other = POST | {"id": 7, "text": "Дякуємо всім за підтримку."}
    result = run("parse", given="\n".join(json.dumps(post) for post in (POST, other)))
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["id"], second["id"]) == ("x-1", "7")
    assert set(first) >= {"id", "kind", "incidents", "totals"}
    assert second["incidents"] == []


def test_parse_puts_an_error_in_a_bad_lines_place_and_goes_on(run: Run) -> None:
    result = run("parse", "-", given=json.dumps(POST) + "\nnot json\n" + json.dumps(POST | {"id": "b", "date": "soon"}))
    good, broken, undated = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 1
    assert "error" not in good
    assert broken["id"] is None
    assert "not JSON" in broken["error"]
    assert undated["id"] == "b"
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["line 2", "line 3"]


def test_parse_reads_one_text_with_its_date_and_region(run: Run) -> None:
    result = run("parse", "--text", STRIKE, "--date", "2025-09-05", "--region", "UA63")
    reading = json.loads(result.stdout)
    (incident,) = reading["incidents"]
    assert incident["when"]["to"] == "2025-09-05"
    assert incident["place"]["oblast"] == "UA63"
    start, end = incident["spans"][0]
    assert STRIKE[start:end]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["parse", "--text", "a", "--date", "soon"], "it should be like 2025-11-17"),
        (["parse", "--text", "a", "--region", "Kharkiv"], "code of an oblast"),
        (["parse", "--text", "a", "--region", "UA99"], "code of an oblast"),
        (["parse", "missing.jsonl"], "missing.jsonl"),
        (["parse", "--text", "a", "-"], "either --text or FILE"),
        (["today", "--date", "2030-01-01"], "2030-01-01 is still to come"),
        (["ingest", "missing.jsonl"], "missing.jsonl"),
        (["ingest"], "Missing argument"),
        (["today", "--date", "17 of November"], "it should be like 2025-11-17"),
        (["today", "--as-of", "morning"], "it should be like 2025-11-17 08:00"),
        (["today", "--language", "fr"], "uk"),
        (["region", "Qwxzwq"], "no place is called"),
        (["region", "Левківка"], "several places"),
        (["restore", "missing.db"], "missing.db"),
        (["backup", "copy.db"], "record.db"),
        (["backup", "nowhere/copy.db"], "there is no folder nowhere"),
        (["status"], "no database"),
        (["run"], "BOT_TOKEN is missing"),
        (["review", "show", "5"], "no incident №5"),
        (["review", "undo", "5", "--why", "w"], "no decision 5"),
        (["nonsense"], "No such command"),
    ],
)
def test_a_mistake_is_told_in_words_and_with_a_status(run: Run, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert words in result.stderr


def test_a_wrong_setting_stops_a_command_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LANGUAGE", "xx")
    monkeypatch.setenv("BOT_BACKUPS", "many")
    result = run("today")
    assert result.exit_code == 1
    assert "BOT_LANGUAGE is wrong ('xx')" in result.stderr
    assert "BOT_BACKUPS is wrong" in result.stderr


def test_a_defect_is_told_in_a_line_and_traced_without_secrets_only_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def broken() -> None:
        raise RuntimeError("lost 778899:planted-secret-of-this-test\nmore")

    group = Commands("group", params=main.params)
    monkeypatch.setattr(group, "get_command", lambda _ctx, _name: broken)
    brief, traced = CliRunner().invoke(group, ["x"]), CliRunner().invoke(group, ["--trace", "x"])
    assert brief.exit_code == traced.exit_code == 1
    assert brief.stderr.startswith("error: this is a defect: RuntimeError: lost [token]\n")
    assert "Traceback" in traced.stderr
    assert "planted" not in brief.output + traced.output


def test_ingesting_the_same_file_again_changes_nothing(filled: Run) -> None:
    before = filled("export").stdout
    again = filled("ingest", *map(str, FILES))
    assert "0 new posts, 0 changed, 23 known already; 0 new incidents; 0 bad lines" in again.stdout
    assert filled("export").stdout == before


def test_bad_lines_are_set_aside_and_the_rest_is_taken_in(run: Run, tmp_path: Path) -> None:
    nowhere = json.dumps(POST | {"region": "UA99"}).encode()
    (tmp_path / "mixed.jsonl").write_bytes(b"\xff\n" + nowhere + b"\n" + json.dumps(POST).encode() + b"\n{}\n")
    result = run("ingest", "mixed.jsonl")
    assert result.exit_code == 0
    assert "1 new posts" in result.stdout
    assert "3 bad lines" in result.stdout
    assert "bad lines in quarantine  3" in run("status").stdout


async def test_a_post_that_the_reader_breaks_on_is_set_aside_and_the_rest_is_taken_in(database: Database) -> None:
    lines = [json.dumps(POST | {"id": text, "text": text}).encode() for text in ("зламати читача", STRIKE)]
    count = await take_in(database, "two.jsonl", lines, read, registry(), datetime.now(UTC))
    assert (count.new, count.bad) == (1, 1)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT line, reason FROM quarantine")
        assert [tuple(row) for row in rows] == [(1, "the reader broke on it: RuntimeError: the reader broke")]


def test_an_option_names_another_database(run: Run, tmp_path: Path) -> None:
    run("ingest", str(FILES[0]), "--database", "other.db")
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "record.db").exists()
    assert run("export", "--database", "other.db").stdout


def test_export_gives_an_incident_a_line_with_ranges_and_posts(filled: Run) -> None:
    lines = [json.loads(line) for line in filled("export", "--format", "jsonl").stdout.splitlines()]
    assert lines
    for line in lines:
        assert set(line) >= {"id", "status", "place", "when", "killed", "injured", "posts", "links"}
        assert line["posts"]


@pytest.mark.parametrize(
    ("trust", "status", "counts"),
    [
        (Trust.OFFICIAL, IncidentStatus.REPORTED, True),
        (Trust.OFFICIAL, IncidentStatus.RETRACTED, False),
        (Trust.UNPROVEN, IncidentStatus.REPORTED, False),
        (Trust.IMPOSTOR, IncidentStatus.REPORTED, False),
        (Trust.UNPROVEN, IncidentStatus.CONFIRMED, True),
    ],
)
def test_export_tells_what_each_post_proves_and_whether_the_incident_counts(
    trust: Trust, status: IncidentStatus, counts: bool
) -> None:
    area = place_of(gazetteer().unit("UA63"))
    told = incident(
        1, area, on(5), None, None, statements=(statement("p/1", 9, area, on(5), trust=trust),), status=status
    )
    line = incident_line(told, None, {})
    assert (line["trust"], line["counts"]) == ({"p/1": trust.value}, counts)


def test_export_gives_a_settlement_its_point_and_an_area_none(filled: Run) -> None:
    lines = [json.loads(line) for line in filled("export").stdout.splitlines()]
    points = [line["place"]["point"] for line in lines if line["place"]["settlement"]]
    assert points
    for point in points:
        assert point["precision"] in ("exact", "approximate")
        assert 44 < point["lat"] < 53
        assert 22 < point["lon"] < 41
    oblast = gazetteer().unit("UA63")
    area = incident(1, place_of(oblast), on(5), None, None)
    assert incident_line(area, oblast, {})["place"]["point"] is None


@pytest.mark.parametrize(("language", "place"), [("uk", "Лозова"), ("en", "Lozova")])
def test_today_answers_a_day_in_either_language(filled: Run, language: str, place: str) -> None:
    told = filled("today", "--date", "2025-09-05", "--language", language).stdout
    assert place in told
    assert "<b>" not in told


@pytest.mark.parametrize("name", ["Харківська", "Харківщина", "Kharkiv oblast", "Лозова", "Лозівський район"])
def test_region_answers_for_a_place_in_any_usual_form(filled: Run, name: str) -> None:
    assert "Лозова" in filled("region", name, "--date", "2025-09-05").stdout


@pytest.mark.parametrize("name", ["Левківка, Ізюмський район", "Левківка, Ізюмський", "Levkivka, Izium raion"])
def test_a_name_with_its_raion_is_one_place(run: Run, name: str) -> None:
    assert run("region", name, "--language", "en").stdout.startswith("Levkivka, Izium raion, Kharkiv oblast")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("UA63", "Харківська область"),
        ("UA63040090100054566", "Левківка, Ізюмський район, Харківська область"),
        ("Балаклія Харківська область", "Балаклія, Ізюмський район, Харківська область"),
        ("Харківська Балаклія", "Балаклія, Ізюмський район, Харківська область"),
        ("Балаклія, Харківська область, Україна", "Балаклія, Ізюмський район, Харківська область"),
        ("Харків, Київський район", "Київський район, Харків"),
        ("Київський район Харкова", "Київський район, Харків"),
    ],
)
def test_a_place_is_found_by_its_code_and_by_what_it_lies_in_with_or_without_a_comma(
    run: Run, name: str, title: str
) -> None:
    assert run("region", name).stdout.startswith(title)


def test_villages_of_one_name_in_one_raion_are_told_apart(run: Run) -> None:
    told = run("region", "Шевченкове, Богодухівський район, Харківська область").stderr
    lines = [line.strip() for line in told.splitlines()[1:]]
    assert len(lines) > 1
    assert len({line.partition("  ")[2] for line in lines}) == len(lines)
    for line in lines:
        code, _, title = line.partition("  ")
        assert run("region", code).stdout.startswith("Шевченкове, Богодухівський район")
        assert run("region", title).stdout.startswith("Шевченкове, Богодухівський район")


@pytest.mark.parametrize("name", ["Україна", "Ukraine"])
def test_the_country_is_no_region_of_it(filled: Run, name: str) -> None:
    country = filled("today", "--date", "2025-09-05").stdout
    assert filled("today", "--date", "2025-09-05", "--region", name).stdout == country
    assert "Лозова" in filled("region", name, "--date", "2025-09-05").stdout
    assert filled("digest", "--region", name).stdout.startswith("Зведення: Україна")


def test_region_takes_a_typo_for_the_nearest_name_and_says_so(filled: Run) -> None:
    result = filled("region", "Лозовва", "--date", "2025-09-05")
    assert result.exit_code == 0
    assert "taken for Лозова" in result.stderr


def test_as_of_a_moment_an_answer_of_round_ups_alone_tells_who_spoke(run: Run, tmp_path: Path) -> None:
    text = "Зведення за добу по області. Протягом доби загинуло 3 людей, поранено 7."
    post = {**POST, "id": "sum-1", "date": "2025-09-06T09:00:00+03:00", "text": text}
    (tmp_path / "sum.jsonl").write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")
    run("ingest", "sum.jsonl")
    asked = "today", "--region", "Харківщина", "--date", "2025-09-06", "--language", "en"
    for then in ((), ("--as-of", "2025-09-07 08:00")):
        assert "1 source, 1 post, the last one 6 September, 09:00" in run(*asked, *then).stdout
    assert "1 source" not in run(*asked, "--as-of", "2025-09-06 08:00").stdout


def test_as_of_an_earlier_moment_a_later_post_is_not_told(filled: Run) -> None:
    assert "Лозова" not in filled("today", "--as-of", "2025-09-05 14:30").stdout
    assert "Лозова" in filled("today", "--as-of", "2025-09-05 23:30").stdout


def test_digest_now_shows_what_would_be_sent(filled: Run) -> None:
    result = filled("digest", "--now", "--region", "Харківщина", "--language", "en")
    assert result.exit_code == 0
    assert "Kharkiv oblast" in result.stdout


def test_reread_changes_nothing_where_the_reader_is_the_same(filled: Run) -> None:
    before = filled("export").stdout
    assert "0 changes in 0 incidents, nothing stored" in filled("reread", "--dry-run").stdout
    assert "0 changes" in filled("reread").stdout
    assert filled("export").stdout == before


def test_a_backup_is_restored_and_what_was_there_is_kept(filled: Run, tmp_path: Path) -> None:
    before = filled("export").stdout
    assert "checked" in filled("backup", "copy.db").stdout
    (tmp_path / "record.db").write_bytes(b"damaged")
    assert filled("restore", "copy.db").exit_code == 0
    assert filled("export").stdout == before
    assert list(tmp_path.glob("record.db.replaced-*"))


def test_a_database_in_use_is_not_replaced_and_one_being_replaced_is_not_used(filled: Run, tmp_path: Path) -> None:
    filled("backup", "copy.db")
    with user(tmp_path / "record.db"):
        assert "Another process works" in filled("restore", "copy.db").stderr
    with nobody_else(tmp_path / "record.db"):
        assert "being restored" in filled("today").stderr


def test_a_damaged_backup_is_refused_and_nothing_changes(filled: Run, tmp_path: Path) -> None:
    before = filled("export").stdout
    (tmp_path / "bad.db").write_text("no database")
    assert filled("restore", "bad.db").exit_code == 1
    assert filled("export").stdout == before


def number_of(run: Run, settlement: str) -> str:
    lines = map(json.loads, run("export").stdout.splitlines())
    return next(str(line["id"]) for line in lines if line["place"]["settlement"] == settlement)


def status_of(run: Run, number: str) -> str:
    lines = map(json.loads, run("export").stdout.splitlines())
    return next((str(line["status"]) for line in lines if str(line["id"]) == number), "gone")


def test_a_retracted_incident_leaves_the_day_and_comes_back_when_undone(filled: Run) -> None:
    number = number_of(filled, "Лозова")
    done = filled("review", "retract", number, "--why", "not confirmed")
    assert done.exit_code == 0
    assert status_of(filled, number) == "retracted"
    assert "Лозова" not in filled("today", "--date", "2025-09-05").stdout
    decision = done.stdout.split(":")[0].removeprefix("decision ")
    assert "not confirmed" in filled("review", "list", "--decisions").stdout
    undone = filled("review", "undo", decision, "--why", "it was confirmed after all")
    assert (undone.exit_code, "takes it back" in undone.stdout) == (0, False)
    assert status_of(filled, number) == "reported"
    shown = filled("review", "show", number, "--language", "en").stdout
    assert "it was confirmed after all" in shown.rpartition("Decision undone: retracted")[2]
    assert filled("review", "undo", decision, "--why", "again").exit_code == 1


def test_a_decision_under_a_later_one_says_which_to_undo_first(filled: Run) -> None:
    number = number_of(filled, "Лозова")

    def corrected() -> str:
        done = filled("review", "correct", number, "weapon", "missile", "--why", "seen")
        return done.stdout.split(":")[0].removeprefix("decision ")

    first = corrected()
    filled("review", "correct", number, "weapon", "strike_drone", "--why", "the police say so")
    second = corrected()
    refused = filled("review", "undo", first, "--why", "a slip")
    assert refused.exit_code == 1
    assert f"decision {first} stands under decision {second} (correct weapon by terminal:" in refused.stderr
    for decision in (second, str(int(second) - 1), first):
        assert filled("review", "undo", decision, "--why", "a slip").exit_code == 0


def test_a_confirmed_incident_says_so(filled: Run) -> None:
    number = number_of(filled, "Лозова")
    assert filled("review", "confirm", number, "--why", "two channels agree").exit_code == 0
    assert status_of(filled, number) == "confirmed"


def test_one_matter_is_answered_and_put_back_at_a_terminal(run: Run, tmp_path: Path) -> None:
    text = "Дрон влучив у будинок у Лозовій о 08:40, загинула одна людина."
    first = {"id": "x", "date": "2025-09-05T10:00:00+03:00", "source": "synegubov", "region": "UA63", "text": text}
    more = text.replace("загинула одна людина", "загинули 30 людей")
    second = first | {"id": "y", "date": "2025-09-05T11:00:00+03:00", "text": more}
    (tmp_path / "two.jsonl").write_text(json.dumps(first) + "\n" + json.dumps(second) + "\n")
    assert run("ingest", "two.jsonl").exit_code == 0
    (line,) = [row.split() for row in run("review", "list").stdout.splitlines() if " held " in row]
    assert "decide that first" in run("review", "confirm", line[1].removeprefix("№"), "--why", "seen").stderr
    assert "puts it back" in run("review", "answer", line[0], "leave", "--why", "no news").stdout
    assert "no news" in run("review", "show", line[1].removeprefix("№")).stdout
    assert run("review", "reopen", line[0], "--why", "news came").exit_code == 0
    assert "news came" in run("review", "show", line[1].removeprefix("№")).stdout
    assert run("review", "answer", line[0], "no", "--why", "a slip").stdout.startswith("decision ")
    assert run("review", "answer", line[0], "yes", "--why", "seen").exit_code == 1


def test_a_channel_is_bound_at_a_terminal_as_in_the_chat_and_let_go_again(run: Run, tmp_path: Path) -> None:
    async def ask() -> None:
        database = await Database.open(tmp_path / "record.db")
        async with database.write() as connection:
            await channels.keep(connection, [RegisteredChannel("synegubov", "Голова області", "governor", "UA63")])
        await ask_to_pin(database, "synegubov", -1001, datetime.now(UTC))
        await database.close()

    def bound() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
            return connection.execute("SELECT username FROM channels WHERE chat_id = -1001").fetchall()

    asyncio.run(ask())
    assert "puts it back" in run("review", "answer", "1", "yes", "--why", "their site links to it").stdout
    assert bound() == [("synegubov",)]
    assert run("review", "answer", "1", "yes", "--why", "again").exit_code == 1
    assert run("review", "reopen", "1", "--why", "the site was forged").stderr == ""
    assert bound() == []
    assert run("review", "reopen", "1", "--why", "again").exit_code == 1
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        told = connection.execute("SELECT said, why FROM answers ORDER BY id").fetchall()
    assert told == [("yes", "their site links to it"), ("reopen", "the site was forged")]


@pytest.mark.parametrize(
    ("slot", "value", "path", "shown"),
    [
        ("killed", "2", ("killed", "total"), 2),
        ("injured", "06", ("injured", "total"), 6),
        ("date", "2025-09-04", ("when", "to"), "2025-09-04"),
        ("place", "Ізюм", ("place", "settlement"), "Ізюм"),
        ("weapon", "artillery", ("weapons", 0), {"type": "artillery", "count": None}),
    ],
)
def test_a_corrected_value_outranks_what_was_read(
    filled: Run, slot: str, value: str, path: tuple[str, str | int], shown: object
) -> None:
    number = number_of(filled, "Лозова")
    assert filled("review", "correct", number, slot, value, "--why", "seen on site").exit_code == 0
    line = next(one for one in map(json.loads, filled("export").stdout.splitlines()) if str(one["id"]) == number)
    assert line[path[0]][path[1]] == shown


def test_a_corrected_figure_is_shown_with_the_persons_reason(filled: Run) -> None:
    number = number_of(filled, "Лозова")
    filled("review", "correct", number, "killed", "2", "--why", "seen on site")
    filled("review", "correct", number, "killed_children", "1", "--why", "born in 2012")
    told = filled("review", "show", number, "--language", "en").stdout
    assert "A reviewer set the number: 2. Reason: seen on site" in told
    assert "A reviewer set the number of children among them: 1. Reason: born in 2012" in told


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [("killed", "-1", "whole number"), ("date", "today", "date is like"), ("weapon", "stone", "is no weapon")],
)
def test_a_correction_is_checked_before_it_is_taken(filled: Run, slot: str, value: str, words: str) -> None:
    result = filled("review", "correct", "1", "--why", "seen", "--", slot, value)
    assert result.exit_code == 1
    assert words in result.stderr


def test_a_merge_is_taken_back_by_its_number(filled: Run) -> None:
    before = filled("export").stdout
    done = filled("review", "merge", number_of(filled, "Лозова"), number_of(filled, "Балаклія"), "--why", "one attack")
    assert done.exit_code == 0
    assert filled("export").stdout != before
    assert filled("review", "undo", done.stdout.split(":")[0].removeprefix("decision "), "--why", "two").exit_code == 0
    assert len(filled("export").stdout.splitlines()) == len(before.splitlines())


@pytest.mark.parametrize(
    "act",
    [
        ["confirm", "1"], ["answer", "1", "yes"], ["answer", "1", "leave"], ["correct", "1", "killed", "2"],
        ["retract", "1"], ["dismiss", "1"], ["merge", "1", "2"], ["split", "1", "x"], ["undo", "1"], ["reopen", "1"],
    ],
)  # fmt: skip
def test_no_act_goes_without_a_reason(filled: Run, act: list[str]) -> None:
    before = filled("export").stdout
    for reason in ([], ["--why", " "]):
        result = filled("review", *act, *reason)
        assert (result.exit_code, "--why" in result.stderr) == (2, True)
    assert filled("export").stdout == before
    assert (
        "[required]" in filled("review", act[0], "--help").stdout
        or "needed" in filled("review", act[0], "--help").stdout
    )


def test_an_incident_is_split_by_its_posts(filled: Run) -> None:
    number = number_of(filled, "Балаклія")
    lines = [json.loads(line) for line in filled("export").stdout.splitlines()]
    posts = next(line["posts"] for line in lines if str(line["id"]) == number)
    assert "must stay" in filled("review", "split", number, *posts, "--why", "apart").stderr
    assert "must stay" in filled("review", "split", number, posts[-1], "no-such-post", "--why", "apart").stderr
    key = f"{posts[-1]}#0"
    assert key in filled("review", "show", number).stdout
    assert "there is no incident" in filled("review", "split", "999", "-1001/5#0", "--why", "apart").stderr
    assert filled("review", "split", number, key, "--why", "apart").exit_code == 0
    assert len(filled("export").stdout.splitlines()) == len(lines) + 1


def test_review_show_tells_the_card_the_reasons_and_the_history(filled: Run) -> None:
    told = filled("review", "show", number_of(filled, "Лозова"), "--language", "en").stdout
    assert "Lozova" in told
    assert "a post arrived" in told


def test_a_merge_with_itself_is_refused(filled: Run) -> None:
    number = number_of(filled, "Лозова")
    assert "one incident already" in filled("review", "merge", number, number, "--why", "one").stderr


def test_doctor_names_the_mend_of_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKN", "1")
    result = run("doctor")
    assert result.exit_code == 1
    assert "did you mean BOT_TOKEN?" in result.stdout
    assert "BOT_TOKEN is missing: it should be" in result.stdout
    assert "31,744 units" in result.stdout


def test_doctor_never_shows_the_token(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "778899:planted-secret-of-this-test")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    result = run("doctor")
    assert result.exit_code == 1
    assert "can't be reached" in result.stdout
    assert "planted" not in result.output


def test_doctor_goes_on_where_the_settings_are_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TIMEZONE", "Nowhere")
    result = run("doctor")
    assert "BOT_TIMEZONE is wrong" in result.stdout
    assert "31,744 units" in result.stdout


def test_what_was_put_aside_is_tried_again_at_the_owners_wish(run: Run, tmp_path: Path) -> None:
    assert run("ingest", str(FILES[0])).exit_code == 0
    sql = """INSERT INTO inbox (update_id, raw, received, state, attempts, next_try)
        VALUES (1, '{}', '2025-01-01 00:00:00.000000', 'aside', 6, '2025-01-01 00:00:00.000000')"""
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection, connection:
        connection.execute(sql)
    assert "1 aside" in run("status").stdout
    told = run("status", "--retry").stdout
    assert told.startswith("1 updates wait")
    assert "1 failed" in told


def test_health_is_told_in_a_word_and_a_status(filled: Run) -> None:
    result = filled("status", "--health")
    assert (result.exit_code, result.stdout) == (0, "ok\n")


def test_the_demo_shows_cards_day_region_and_digest_without_any_setting(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOT_LANGUAGE", "wrong on purpose")
    result = run("demo", "--language", "en")
    assert result.exit_code == 0
    for words in ("/today 2025-11-17", "/region Харківська", "The digest of", "Balakliia, Izium raion"):
        assert words in result.stdout
    assert os.listdir(tmp_path) == []


def test_bench_prints_rates_load_time_memory_and_linking(run: Run) -> None:
    result = run("bench", "--seconds", "0.05", "--incidents", "100", "--hostile", "1")
    assert result.exit_code == 0
    for words in (
        "posts/s",
        "peak memory",
        f"slowest of {len(HOSTILE) + 1} hostile texts of 1 kB:",
        "linking a report at 100 incidents:",
        "100 incidents, 1 day late:",
        "10 days late:",
    ):
        assert words in result.stdout
