"""Russian spellings of Ukrainian names, learnt letter by letter from the pairs that GeoNames has.

Each pair is aligned; what a letter became is counted with the letters around it. A new name is spelt by the widest
surroundings that were seen. Well-known names that follow no rule stand in a table.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import product
from math import prod

RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя -")
_WIDTHS = ((4, 4), (2, 5), (5, 2), (3, 3), (2, 3), (3, 2), (2, 2), (1, 2), (2, 1), (1, 1), (0, 0))
_ADJECTIVES = (
    ("ський", "ский"), ("ська", "ская"), ("ське", "ское"), ("ські", "ские"),
    ("цький", "цкий"), ("цька", "цкая"), ("цьке", "цкое"), ("цькі", "цкие"),
    ("різький", "рожский"), ("різька", "рожская"), ("зький", "зский"), ("зька", "зская"), ("зьке", "зское"),
)  # fmt: skip
_FOREIGN = re.compile(r"[ое]ве$|ськ|цьк|(?<=.)э|[шжчц]ы[^$]|ць|н[ие]$(?<!ни)|ау|эу")
_CHANGED = re.compile(r"ове$|еве$|не$|ьк|и$|ий")
_PLAIN = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "'": ""})
_SOFT = str.maketrans("іїиыеєэёойя", "*" * 11, "'ьъ")


def alike(ukrainian: str, russian: str) -> float:
    """How much two spellings share, 0 to 1, vowels that the languages exchange counted as one."""
    return SequenceMatcher(None, ukrainian.translate(_SOFT), russian.translate(_SOFT), autojunk=False).ratio()


class Speller:
    """Ukrainian words -> their likely Russian spellings."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for ukrainian, russian in pairs:
            for first, second in _words(ukrainian, russian):
                self._learn(first, second)

    def _learn(self, ukrainian: str, russian: str) -> None:
        parts = _align(ukrainian, russian)
        for index, part in enumerate(parts):
            for key in _surroundings(ukrainian, index):
                self._seen[key][part] += 1

    def spell(self, word: str, limit: int = 3) -> list[str]:
        """Up to `limit` Russian spellings of a folded word, likeliest first."""
        for ending, russian in _ADJECTIVES:
            if word.endswith(ending) and len(word) > len(ending):
                adjective = "ське" if ending.startswith("с") else "цьке"
                stem = word[: -len(ending)]
                return [stem_ru + russian for stem_ru in _cut(self._plain(stem + adjective, limit), stem, 4)]
        return self._plain(word, limit)

    def _plain(self, word: str, limit: int) -> list[str]:
        choices = [self._choices(word, index) for index in range(len(word))]
        ranked = sorted(product(*choices), key=lambda spelling: -prod(share for _, share in spelling))
        return list(dict.fromkeys("".join(part for part, _ in spelling) for spelling in ranked))[:limit]

    def _choices(self, word: str, index: int) -> list[tuple[str, float]]:
        for key in _surroundings(word, index):
            seen = self._seen.get(key)
            if seen and sum(seen.values()) >= 2:
                total = sum(seen.values())
                best = [(part, count / total) for part, count in seen.most_common(2)]
                return [best[0]] + [pair for pair in best[1:] if pair[1] >= 0.25]
        return [(word[index].translate(_PLAIN), 1.0)]


def credible(ukrainian: str, russian: str) -> bool:
    """Whether a Cyrillic spelling of GeoNames may be the Russian one and not a Ukrainian or Belarusian one."""
    return (
        set(russian) <= RUSSIAN
        and not _FOREIGN.search(russian)
        and not (russian == ukrainian and _CHANGED.search(ukrainian))
        and alike(ukrainian, russian) >= 0.75
    )


def russian_names(ukrainian: str, spellings: list[str]) -> list[str]:
    """The Russian ones among the Cyrillic spellings of a place; Belarusian ones (а for о, сц for ст) only where there
    is no other."""
    found = [spelling for spelling in spellings if credible(ukrainian, spelling)]
    plain = [spelling for spelling in found if _akanye(ukrainian, spelling) == 0]
    return plain or found


def _akanye(ukrainian: str, russian: str) -> int:
    initial = ukrainian.startswith("о") and russian.startswith("а")
    return max(russian.count("а") - ukrainian.count("а") - initial, 0) + max(
        russian.count("сц") - ukrainian.count("сц"), 0
    )


def _cut(spellings: list[str], stem: str, size: int) -> list[str]:
    return list(dict.fromkeys(spelling[:-size] if spelling.endswith("кое") else stem for spelling in spellings))


def _words(ukrainian: str, russian: str) -> list[tuple[str, str]]:
    first, second = ukrainian.replace("-", " ").split(), russian.replace("-", " ").split()
    return list(zip(first, second, strict=True)) if len(first) == len(second) else []


def _surroundings(word: str, index: int) -> list[tuple[str, str, str]]:
    padded, at = f"^^^^^{word}$$$$$", index + 5
    return [(padded[at - left : at], word[index], padded[at + 1 : at + 1 + right]) for left, right in _WIDTHS]


def _align(ukrainian: str, russian: str) -> list[str]:
    """For each Ukrainian letter the Russian letters that stand for it."""
    parts = [""] * len(ukrainian)
    blocks = SequenceMatcher(None, ukrainian.translate(_SOFT_SAME), russian.translate(_SOFT_SAME), autojunk=False)
    for tag, first, last, begin, end in blocks.get_opcodes():
        if tag == "equal" or last - first == end - begin:
            for offset in range(last - first):
                parts[first + offset] = russian[begin + offset]
        elif tag == "insert":
            parts[max(first - 1, 0)] += russian[begin:end]
        elif tag == "replace":
            parts[first] = russian[begin:end]
    return parts


_SOFT_SAME = str.maketrans(dict.fromkeys("іїиыеєэо", "*") | {"'": "ь", "ъ": "ь"})
