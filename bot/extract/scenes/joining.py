"""Scenes that tell of one attack, joined: an area with the town in it, a headline with the text below it."""

from collections.abc import Sequence

from bot.extract.scenes.scene import Scene
from bot.gazetteer import Gazetteer
from bot.model import AREA_LEVELS, Level, WeaponType


def joined(scenes: list[Scene], gazetteer: Gazetteer, is_roundup: bool, lines: Sequence[int]) -> list[Scene]:
    """The scenes that make reports: those that tell of something, each attack once."""
    scenes = _placed([scene for scene in scenes if not (is_roundup and _is_of_nowhere(scene))])
    if not is_roundup:
        head = headline_of(scenes, gazetteer, lines)
        scenes = [scene for scene in scenes if scene is not head]
        _give_titles(scenes, gazetteer, lines)
        scenes = _with_areas_in_towns(scenes, gazetteer, lines)
    scenes = _same_place_and_day(scenes)
    told = [
        scene for scene in scenes if scene.has_facts or (scene.is_hit and not _holds_another(scene, scenes, gazetteer))
    ]
    if is_roundup:
        told = [scene for scene in told if not any(_is_title_of(scene, town, gazetteer, lines) for town in told)]
        return [scene for scene in told if not _is_of_oblast(scene) or _is_alone(scene, scenes)]
    return told or [scene for scene in scenes if scene.weapons and not _is_only_shelled(scene)][:1]


def _is_only_shelled(scene: Scene) -> bool:
    """Whether a scene has no place, or only speaks of shelling in an oblast: "людей, поранених під час обстрілів"."""
    if scene.place is None:
        return True
    return scene.place.level is Level.OBLAST and all(weapon.type is WeaponType.SHELLING for weapon in scene.weapons)


def _is_of_nowhere(scene: Scene) -> bool:
    """Whether a round-up tells without a place and a number that people were hurt ("attacks kill, injure civilians"),
    or only of a time and weapons ("Russia launched 120 drones overnight")."""
    vague = all(mention.vague for mention in scene.casualties)
    return scene.place is None and vague and not scene.damage


def _is_of_oblast(scene: Scene) -> bool:
    """Whether a scene of a round-up tells of an oblast as a whole, which is no attack on one place."""
    vague = not scene.damage and scene.casualties and all(mention.vague for mention in scene.casualties)
    if vague and scene.place is not None and scene.place.level in AREA_LEVELS:
        return True
    return scene.place is None or (scene.place.level is Level.OBLAST and not any(time.time for time in scene.times))


def _holds_another(scene: Scene, scenes: list[Scene], gazetteer: Gazetteer) -> bool:
    """Whether what is told of a hromada is told of a town in it."""
    area = scene.place
    return (
        area is not None
        and area.level in AREA_LEVELS
        and any(
            other.has_facts and other.place is not None and other is not scene and gazetteer.contains(area, other.place)
            for other in scenes
        )
    )


def _is_alone(scene: Scene, scenes: list[Scene]) -> bool:
    """Whether a scene tells of a strike and its damage in an oblast of which the post, telling of others, tells
    nothing else."""
    area = scene.place
    if area is None or not (scene.weapons and scene.damage):
        return False
    oblasts = [other.place.oblast for other in scenes if other.place is not None]
    return oblasts.count(area.oblast) == 1 and len(oblasts) > 1


def _placed(scenes: list[Scene]) -> list[Scene]:
    """What is told before any place is named belongs to the first place that is."""
    placed = [scene for scene in scenes if scene.place is not None]
    if not placed:
        return scenes
    for scene in scenes:
        if scene.place is None:
            _nearest_in_time(scene, placed).absorb(scene)
    return placed


def _nearest_in_time(scene: Scene, others: list[Scene]) -> Scene:
    same_day = [other for other in others if scene.day is None or other.day in (None, scene.day)]
    return (same_day or others)[0]


def headline_of(scenes: Sequence[Scene], gazetteer: Gazetteer, lines: Sequence[int]) -> Scene | None:
    """The headline, with what its text says of the same area without any facts, that speaks of an oblast with several
    towns of which the text tells one by one."""
    first = next((scene for scene in scenes if scene.place is not None), None)
    area = first.place if first is not None else None
    if first is None or area is None or area.level not in AREA_LEVELS:
        return None
    inside = [
        scene
        for scene in scenes
        if scene.place is not None and scene is not first and scene.has_facts and gazetteer.contains(area, scene.place)
    ]
    towns = {scene.place.code for scene in inside if scene.place is not None}
    general = _is_title(first, lines) or _is_vague(first) or _is_told_again(first, inside)
    return first if len(towns) > 1 and general else None


def _is_title(scene: Scene, lines: Sequence[int]) -> bool:
    """Whether a scene begins in a text's first line, and has all its facts from there or is nothing more."""
    told = {mention.sentence for mention in scene.casualties} | {thing.sentence for thing in scene.damage}
    titled = all(lines[sentence] == lines[0] for sentence in told)
    return lines[min(scene.sentences, default=-1)] == lines[0] and (titled or len(scene.sentences) == 1)


def _is_told_again(area: Scene, towns: list[Scene]) -> bool:
    """Whether nothing is told of an area but things that its towns tell one by one: "атаковано два порти області"."""
    objects = {thing.object for town in towns for thing in town.damage}
    return bool(area.damage) and not area.casualties and {thing.object for thing in area.damage} <= objects


def _is_vague(scene: Scene) -> bool:
    """Whether nothing is told but that there are dead or injured."""
    return bool(scene.casualties) and not scene.damage and all(mention.vague for mention in scene.casualties)


def _with_areas_in_towns(scenes: list[Scene], gazetteer: Gazetteer, lines: Sequence[int]) -> list[Scene]:
    """Joins what is told of an area with the only town in it that the post tells of."""
    kept = []
    for scene in scenes:
        town = _only_town_in(scene, scenes, gazetteer, lines)
        if town is None:
            kept.append(scene)
        else:
            town.absorb(scene)
    return kept


def _give_titles(scenes: list[Scene], gazetteer: Gazetteer, lines: Sequence[int]) -> None:
    """Gives an area with people of its own those of a title that names a town set apart from it, if it has no others:
    "Двоє поранених під Херсоном / У районі поранено двох. / У самому Херсоні пошкоджено школу"."""
    for town in scenes:
        titled = [mention for mention in town.casualties if lines[mention.sentence] == lines[0]]
        if not titled or titled != town.casualties or not town.is_itself or town.place is None:
            continue
        around = (one for one in scenes if one.casualties and one.place and one.place.level in AREA_LEVELS)
        area = next((one for one in around if one.place and gazetteer.contains(one.place, town.place)), None)
        if area is not None:
            town.casualties, area.casualties = [], [*titled, *area.casualties]


def _only_town_in(scene: Scene, scenes: list[Scene], gazetteer: Gazetteer, lines: Sequence[int]) -> Scene | None:
    area = scene.place
    if area is None or area.level not in AREA_LEVELS:
        return None
    inside = [
        other
        for other in scenes
        if other is not scene
        and other.place is not None
        and other.place.level is not area.level
        and gazetteer.contains(area, other.place)
        and (scene.day is None or other.day is None or scene.day == other.day)
    ]
    if scene.day is None:
        inside = [other for other in inside if other.day is None] or inside
    places = {other.place.code for other in inside if other.place is not None}
    if len(places) != 1 or not _is_general(scene, inside[0], lines):
        return None
    return inside[0]


def _is_general(area: Scene, town: Scene, lines: Sequence[int]) -> bool:
    """Whether what is told of an area is told of the town in it: of an oblast, in a headline, or in the town's line."""
    if town.is_itself and area.has_facts and area.sentences.isdisjoint(town.sentences):
        return False
    if area.place is None or area.place.level is Level.OBLAST:
        return True
    if 0 in (area.sentences | town.sentences):
        return not _are_told_in_full(area, town, lines)
    if _is_title_over(area, town, lines):
        return True
    return not {lines[n] for n in area.sentences}.isdisjoint(lines[n] for n in town.sentences)


def _is_title_of(area: Scene, town: Scene, gazetteer: Gazetteer, lines: Sequence[int]) -> bool:
    """Whether a title names an area and one thing that the text right below it tells of a town there."""
    if area.place is None or area.place.level not in AREA_LEVELS or town.place is None or area is town:
        return False
    single = len(area.damage) == 1 and area.damage[0].count in (None, 1)
    return single and gazetteer.contains(area.place, town.place) and _is_title_over(area, town, lines)


def _is_title_over(area: Scene, town: Scene, lines: Sequence[int]) -> bool:
    """Whether an area is named in a line right above its town and has nothing that is not told of the town: "Ізюмський
    район: підрив трактора / Біля села Довгеньке трактор наїхав на міну"."""
    last, first = max(area.sentences, default=-1), min(town.sentences, default=-1)
    above = last < first and lines[first] - lines[last] <= 1 and lines[last] == lines[min(area.sentences, default=-1)]
    return above and not area.casualties and {one.object for one in area.damage} <= {one.object for one in town.damage}


def _are_told_in_full(area: Scene, town: Scene, lines: Sequence[int]) -> bool:
    """Whether an area and the town in it have people and damage of their own in different lines, and not the same:
    "Атаковано район. Пошкоджено склад, люди не постраждали. [...] У місті зайнявся дах школи. Постраждалих немає"."""
    told = [
        {
            lines[number]
            for number in [one.sentence for one in scene.casualties] + [one.sentence for one in scene.damage]
        }
        for scene in (area, town)
    ]
    objects = [{thing.object for thing in scene.damage} for scene in (area, town)]
    people = [{one.group.count for one in scene.casualties if one.group is not None} for scene in (area, town)]
    both = all(scene.casualties and scene.damage for scene in (area, town))
    return both and all(one.isdisjoint(two) for one, two in (told, objects, people))


def _same_place_and_day(scenes: list[Scene]) -> list[Scene]:
    """Joins a scene without facts of a place with that place's scene of the same or an untold day."""
    kept: list[Scene] = []
    for scene in scenes:
        twin = next((other for other in kept if _are_twins(other, scene)), None)
        if twin is None:
            kept.append(scene)
        else:
            twin.absorb(scene)
    return kept


def _are_twins(first: Scene, second: Scene) -> bool:
    if first.place is None or second.place is None or first.place.code != second.place.code:
        return False
    if first.has_facts and second.has_facts:
        return False
    return first.day is None or second.day is None or first.day == second.day
