"""The card of one incident: what is known, who says so, and what is not certain."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from bot.linking import shared_doubts
from bot.model import Doubt, Incident, IncidentStatus, LinkStatus, Place, Statement, Toll, Trust
from bot.render.catalogue import Words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import COMMA, SEMICOLON, damage, toll, toll_line, unproven_figures, weapons
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe
from bot.render.split import split
from bot.summary import is_unproven, vouched

POSTS_SHOWN = 8
OPTIONS_SHOWN = 5
OPTION_LIMIT = 80
OR = Markup(" / ")
TITLE_LIMIT = 80
SLOT_NAMES = {
    "date": "when",
    "time": "when",
    "weapon": "weapons",
    "killed_children": "children",
    "injured_children": "children",
}
SLOTS = frozenset(
    {
        "killed",
        "injured",
        "children",
        "place",
        "when",
        "weapons",
        "damage",
        "status",
        "link",
        "preliminary",
        "people",
        "decision",
        "posts",
        "held",
        "created",
    }
)


def render_card(
    incident: Incident, edition: Edition, *, is_new: bool | None = None, doubts: Sequence[Doubt] | None = None
) -> list[str]:
    """Returns the card of an incident.

    `is_new` tells of a post just read whether it made the incident or was added to it. `doubts` are those of the
    post's report; without them the doubts that all posts on the incident share.
    """
    say = edition.words
    name, rest = named(incident, edition)
    shown = page(
        "card",
        edition,
        name=name,
        rest=rest,
        districts=edition.districts(incident.place),
        when=when(incident.when, edition.language),
        status=list(_status(incident, edition)),
        tolls=[capital(line) for line in _tolls(incident, say)],
        weapons=weapons(say, incident.weapons),
        damage=damage(say, incident.damage),
        notes=list(_notes(incident, edition, shared_doubts(incident) if doubts is None else doubts)),
        sources=_sources(incident, edition),
        record=_record(incident, edition, is_new),
    )
    return split([shown])


def named(incident: Incident, edition: Edition) -> tuple[str, str]:
    """Returns the name of an incident's place, and the rest of its title with the comma that it begins with."""
    name, comma, rest = edition.title(incident.place).partition(", ")
    return name, comma + rest


def _tolls(incident: Incident, say: Words) -> list[Markup]:
    killed, injured = incident.killed, incident.injured
    if killed is None and injured is None:
        return [toll_line(say, incident)]
    if killed and injured and killed.total == injured.total == 0:
        return [say("toll.none")]
    claimed = unproven_figures(say, incident)
    beside = [say("toll.unproven", figures=claimed)] if claimed else []
    return [_toll(say, "killed", killed), _toll(say, "injured", injured), *beside]


def _toll(say: Words, outcome: str, value: Toll | None) -> Markup:
    if value is None:
        return say(f"{outcome}.unknown")
    shown = toll(say, outcome, value)
    return Markup("🕯 ") + shown if outcome == "killed" and value.total else shown


def _status(incident: Incident, edition: Edition) -> Iterator[Markup]:
    if incident.status is not IncidentStatus.REPORTED:
        yield edition.words(f"status.{incident.status}")
    elif is_unproven(incident):
        yield edition.words(_origin_key(incident, edition))


def _origin_key(incident: Incident, edition: Edition) -> str:
    """What is to be said of an incident that no post of proven origin tells."""
    honest = [one for one in incident.statements if one.trust is not Trust.IMPOSTOR]
    if not honest:
        return "status.impostor"
    return "status.unchecked" if all(edition.source(one).is_listed for one in honest) else "status.unproven"


def _notes(incident: Incident, edition: Edition, doubts: Iterable[Doubt]) -> Iterator[Markup]:
    say = edition.words
    if incident.preliminary:
        yield say("card.preliminary")
    if incident.held:
        is_reviewed = incident.status is IncidentStatus.CONFIRMED
        key = "status.held_confirmed" if is_reviewed else "status.held"
        yield say(key, slots=COMMA.join(slot_name(say, slot) for slot in incident.held))
    if any(link.status is LinkStatus.PROVISIONAL for link in incident.links) and _posts(incident) > 1:
        yield say("status.provisional")
    unsure = dict.fromkeys(doubt_words(edition, doubt) for doubt in doubts)
    if unsure:
        yield say("card.unsure", doubts=SEMICOLON.join(unsure))


def slot_name(say: Words, slot: str) -> Markup:
    """Returns the name of a field in words; an unknown one is "other"."""
    known = SLOT_NAMES.get(slot, slot)
    return say(f"slot.{known if known in SLOTS else 'other'}")


def doubt_words(edition: Edition, doubt: Doubt) -> Markup:
    """Returns a doubt in words, with a few of the other possibilities; places are named, not their codes."""
    say = edition.words
    said = say(f"doubt.{doubt.reason}", slot=slot_name(say, doubt.slot))
    options = [_option(option, edition) for option in doubt.options[:OPTIONS_SHOWN]]
    between = OR if doubt.slot == "place" else COMMA
    shown = between.join(safe(one_line(option, OPTION_LIMIT)) for option in options)
    return say("doubt.options", doubt=said, options=shown) if shown else said


def _option(option: str, edition: Edition) -> str:
    return edition.title(Place(option[:4], code=option)) if option.startswith("UA") else option


def _sources(incident: Incident, edition: Edition) -> Markup:
    if not incident.statements:
        return Markup()
    honest = [one for one in incident.statements if one.trust is not Trust.IMPOSTOR]
    shown = vouched(incident) or honest or incident.statements
    latest = sorted(shown, key=lambda one: one.published)[-POSTS_SHOWN:]
    lines = by_source(latest, edition)
    hidden = len(shown) - len(latest)
    if hidden:
        lines.append(edition.words.count("card.more_posts", hidden))
    key = "card.sources_unproven" if is_unproven(incident) else "card.sources"
    return edition.words(key, sources=SEMICOLON.join(lines))


def by_source(statements: Sequence[Statement], edition: Edition) -> list[Markup]:
    """Returns "ДСНС: 17 листопада, 09:40, 13:05" for each source, each time a link to its post."""
    titles = dict.fromkeys(edition.source(one).title for one in statements)
    return [
        _source(title, [one for one in statements if edition.source(one).title == title], edition) for title in titles
    ]


def _source(title: str, statements: Sequence[Statement], edition: Edition) -> Markup:
    posts = list({one.post_id: one for one in statements}.values())
    days = [None, *(one.published.astimezone(edition.zone).date() for one in posts)]
    moments = [
        link(moment(one.published, edition, known=known), edition.source(one).link)
        for one, known in zip(posts, days, strict=False)
    ]
    return Markup("{}: {}").format(safe(one_line(title, TITLE_LIMIT)), COMMA.join(moments))


def _record(incident: Incident, edition: Edition, is_new: bool | None) -> Markup:
    key = "card.record" if is_new is None else "card.new" if is_new else "card.added"
    shown = edition.words(key, number=edition.card_link(incident.id))
    posts = _posts(incident)
    return shown + " · " + edition.words.count("card.posts", posts) if posts > 1 else shown


def _posts(incident: Incident) -> int:
    return len({statement.post_id for statement in incident.statements})
