"""The check of locked versions against known weaknesses."""

from pathlib import Path

import pytest

from tests.advisories import LOCK, known, main, pins, question


def test_every_locked_version_is_asked_about() -> None:
    text = "left==1.2.3 \\\n    --hash=sha256:00\nright-hand==4.0\n"
    assert pins(text) == [("left", "1.2.3"), ("right-hand", "4.0")]
    assert [one["version"] for one in question(pins(text))["queries"]] == ["1.2.3", "4.0"]
    assert len(pins(LOCK.read_text(encoding="utf-8"))) > 30


def test_a_known_weakness_is_told_with_its_number() -> None:
    answer = {"results": [{}, {"vulns": [{"id": "A-1"}, {"id": "B-2"}]}]}
    assert known([("left", "1"), ("right", "2")], answer) == ["right 2: A-1, B-2"]


@pytest.mark.parametrize("content", [None, "no JSON", '{"results": []}'])
def test_without_an_answer_the_check_is_skipped_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str | None
) -> None:
    answer = tmp_path / "answer.json"
    if content is not None:
        answer.write_text(content)
    monkeypatch.setenv("ADVISORIES_URL", answer.as_uri())
    assert main() == 0
    assert "skipped" in capsys.readouterr().out
