"""What each sense of a word of harm says became of people."""

from bot.model import Outcome

OUTCOMES: dict[str | None, Outcome | None] = {
    "killed.deed": Outcome.KILLED,
    "killed.mortal": Outcome.KILLED,
    "killed.dead": Outcome.KILLED,
    "killed.died": Outcome.KILLED,
    "killed.lives": Outcome.KILLED,
    "killed.takes": Outcome.KILLED,
    "killed.lost": Outcome.KILLED,
    "killed.bereft": Outcome.KILLED,
    "killed.save": Outcome.KILLED,
    "killed.unsaved": Outcome.KILLED,
    "killed.heart": Outcome.KILLED,
    "killed.body": Outcome.KILLED,
    "injured.deed": Outcome.INJURED,
    "injured.either": Outcome.INJURED,
    "casualty.unhurt": Outcome.INJURED,
    "casualty.alive": Outcome.INJURED,
    "injured.wound": Outcome.INJURED,
    "injured.care": Outcome.INJURED,
    "injured.stress": None,
}
