"""Statements in, incidents out: pure, scored, explained.

`place_statements` says to which incident each statement of one post belongs, `build_incident` derives an incident
from its statements, `explain` tells how its figures came about, `fold` makes a whole record. `without_wholes` takes
sums over an area out of a reading before anything is placed.
"""

from bot.linking.claims import Rule
from bot.linking.decide import SUM_OVER_SEVERAL, Placement, place_statements
from bot.linking.derive import build_incident, explain
from bot.linking.fold import fold
from bot.linking.rulings import Act, Ruling, anchor_of, key_of
from bot.linking.tally import Step
from bot.linking.wholes import without_wholes

__all__ = [
    "SUM_OVER_SEVERAL", "Act", "Placement", "Rule", "Ruling", "Step", "anchor_of", "build_incident", "explain", "fold",
    "key_of", "place_statements", "without_wholes",
]  # fmt: skip
