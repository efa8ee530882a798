"""Looks whether any locked requirement has a known weakness: `python -m tests.advisories`.

The source is the open vulnerability database, or what ADVISORIES_URL names. Where it can't be reached the check is
skipped with a word. Exit status 1 if something is known against a version in the lock.
"""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
SOURCE = "https://api.osv.dev/v1/querybatch"
SECONDS = 8.0
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_-]+)", re.MULTILINE)


def pins(lock: str) -> list[tuple[str, str]]:
    """The (name, version) pairs of a lock's text."""
    return PIN.findall(lock)


def question(found: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the source is asked about these pairs, in their order."""
    return {
        "queries": [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in found]
    }


def known(found: Sequence[tuple[str, str]], answer: Mapping[str, Any]) -> list[str]:
    """A line for each pair that something is known against."""
    told = []
    for (name, version), result in zip(found, answer["results"], strict=True):
        ids = [weakness["id"] for weakness in result.get("vulns", [])]
        told += [f"{name} {version}: {', '.join(ids)}"] if ids else []
    return told


def ask(source: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The source's answer. Raises OSError or ValueError if there is none."""
    request = Request(source, json.dumps(asked).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=SECONDS) as response:
        answer: Mapping[str, Any] = json.load(response)
    return answer


def main() -> int:
    """Prints what is known, or that nothing could be asked; the exit status."""
    found = pins(LOCK.read_text(encoding="utf-8"))
    try:
        told = known(found, ask(os.environ.get("ADVISORIES_URL", SOURCE), question(found)))
    except (URLError, OSError, ValueError, KeyError) as error:
        print(f"advisories: skipped, the source can't be asked ({type(error).__name__})")
        return 0
    print("\n".join(told) or f"advisories: nothing is known against {len(found)} locked versions")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
