"""What the other rooms read in a post, as far as its kind depends on it."""

from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)
class Evidence:
    """What the other rooms read in a post, as far as its kind depends on it.

    `places` counts the places with facts of their own, `oblasts` the oblasts these lie in. `casualties` and `damage`
    say that people harmed or things damaged are told of, `armed` that a weapon is named. `period` says that a period
    (a day, a night, a week) is named, `totals` that a sum over an area was read.
    `age` is the number of days from the latest attack to the publication, None if no attack is dated; `recalled` says
    that all dated ones only recall others, behind an attack that is told without a day. `foreign` says
    that every place lies outside Ukraine. `scenes` counts the scenes, `named` the places that are named with or
    without facts (settlements and areas within oblasts, or oblasts if these are more), `areas` the areas within
    oblasts among them, `headed` the oblasts that head a line. `introduction` is the token of
    a colon behind the time and the area that a post begins with, 0 if it begins otherwise. `harmless` says that it
    tells of nothing but that nobody was hurt in an oblast. `lined` counts the oblasts of the places that begin lines.
    `parted` counts the raions, hromadas and the like that begin lines or sentences and have a mark behind them.
    `deathbeds` are the sentences that tell the death of somebody wounded before, `hurt` the tokens where others are
    told as injured.
    `harmed` says that it tells of people killed or injured, `timeline` that lines with clock times tell one attack.
    """

    places: int = 0
    oblasts: int = 0
    casualties: bool = False
    damage: bool = False
    armed: bool = False
    period: bool = False
    totals: bool = False
    age: int | None = None
    recalled: bool = False
    foreign: bool = False
    scenes: int = 0
    named: int = 0
    areas: int = 0
    headed: int = 0
    introduction: int = 0
    harmless: bool = False
    lined: int = 0
    parted: int = 0
    harmed: bool = False
    timeline: bool = False
    deathbeds: tuple[int, ...] = ()
    hurt: tuple[int, ...] = ()
