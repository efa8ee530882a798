"""Place names in any form -> units of KATOTTG, the official codifier of Ukraine's administrative units.

The data is seeds/gazetteer.tsv.gz, which seeds/build_gazetteer.py makes; its format is described there.
"""

from bot.gazetteer.forms import fold, skeleton, transliterate
from bot.gazetteer.search import Match
from bot.gazetteer.store import Gazetteer
from bot.gazetteer.unit import Unit

__all__ = ["Gazetteer", "Match", "Unit", "fold", "skeleton", "transliterate"]
