"""The history of a record in words: what changed at a time, by whom, why, from what, to what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from bot.codec import place_from_json, toll_from_json, when_from_json
from bot.linking import Ruling
from bot.model import RULES, Change, Damage, DamageObject, IncidentStatus, Weapon, WeaponType, Why
from bot.render.card import TITLE_LIMIT, slot_name
from bot.render.catalogue import Words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import COMMA, damage, toll_notes, weapons
from bot.render.plain import capital, link, one_line, safe
from bot.render.split import split
from bot.render.told_reasons import reason_told

VALUE_LIMIT = 200
FORMER = {
    "a post arrived": Why.POST_ARRIVED,
    "a post was edited": Why.POST_EDITED,
    "all posts were read again": Why.POSTS_REREAD,
    "its channel was pinned": Why.CHANNEL_PINNED,
    "its channel was refused": Why.CHANNEL_REFUSED,
    "the answer about its channel was undone": Why.CHANNEL_REOPENED,
}
FORMER_ENDS = {" by a person": Why.PERSON_DECIDED, " undone": Why.DECISION_UNDONE}
"""The causes as older databases hold them: sentences, and what stood behind the name of an act."""
ACTS = frozenset({"confirm", "correct", "merge", "split", "dismiss", "retract", "link", "leave", "refuse"})
OF_POSTS = frozenset({"link", "refuse"})
LEFT_SLOTS = frozenset({"killed", "injured", "place", "when", "weapons", "status", "other"})
ARROW = Markup(" → ")


def render_history(incident_id: int, entries: Sequence[Change], edition: Edition) -> list[str]:
    """Returns all changes of a record, oldest first; those of one moment, person, reason and post stand together."""
    say = edition.words
    title = say("history.title", number=edition.card_link(incident_id))
    causes = groupby(sorted(entries, key=lambda one: one.at), lambda one: (one.at, one.who, one.why, one.post_id))
    parts = [part for _, some in causes if (part := _part(list(some), edition))]
    return split([title, *(parts or [say("history.none")])])


def _part(changes: Sequence[Change], edition: Edition) -> Markup:
    """What one cause changed; empty if nothing of it can be seen in words."""
    say, cause = edition.words, changes[0]
    lines = [line for one in changes if (line := _line(one, edition))]
    if not lines:
        return Markup()
    head = say("history.head", moment=moment(cause.at, edition, year=True), who=_who(cause.who, say))
    why = Markup(": ").join(part for part in (_why(cause.why, say), _post(cause.post_id, edition)) if part)
    return Markup("\n").join([head, *lines, say("history.why", why=why)])


def _post(post_id: str | None, edition: Edition) -> Markup:
    """The channel of the post that caused a change, linked to it; empty where it is not known."""
    source = edition.sources.get(post_id or "")
    return link(one_line(source.title, TITLE_LIMIT), source.link) if source and source.title else Markup()


def _line(entry: Change, edition: Edition) -> Markup:
    say = edition.words
    if entry.slot == "posts":
        return _posts(entry.before, entry.after, edition)
    before, after = (value_in_words(entry.slot, value, edition) for value in (entry.before, entry.after))
    if before == after:
        return Markup()
    name = slot_name(say, entry.slot)
    if entry.slot == "created":
        return capital(say("history.created", value=after))
    if entry.slot == "decision":
        key = "history.decided" if entry.before is None else "history.taken_back"
        return capital(say(key, value=after if entry.before is None else before))
    return capital(Markup("{}: {}").format(name, before + ARROW + after))


def _posts(before: Any, after: Any, edition: Edition) -> Markup:
    """The posts that came to a record, and those that left it, each by its channel and id with its address."""
    was, now = (dict.fromkeys(value if isinstance(value, list) else []) for value in (before, after))
    added, gone = [post for post in now if post not in was], [post for post in was if post not in now]
    told = (("history.posts_added", added), ("history.posts_gone", gone))
    named = ((key, COMMA.join(_named_post(str(post), edition) for post in some)) for key, some in told if some)
    return Markup("\n").join(edition.words(key, posts=posts) for key, posts in named)


def _named_post(post_id: str, edition: Edition) -> Markup:
    source = edition.sources.get(post_id)
    name = f"{one_line(source.title, TITLE_LIMIT)} {post_id}" if source and source.title else post_id
    return link(one_line(name, VALUE_LIMIT), source.link if source else None)


def value_in_words(slot: str, value: Any, edition: Edition) -> Markup:
    """Returns a stored value of a slot in words; "—" for nothing, another shape than the slot's as it is."""
    if value is None or value == []:
        return edition.words("history.empty")
    read = READERS.get(slot)
    try:
        return read(value, edition) if read else _as_it_is(value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _as_it_is(value)


def _as_it_is(value: Any) -> Markup:
    return safe(one_line(str(value), VALUE_LIMIT))


def _toll(value: Mapping[str, Any], edition: Edition) -> Markup:
    """A toll in short: "3 (4 children; reports differ: 2–3)", or the words where no number was given."""
    say, toll = edition.words, toll_from_json(value)
    if toll.total is None:
        return safe(one_line(toll.vague, VALUE_LIMIT)) if toll.vague else say("number.unknown")
    return safe(toll.total) + toll_notes(say, toll)


def _place(value: Mapping[str, Any], edition: Edition) -> Markup:
    place = place_from_json(value)
    return COMMA.join(safe(part) for part in (edition.title(place), edition.districts(place)) if part)


def _when(value: Mapping[str, Any], edition: Edition) -> Markup:
    return safe(when(when_from_json(value), edition.language))


def _created(value: Mapping[str, Any], edition: Edition) -> Markup:
    """Where, when, and whatever was known of casualties at first."""
    say = edition.words
    told = [(slot, value.get(slot)) for slot in ("killed", "injured")]
    tolls = [Markup("{}: {}").format(slot_name(say, slot), _toll(one, edition)) for slot, one in told if one]
    return COMMA.join([_place(value["place"], edition), _when(value["when"], edition), *tolls])


def _status(value: str, edition: Edition) -> Markup:
    return edition.words(f"value.{IncidentStatus(value)}")


def _preliminary(value: Any, edition: Edition) -> Markup:
    return edition.words("value.True" if value in (True, "True") else "value.False")


def _decision(value: str, edition: Edition) -> Markup:
    """An act with the slot it was about: "correct killed" as stored."""
    act, _, rest = value.partition(" ")
    if act not in ACTS:
        return _as_it_is(value)
    slot, said = rest.partition(" ")[0], edition.words(f"decided.{act}")
    is_named = slot in LEFT_SLOTS if act == "leave" else bool(slot) and act not in OF_POSTS
    return said + Markup(" ({})").format(slot_name(edition.words, slot)) if is_named else said


def _held(value: Iterable[str], edition: Edition) -> Markup:
    return COMMA.join(slot_name(edition.words, slot) for slot in value)


READERS: Mapping[str, Callable[[Any, Edition], Markup]] = {
    "created": _created,
    "place": _place,
    "when": _when,
    "killed": _toll,
    "injured": _toll,
    "weapons": lambda value, edition: weapons(edition.words, [Weapon(WeaponType(name), n) for name, n in value]),
    "damage": lambda value, edition: damage(edition.words, [Damage(DamageObject(name), n) for name, n in value]),
    "status": _status,
    "preliminary": _preliminary,
    "held": _held,
    "decision": _decision,
}
"""How each slot's stored value is told."""


def _why(why: str, say: Words) -> Markup:
    """The reason of a change: the program's own in the reader's language, a person's as it was written."""
    code = FORMER.get(why) or _former_act(why) or why
    known, colon, words = code.partition(": ")
    if known not in set(Why):
        return reason_told(why, VALUE_LIMIT, say)
    return say(f"cause.{known}") + (Markup(": ") + reason_told(words, VALUE_LIMIT, say) if colon else "")


def _former_act(why: str) -> Why | None:
    act, blank, end = why.partition(" ")
    return FORMER_ENDS.get(blank + end) if act in ACTS else None


def render_standing(ruling: Ruling, edition: Edition) -> Markup:
    """Returns a decision that stands, in a line: what, who, when."""
    what = _decision(" ".join(filter(None, (ruling.act.value, ruling.slot))), edition)
    who, at = _who(ruling.by, edition.words), moment(ruling.at, edition, year=True)
    return Markup("{}, {}, {}").format(what, who, at)


def _who(who: str, say: Words) -> Markup:
    return say("history.rules") if who == RULES else say("history.person", name=one_line(who, TITLE_LIMIT)).strip()
