"""Lines of a key, a tab and the rest, in the order of their keys: looked up where they stand, never taken apart."""

from bisect import bisect_left
from collections.abc import Iterator


class Rows:
    """Key -> the rest of its line."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        """All keys in their order."""
        return (line.partition("\t")[0] for line in self._lines)

    def spaced(self) -> Iterator[str]:
        """The keys of several words; no blank stands behind a key."""
        return (line.partition("\t")[0] for line in self._lines if " " in line)

    def get(self, key: str) -> str:
        """The rest of the line of a key, "" if there is none."""
        start = f"{key}\t"
        number = bisect_left(self._lines, start)
        found = number < len(self._lines) and self._lines[number].startswith(start)
        return self._lines[number][len(start) :] if found else ""
