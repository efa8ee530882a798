"""Short ways to write incidents, statements and summaries for the tests of what people read."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

from bot.model import (
    Bound,
    Damage,
    DamageObject,
    DayPart,
    Doubt,
    DoubtReason,
    Figure,
    Incident,
    Kind,
    Place,
    Report,
    Span,
    Statement,
    Toll,
    Trust,
    Weapon,
    WeaponType,
    When,
)
from bot.render import Source

NOW = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
OKHTYRKA = Place("UA59", "Охтирський", "Охтирка")
FIRST = "Уночі ворог ударив по Охтирці. Загинула одна людина, 4 поранено. Триває пошук."
SECOND = "Охтирка: уже двоє загиблих. Поранених 6, серед них дитина."
SOURCES = {
    "g/1": Source("g/1", "Сумська ОВА", "https://t.me/sumy_head/1"),
    "s/2": Source("s/2", "ДСНС Сумщини", "https://t.me/dsns_sumy/2"),
}
ALLOWED = {"b", "i", "a", "blockquote", "u", "s", "code", "pre"}


def on(day: int, month: int = 3, **told: object) -> When:
    return When(date(2026, month, day), date(2026, month, day), **told)  # type: ignore[arg-type]


def people(total: int | None, *, low: int | None = None, high: int | None = None, **told: object) -> Toll:
    if total is None:
        return Toll(None, bound=Bound.VAGUE, **told)  # type: ignore[arg-type]
    return Toll(total, total if low is None else low, total if high is None else high, **told)  # type: ignore[arg-type]


def said(text: str, words: str, **told: object) -> Figure:
    """A figure read from the first place of `words` in `text`."""
    start = text.index(words)
    return Figure(spans=(Span(start, start + len(words)),), **told)  # type: ignore[arg-type]


def statement(
    post_id: str,
    hour: int,
    place: Place,
    when: When,
    *,
    day: int = 5,
    authority: str = "ses",
    source: str | None = "dsns_sumy",
    trust: Trust = Trust.OFFICIAL,
    kind: Kind = Kind.INCIDENT,
    text: str = "",
    number: int = 0,
    **told: object,
) -> Statement:
    report = Report(place, when, **told)  # type: ignore[arg-type]
    published = datetime(2026, 3, day, hour, 20, tzinfo=UTC)
    return Statement(post_id, number, published, authority, report, kind, source, trust, text=text)


def incident(
    number: int, place: Place, when: When, killed: Toll | None, injured: Toll | None, **told: object
) -> Incident:
    post = statement(f"post-{number}", 9, place, when, day=when.end.day)
    return Incident(number, place, when, killed, injured, **{"statements": (post,)} | told)  # type: ignore[arg-type]


def struck_okhtyrka() -> Incident:
    """Two posts on one night: the governor's first word, then the rescuers' higher figures."""
    night = on(5, part=DayPart.NIGHT)
    governor = statement(
        "g/1", 4, OKHTYRKA, night, authority="governor:UA59", source="sumy_head", text=FIRST,
        killed=said(FIRST, "одна людина", total=1), injured=said(FIRST, "4 поранено", total=4),
        doubts=(Doubt("when", DoubtReason.DATE_FROM_PUBLICATION),),
    )  # fmt: skip
    rescuers = statement(
        "s/2", 8, OKHTYRKA, night, text=SECOND,
        killed=said(SECOND, "двоє загиблих", total=2), injured=said(SECOND, "6", total=6, children=1),
    )  # fmt: skip
    return incident(
        31, OKHTYRKA, night, people(2, low=1), people(6, low=4, children=1),
        weapons=(Weapon(WeaponType.GUIDED_BOMB, 2),),
        damage=(Damage(DamageObject.PRIVATE_HOUSE, 5), Damage(DamageObject.SCHOOL, 1), Damage(DamageObject.CAR)),
        statements=(governor, rescuers), preliminary=True,
    )  # fmt: skip


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if tag not in ALLOWED or names != (["href"] if tag == "a" else []):
            self.faults.append(f"<{tag} {attrs}>")
        self.links += [value or "" for _, value in attrs]
        self.entities += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(message: str) -> _Strict:
    """Reads a message as Telegram would; `faults` names every tag that is not allowed, not closed or out of order."""
    reader = _Strict()
    reader.feed(message)
    reader.close()
    reader.faults += [f"<{tag}> is left open" for tag in reader.open]
    return reader


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def assert_sendable(messages: list[str]) -> None:
    assert messages
    for message in messages:
        read = read_html(message)
        assert read.faults == []
        assert read.text.strip()
        assert utf16(read.text) <= 4096
        assert read.entities <= 100
        assert all(link.startswith("https://t.me/") for link in read.links)
