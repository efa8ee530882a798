"""`make score` without a corpus, and what it takes posts into."""

from pathlib import Path

import pytest

from tests.score import MISSING, main


def test_a_corpus_that_is_not_there_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == MISSING
    told = capsys.readouterr().out
    assert f"there is no corpus to score by in {tmp_path}" in told
    assert "make score CORPUS=" in told
