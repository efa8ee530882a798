"""Posts in a language of the tests' own, and a reader of it.

One line is one report: `Place date[/date] [HH:MM] [k=N] [i=N] [k+N] [i+N] [flags]`, such as
`Тростянець 2025-03-04 13:20 k=1 i=4`; `total Сумська 2025-03-04 i=6` is a round-up's sum, a first line `update` or
`roundup` is the kind; `Охтирський` is a raion. Anything else says nothing.
"""

import re
from datetime import UTC, date, datetime, timedelta

from bot.model import Doubt, DoubtReason, Figure, Kind, Level, Place, Post, Reading, Report, Total, Trust, When
from storage.records import IncomingPost

OBLASTS = {"Тростянець": "UA59", "Кролевець": "UA59", "Путивль": "UA59", "Вознесенськ": "UA48", "Снігурівка": "UA48"}
RAIONS = {"Охтирський": "UA59000000000000000"}
"""A raion in which Тростянець lies, by the codes that this language gives."""
START = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)
_REPORT = re.compile(r"^(total )?(\w+) (\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?(?: (\d\d:\d\d))?((?: \S+)*)$")
_FLAGS = ("recap", "correction", "final", "withdrawn", "death_of_injured")


def read(post: Post) -> Reading:
    """The reading of a plain post."""
    lines = post.text.splitlines()
    kind = Kind(lines.pop(0)) if lines and lines[0] in ("update", "roundup") else Kind.INCIDENT
    found = [match for line in lines if (match := _REPORT.match(line))]
    if not found:
        return Reading(Kind.OTHER)
    reports = tuple(_report(match) for match in found if not match[1])
    return Reading(kind, reports, tuple(_total(match) for match in found if match[1]))


def plain(
    name: str,
    text: str,
    minutes: int = 0,
    source: str = "sumy_oda",
    trust: Trust = Trust.OFFICIAL,
    reply_to: str | None = None,
) -> IncomingPost:
    """A post with an id of its own, published so many minutes after START and received half an hour later."""
    published = START + timedelta(minutes=minutes)
    received = published + timedelta(minutes=30)
    return IncomingPost(
        text, published, received, id=name, source=source, authority=source, trust=trust, reply_to=reply_to
    )


def _report(match: re.Match[str]) -> Report:
    facts = match[6].split()
    flags = {flag: flag in facts for flag in _FLAGS}
    doubts = (Doubt("when", DoubtReason.DATE_FROM_PUBLICATION),) if "undated" in facts else ()
    tolls = {"killed": _figure(facts, "k"), "injured": _figure(facts, "i")}
    return Report(_place(match), _when(match), doubts=doubts, **tolls, **flags)  # type: ignore[arg-type]


def _total(match: re.Match[str]) -> Total:
    facts = match[6].split()
    return Total(Place("UA59"), _when(match), killed=_figure(facts, "k"), injured=_figure(facts, "i"))


def _place(match: re.Match[str]) -> Place:
    if match[2] in RAIONS:
        return Place("UA59", raion=match[2], code=RAIONS[match[2]], level=Level.RAION)
    oblast = OBLASTS.get(match[2], "UA63")
    code = f"{oblast}0{len(match[2]) % 10}0000000000000"
    return Place(oblast, settlement=match[2], code=code, level=Level.SETTLEMENT)


def _when(match: re.Match[str]) -> When:
    days = [date.fromisoformat(day) for day in (match[3], match[4] or match[3])]
    return When(days[0], days[1], match[5])


def _figure(facts: list[str], letter: str) -> Figure | None:
    for fact in facts:
        if fact.startswith(f"{letter}="):
            return Figure(total=int(fact[2:]))
        if fact.startswith(f"{letter}+"):
            return Figure(added=int(fact[2:]))
    return None
