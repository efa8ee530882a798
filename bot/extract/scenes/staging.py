"""Facts -> scenes, by going through the sentences in their order.

A sentence that names a place opens its scene or goes on with it; one that names none goes on with the scene before.
A sentence with several places gives each fact to the nearest of them. `apart` says when a place is struck again.
"""

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.scenes.anchors import anchors_of, city_of, is_in_area
from bot.extract.scenes.apart import PostShape, is_apart
from bot.extract.scenes.around import (
    area_around,
    is_itself,
    is_listed,
    names_the_town,
    names_unknown_place,
)
from bot.extract.scenes.introductions import Introductions
from bot.extract.scenes.items import is_another_item, is_heading, is_title_of_place, opens_blow, opens_paragraph
from bot.extract.scenes.leads import place_leads
from bot.extract.scenes.nearness import spread
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.sentences import told_by_sentence
from bot.extract.scenes.there import told_there
from bot.extract.scenes.timing import is_time_of_place, is_timeline, last_dated, strays
from bot.extract.scenes.titles import is_headline, is_summed_headline, is_title_of_areas, is_title_of_towns
from bot.extract.scenes.told import DAMAGED, Told
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Shape
from bot.extract.times.finding import TimeMention
from bot.gazetteer import Gazetteer, Unit
from bot.model import AREA_LEVELS, Level
from bot.period import KYIV

_HELPERS = frozenset({"person.office", "person.staff", "injured.care", "moment.response", "moment.said"})
_UNDER_FIRE = STRUCK | DAMAGED | {"roundup.exposed"}
_HEADING = 6
_BEFORE_TIME = 1
_MOST_SCENES = 120


class Stage:
    """Builds the scenes of one document; `summed` are the people that a round-up's sums count."""

    def __init__(
        self, facts: Facts, gazetteer: Gazetteer, summed: frozenset[Mention], is_roundup: bool = False
    ) -> None:
        self._is_roundup = is_roundup
        self._introductions = Introductions(facts.document.lines, gazetteer, is_roundup)
        self._facts = facts
        self._gazetteer = gazetteer
        self._summed = summed
        self._tokens = facts.document.tokens
        self._lines = facts.document.lines
        self._ground = facts.scopes
        today = facts.document.post.published.astimezone(KYIV).date()
        has_first = "sequence.first" in facts.document.senses
        self._shape = PostShape(today, is_roundup, is_timeline(facts), has_first)
        self._scenes: list[Scene] = []
        self._current: Scene | None = None
        self._current_line = -1
        self._dated: TimeMention | None = None
        self._passed: Site | None = None
        self._waiting: Told | None = None
        self._is_dated = False

    def build(self) -> list[Scene]:
        """All scenes in the order in which the post opens them."""
        entries = list(told_by_sentence(self._facts, self._summed))
        self._is_dated = any(
            told.times and not (told.is_aftermath or told.is_toll) and Scene.day_of(told.times_of_attack())
            for told in entries
        )
        place_leads(self._facts, entries)
        title = is_headline(entries) or is_title_of_towns(entries, self._lines)
        title = title or is_title_of_areas(entries, self._lines)
        for told in entries[title or (self._is_roundup and is_summed_headline(entries, self._summed)) :]:
            self._take(told)
        self._introductions.arm(self._scenes)
        return [scene for scene in self._scenes if not scene.is_only_named]

    def _take(self, told: Told) -> None:
        told.times = self._times(told)
        self._introductions.keep(told, self._scenes, self._current)
        if self._waits_for_place(told):
            self._waiting = told
            return
        place = self._current.place if self._current is not None else None
        on_line = self._lines[told.sentence] == self._current_line
        anchors = anchors_of(self._gazetteer, self._tokens, told, place, on_line)
        parts = told_there(self._tokens, told, anchors, place)
        if parts is not None:
            self._go_on(parts[0])
            told = parts[1]
        self._add_waiting_times(told, anchors)
        if not anchors:
            self._go_on(told)
        elif len({city_of(site.unit, self._gazetteer).code for site in anchors}) == 1:
            if self._is_placeless or self._tells(told):
                self._open(anchors[0], told).take(told, anchors)
            elif not self._is_placed_behind(told, anchors[0]) and not is_listed(self._tokens, anchors[0]):
                self._passed = anchors[0]
        else:
            self._open_several(told, anchors)
        self._dated = last_dated(self._facts.document, told.times, self._dated)

    def _tells(self, told: Told) -> bool:
        """Whether a sentence about one place tells of it, or only names it by the way."""
        if (
            told.is_passing
            or told.is_eventful
            or told.times
            or is_heading(self._facts.document, told.sentence, told.sites)
            or is_title_of_place(self._facts, told)
        ):
            return not told.is_passing
        place = self._current.place if self._current is not None else None
        if place is not None and self._is_town_of(place, told):
            return True
        districts = [site.unit for site in told.sites if site.level is Level.DISTRICT]
        return told.is_harmed and any(city_of(unit, self._gazetteer) == place for unit in districts)

    def _is_town_of(self, area: Unit, told: Told) -> bool:
        """Whether a sentence names the only town of a post that has told of an area: "На Сумщині поранено водія. Це
        сталося поблизу Кролевця"."""
        if self._is_roundup or area.level not in AREA_LEVELS or not _HELPERS.isdisjoint(told.senses):
            return False
        named = {site.unit.code for site in self._facts.sites if site.level is Level.SETTLEMENT}
        return len(named) == 1 and any(self._gazetteer.contains(area, site.unit) for site in told.sites)

    def _is_placed_behind(self, told: Told, site: Site) -> bool:
        """Whether a sentence says in which settlement of its area the attack told before was, and so places it:
        "Двоє поранених на Харківщині. Сталося це в Балаклії"."""
        scene, place = self._current, city_of(site.unit, self._gazetteer)
        if self._is_roundup or "moment.happened" not in told.senses or scene is None or scene.place is None:
            return False
        if (
            not scene.has_facts
            or scene.place.level not in AREA_LEVELS
            or not self._gazetteer.contains(scene.place, place)
        ):
            return False
        scene.place = place
        scene.take(told, [site])
        return True

    @property
    def _is_placeless(self) -> bool:
        return self._current is None or self._current.place is None

    def _go_on(self, told: Told) -> None:
        told_people = any(not mention.vague for mention in told.casualties)
        is_next_line = self._lines[told.sentence] != self._current_line
        damaged = told.damage and self._is_of_place(told)
        stray = is_next_line and not (told_people or damaged or told.times)
        idle = is_next_line and not (told.has_facts or told.is_struck)
        if self._is_roundup and (stray or (idle and not is_heading(self._facts.document, told.sentence, told.times))):
            return
        scene = self._current
        if is_next_line and scene is not None and scene.has_facts and told.is_over_area:
            return
        if is_next_line and scene is not None and told.is_downing and scene.is_timed(self._ground):
            return
        dated = self._current is not None and (
            told.is_struck
            or told.is_next_strike
            or told.is_again
            or Scene.day_of(told.times) is not None
            or (not is_next_line and is_time_of_place(self._facts.document, self._current, told))
        )
        if told.is_eventful or (told.times and dated):
            if self._is_roundup and not told.is_item and names_unknown_place(self._facts.document, told):
                self._leave_place()
            scene = self._open(self._passed_in_line(told), told)
            scene.take(told, [])
            scene.is_hit = scene.is_hit or (told.is_arrival and scene.may_be_hit)

    def _is_of_place(self, told: Told) -> bool:
        """Whether damage told in a line of its own is that of the place at hand, not of its area: a round-up tells
        that in a paragraph, and not below the heading of a place."""
        scene = self._current
        if scene is None or scene.place is None or scene.place.level is Level.OBLAST:
            return False
        first, end = self._facts.document.sentences[max(scene.sentences, default=told.sentence)]
        headed = not scene.has_facts and end - first <= _HEADING
        town = names_the_town(self._facts.document, told, scene.place)
        return headed or town or not opens_paragraph(self._facts, told)

    def _passed_in_line(self, told: Told) -> Site | None:
        """The one place that its line named, or the sentence before as struck, and of which nothing was told yet: "Під
        обстрілом громада X. Ніхто не постраждав"."""
        passed = self._passed
        if passed is None:
            return None
        near = told.sentence - 1 == passed.sentence
        struck = near and not _UNDER_FIRE.isdisjoint(self._facts.document.said[passed.sentence])
        if self._lines[told.sentence] != self._current_line:
            return passed if struck or self._lines[passed.sentence] == self._lines[told.sentence] else None
        place = self._current.place if self._current is not None else None
        return passed if struck and is_in_area(self._gazetteer, passed, place) else None

    def _leave_place(self) -> None:
        """Goes on with the oblast of the place at hand."""
        if self._current is not None and self._current.place is not None:
            self._current = Scene(self._gazetteer.unit(self._current.place.oblast), self._dated)
            self._scenes.append(self._current)

    def _open_several(self, told: Told, anchors: list[Site]) -> None:
        parts = spread(self._tokens, told, anchors)
        for site, part in parts:
            self._open(site, part).take(part, [site])
        areas = [site for site in anchors if site.level in AREA_LEVELS]
        around = area_around(self._gazetteer, told.sites, anchors) if not parts else None
        if around is not None:
            self._open(around, told)
        elif not parts and areas and (self._current is None or self._is_struck_in_next_line(told)):
            self._open(areas[0], told)

    def _is_struck_in_next_line(self, told: Told) -> bool:
        """Whether a sentence begins a line behind that of the place at hand, and tells of a blow with a weapon."""
        return bool(told.weapons) and self._lines[told.sentence] != self._current_line and not told.is_tally

    def _times(self, told: Told) -> list[TimeMention]:
        times = told.times_of_attack()
        after = bool(times) and (told.is_aftermath or told.is_care) and self._is_day_known()
        passed = after or self._counts_later(told, times)
        return [time for time in times if time.end is None or (time.wounding and told.is_deathbed)] if passed else times

    def _is_day_known(self) -> bool:
        """Whether the post tells the day of an attack, or has told one of the scene at hand."""
        return self._is_dated or (self._current is not None and self._current.day is not None)

    def _counts_later(self, told: Told, times: list[TimeMention]) -> bool:
        """Whether a sentence only counts the people of an attack on a day after it ("today the toll is 7")."""
        day = Scene.day_of(times)
        if day is None or self._current is None or self._is_roundup or not told.is_toll:
            return False
        known = self._current.day
        return known is not None and day > known

    def _waits_for_place(self, told: Told) -> bool:
        """Whether a sentence is only a time, the place or the blow of which comes next: "09:10. Херсон.", "О 9:10 стало
        гірше. Прилетіли дві бомби"."""
        if not told.times or told.is_eventful or told.sites:
            return False
        first = self._facts.document.sentences[told.sentence][0]
        words = [token for token in self._tokens[first : told.times[0].first] if token.shape is Shape.WORD]
        line, behind = self._lines[told.sentence], [s.sentence for s in self._facts.sites if s.sentence > told.sentence]
        if self._lines[told.sentence - 1] == line and not any(self._lines[number] == line for number in behind):
            return False
        document = self._facts.document
        heads = is_heading(document, told.sentence, told.times) or opens_blow(document, told)
        return len(words) <= _BEFORE_TIME and heads

    def _add_waiting_times(self, told: Told, anchors: list[Site]) -> None:
        waiting = self._waiting
        if waiting is not None and self._lines[waiting.sentence] == self._lines[told.sentence]:
            told.times = [*waiting.times, *told.times]
            self._waiting = None if anchors else waiting

    def _open(self, site: Site | None, told: Told) -> Scene:
        """The scene that a sentence goes on with, or a new one."""
        place = city_of(site.unit, self._gazetteer) if site is not None else None
        scene = self._matching(place, told)
        if scene is None and len(self._scenes) >= _MOST_SCENES:
            scene = self._scenes[-1]
        if scene is None:
            dated = None if strays(self._facts, self._dated, told.sentence) else self._dated
            scene = Scene(place or (self._current.place if self._current else None), dated)
            self._scenes.append(scene)
        if scene.place is None and place is not None:
            scene.settle_at(place, told)
        scene.is_itself = scene.is_itself or (site is not None and is_itself(self._tokens, site))
        self._current, self._current_line = scene, self._lines[told.sentence]
        return scene

    def _matching(self, place: Unit | None, told: Told) -> Scene | None:
        candidates = [self._current] if place is None and self._current else self._scenes[::-1]
        found = (scene for scene in candidates if self._goes_on(scene, place, told))
        return next((scene for scene in found if not is_another_item(self._facts, scene, told)), None)

    def _is_under_other_date(self, scene: Scene, told: Told) -> bool:
        """Whether a line stands under the heading of another day than a scene does."""
        one, two = self._ground[min(scene.sentences, default=told.sentence)], self._ground[told.sentence]
        if one is None or two is None or not (one.heading and two.heading):
            return False
        return one.start == one.end != two.end == two.start

    def _goes_on(self, scene: Scene, place: Unit | None, told: Told) -> bool:
        prelude = self._is_roundup and scene.is_prelude(self._lines, told.sentence)
        if scene.place is None and place is not None and (prelude or scene is not self._scenes[-1]):
            return False
        if place is not None and scene.place is not None and scene.place.code != place.code:
            return False
        if place is not None and self._is_roundup and self._is_under_other_date(scene, told):
            return False
        return not is_apart(scene, told, self._shape)
