"""The nouns of the record (DESIGN: Words), as frozen values without behaviour beyond their own arithmetic.

Times are aware; `Post.published` may carry any offset, storage keeps UTC. Dates are days in Europe/Kyiv.
`terms` holds the closed lists of values, `readings` what one post says, `incidents` what many posts say together.
What a post means, and so every list that a post fills, is fixed by the corpus GUIDE.
"""

from bot.model.incidents import Change, Incident, Link, Reason, Statement, Toll
from bot.model.readings import Damage, Doubt, Figure, Person, Place, Post, Reading, Report, Span, Total, Weapon, When
from bot.model.terms import (
    AREA_LEVELS,
    LOCAL_LEVELS,
    OVER,
    RULES,
    WIDE_LEVELS,
    AuthorityKind,
    Bound,
    DamageObject,
    DayPart,
    DoubtReason,
    IncidentStatus,
    Kind,
    Language,
    Level,
    LinkStatus,
    Outcome,
    Sex,
    Trust,
    WeaponType,
    Why,
)

__all__ = [
    "AREA_LEVELS", "LOCAL_LEVELS", "OVER", "RULES", "WIDE_LEVELS",
    "AuthorityKind", "Bound", "Change", "Damage", "DamageObject", "DayPart", "Doubt", "DoubtReason", "Figure",
    "Incident", "IncidentStatus", "Kind", "Language", "Level", "Link", "LinkStatus", "Outcome", "Person", "Place",
    "Post", "Reading", "Reason", "Report", "Sex", "Span", "Statement", "Toll", "Total", "Trust", "Weapon", "WeaponType",
    "When", "Why",
]  # fmt: skip
