"""Weapons and hours that an introduction names for an area or several towns: "Вночі ворог атакував область дронами"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.scenes.scene import Scene
from bot.extract.scenes.told import Told
from bot.extract.times.values import ONE_DAY
from bot.extract.weapons.finding import sharpened
from bot.gazetteer import Gazetteer, Unit
from bot.model import AREA_LEVELS, Level


class Introductions:
    """The sentences of one document that name a weapon and nothing that it did, and the places that they speak for;
    `lines` are those of its sentences."""

    def __init__(self, lines: Sequence[int], gazetteer: Gazetteer, is_roundup: bool) -> None:
        self._lines = lines
        self._gazetteer = gazetteer
        self._is_roundup = is_roundup
        self._told: list[Told] = []

    def keep(self, told: Told, scenes: Sequence[Scene], current: Scene | None) -> None:
        """Keeps a sentence that introduces, with the area that the text speaks of where it names no place. One that
        counts people introduces too if it speaks of an oblast: "Drones attacked Kyiv region, injuring four"."""
        if not told.weapons or (told.has_facts and not _is_of_oblast(told)):
            return
        if told.sites or not scenes:
            self._told.append(told)
        elif current is not None and not current.has_facts and current.place and current.place.level in AREA_LEVELS:
            self._told.append(replace(told, sites=current.sites))

    def arm(self, scenes: Sequence[Scene]) -> None:
        """Gives the one weapon and the hour that an introduction names to those places that none is told of, and the
        particular types that it names to weapons told in general words; a round-up gives several weapons, and hours,
        within a line: "Нікопольщина. Артилерія, дрони: громада. У Нікополі …"."""
        for scene in scenes:
            wave = self._over(scene, scene.place) if scene.place is not None and scene.has_facts else None
            if wave is None or _is_of_other_days(scene, wave):
                continue
            is_own = self._is_roundup and self._lines[wave.sentence] == self._line_of(scene)
            if scene.has_weapon or not (is_own or len({weapon.type for weapon in wave.weapons}) == 1):
                scene.weapons = sharpened(scene.weapons, wave.weapons)
            else:
                scene.weapons += wave.weapons
            if (is_own or not self._is_roundup) and not scene.times and _is_of_day(scene, wave):
                scene.times += wave.times

    def _line_of(self, scene: Scene) -> int:
        return self._lines[min(scene.sentences)]

    def _over(self, scene: Scene, place: Unit) -> Told | None:
        """The introduction that tells of a strike on a place, on an area around it, or before any place is named; in a
        round-up one of the scene's line, or of a wave before it."""
        found = self._told
        if self._is_roundup:
            first, line = min(scene.sentences), self._line_of(scene)
            own = [told for told in found if told.sentence <= first and self._lines[told.sentence] == line]
            before = [told for told in found[::-1] if told.sentence < first]
            found = own + [told for told in before if told.is_wave]
        for told in found:
            around = [site.unit for site in told.sites]
            if not around or any(unit.code == place.code or self._gazetteer.contains(unit, place) for unit in around):
                return told
        return None


def _is_of_oblast(told: Told) -> bool:
    """Whether a sentence counts the people of an oblast, and tells of nobody in particular and of no damage."""
    if any(mention.group is not None and mention.group.described for mention in told.casualties):
        return False
    return bool(told.sites) and not told.damage and all(site.level is Level.OBLAST for site in told.sites)


def _is_of_other_days(scene: Scene, wave: Told) -> bool:
    """Whether a scene and an introduction name days further apart than a night is long."""
    days = Scene.day_of(scene.times), Scene.day_of(wave.times)
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > ONE_DAY


def _is_of_day(scene: Scene, wave: Told) -> bool:
    """Whether the hour of an introduction can be that of a place: it names no day, or the one last told before it."""
    return Scene.day_of(wave.times) is None or scene.inherited in wave.times
