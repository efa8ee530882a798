"""Why a post was joined to an incident: the reasons of a link in the reader's language."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.codec import reasons_from_text
from bot.model import Reason
from bot.render.card import TITLE_LIMIT
from bot.render.catalogue import Words
from bot.render.edition import Edition, spelling
from bot.render.figures import COMMA, SEMICOLON
from bot.render.plain import one_line, safe

NAMES = frozenset({"same_settlement", "namesake", "inside_area", "same_raion", "same_district"})
WEAPONS = frozenset({"same_weapon", "two_weapons"})
DAMAGE = frozenset({"same_damage"})
TIMES = frozenset({"part_and_clock", "clock_and_part", "same_part", "two_parts"})
POSTS = frozenset({"same_text", "answers"})
COUNTED = frozenset({"days_apart", "days_back", "days_later", "minutes_apart", "sum_over"})
FIGURES = frozenset({"figures"})
BARE = frozenset(
    {
        "another_oblast", "another_settlement", "another_namesake", "settlement_elsewhere", "oblast_alone",
        "another_raion", "same_hromada", "another_hromada", "other_districts", "evening_and_night", "same_day",
        "same_days", "roundup_of_yesterday", "neighbouring_days", "day_before_undated", "told_before",
        "happened_after", "told_soon", "told_late", "weapon_family", "shelling_and_other", "homes", "other_damage",
        "same_person", "same_age", "other_victims", "authority_goes_on", "same_authority", "taken_back",
        "roundup_repeats", "looks_back", "dismissed", "both_another_strike", "another_strike", "first_strike",
        "recent", "corrected", "beside_hromada", "new", "merged", "same_people_later", "over_midnight",
    }
)  # fmt: skip
CODES = BARE | NAMES | WEAPONS | DAMAGE | TIMES | POSTS | COUNTED | FIGURES
"""All that features can have seen; the texts are under "link." in the catalogues."""
PARTS = frozenset({"night", "morning", "day", "evening"})


def reasons_line(stored: str, edition: Edition) -> Markup:
    """Returns the stored reasons of a link in words, one after another; a text of another form as it is."""
    if not stored.startswith("["):
        return safe(stored)
    try:
        return SEMICOLON.join(_in_words(reason, edition) for reason in reasons_from_text(stored))
    except (TypeError, ValueError, LookupError):
        return safe(stored)


def _in_words(reason: Reason, edition: Edition) -> Markup:
    """One reason; English words of an older database as they are."""
    say, code = edition.words, reason.code
    if code not in CODES:
        return safe(code)
    if code in COUNTED:
        return say.count(f"link.{code}", int(reason.values[0]))
    if code in FIGURES:
        return COMMA.join(_figure(value.split(), say) for value in reason.values)
    values = [_value(code, value, edition) for value in reason.values]
    return say(f"link.{code}", values=COMMA.join(values), **_first_two(values))


def _first_two(values: Sequence[Markup]) -> dict[str, Markup]:
    return dict(zip(("one", "other"), values, strict=False))


def _figure(told: Sequence[str], say: Words) -> Markup:
    """What two figures are to each other: "grew 2 4", "same 3", "nobody"."""
    return say(f"link.figures.{told[0]}", **_first_two([safe(number) for number in told[1:]]))


def _value(code: str, value: str, edition: Edition) -> Markup:
    say = edition.words
    if code in WEAPONS:
        return say(f"weapon.{value}.some")
    if code in DAMAGE:
        return say(f"damage.{value}.some")
    if code in NAMES:
        return safe(spelling(edition.language)(value))
    if code in TIMES and value in PARTS:
        return say(f"part.{value}")
    return _post(value, edition) if code in POSTS else safe(value)


def _post(post_id: str, edition: Edition) -> Markup:
    """A post by its channel where that is known, else by its id."""
    source = edition.sources.get(post_id)
    return safe(one_line(source.title if source and source.title else post_id, TITLE_LIMIT))
