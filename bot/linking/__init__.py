"""Statements in, incidents out: pure, scored, explained.

`place_statements` says to which incident each statement of one post belongs, `build_incident` derives an incident
from its statements, `explain` tells how its figures came about, `shared_doubts` what they leave open.
`without_wholes` takes sums over an area out of a reading before anything is placed.
"""

from bot.linking.claims import Rule
from bot.linking.confirmed import keeps_figures
from bot.linking.decide import SUM_OVER_SEVERAL, Placement, may_join, place_statements
from bot.linking.derive import build_incident, explain, figures_now, held_claims, told_toll
from bot.linking.doubts import open_doubts, shared_doubts
from bot.linking.rulings import Act, Ruling, anchor_of, key_of, rulings_about
from bot.linking.tally import Step
from bot.linking.ties import DISMISSED
from bot.linking.wholes import without_wholes

__all__ = [
    "DISMISSED", "SUM_OVER_SEVERAL", "Act", "Placement", "Rule", "Ruling", "Step", "anchor_of", "build_incident",
    "explain", "figures_now", "held_claims", "keeps_figures", "key_of", "may_join", "open_doubts",
    "place_statements",
    "rulings_about", "shared_doubts", "told_toll", "without_wholes",
]  # fmt: skip
