"""A headline or lead that only sums up what the text below it tells attack by attack (GUIDE: a figure is told once)."""

from collections.abc import Iterable
from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.tolls import Tolls, combine
from bot.extract.facts import Facts, Site
from bot.extract.scenes.elsewhere import told_apart
from bot.extract.scenes.scene import Scene
from bot.model import AREA_LEVELS, Figure, Level, Outcome

_LEAD = 3


def take_sums(facts: Facts, scenes: list[Scene]) -> tuple[list[Scene], dict[int, list[Mention]]]:
    """The scenes without the people of a lead whose figures are the sum of all the scenes' own; and what of it is a sum
    over an oblast or several, by sentences (GUIDE: totals)."""
    _leave_to_later(facts, scenes)
    scenes = _without_title(facts, scenes)
    if _is_title_without_town(facts):
        for scene in scenes:
            scene.casualties = _without_others(facts, scene, [other for other in scenes if other is not scene])
    harmed = [scene for scene in scenes if scene.casualties]
    if len(harmed) < 2:
        return scenes, {}
    for end in range(_LEAD, 0, -1):
        if not _names_no_single_town(facts, scenes, end):
            continue
        wide = _is_of_country(facts, harmed, end)
        counted = (harmed, _latest(harmed)) if wide else (harmed,)
        if any(_sums_up(facts, parts, end, wide) for parts in counted):
            lead = [mention for scene in harmed for mention in scene.casualties if mention.sentence < end]
            for scene in harmed:
                scene.casualties = [mention for mention in scene.casualties if mention.sentence >= end]
            emptied = [scene for scene in harmed if not (scene.has_facts or scene.is_hit)]
            sums = _told_below_title(facts, lead) if wide or _is_of_area(facts, end) else {}
            return told_apart(facts, [scene for scene in scenes if scene not in emptied]), sums
    return scenes, {}


def _leave_to_later(facts: Facts, scenes: list[Scene]) -> None:
    """Takes from a town's attack the people whom the first line only says to be there, where another of its attacks has
    them counted ("У Лубнах поранено рятувальників / О 8:35 загинула жінка. / О 9:20 поранено двох"), or tells as many
    below and this one nobody ("Shelling kills three in X; hours later, drone hits clinic")."""
    told, lines = facts.times_by_sentence.keys() | facts.damaged_sentences, facts.document.lines
    first = {number for number, line in enumerate(lines) if line == lines[0]}
    for scene in scenes:
        others = [one for one in scenes if one is not scene and one.place is not None and one.place == scene.place]
        counted = {mention.outcome for one in others for mention in one.casualties if mention.number}
        own = {mention.outcome for mention in scene.casualties if mention.number}
        below = {mention.outcome for mention in scene.casualties if mention.sentence not in first}
        retold = {outcome for outcome in own - below if _is_told_below(facts, scene, others, outcome, first)}
        vague = counted - own
        scene.casualties = [
            mention
            for mention in scene.casualties
            if mention.sentence not in first
            or mention.outcome not in (vague if mention.vague and mention.sentence not in told else retold)
        ]


def _is_told_below(facts: Facts, scene: Scene, others: list[Scene], outcome: Outcome, first: set[int]) -> bool:
    """Whether one of other scenes tells, below the first line, of just as many people as that line does of a scene that
    goes on below."""
    title = [mention for mention in scene.casualties if mention.outcome is outcome]
    parts = [[m for m in one.casualties if m.outcome is outcome and m.sentence not in first] for one in others]
    lead = _number(_figure(combine(facts.document, title), title))
    return bool(scene.sentences - first) and lead in [
        _number(_figure(combine(facts.document, part), part)) for part in parts if part
    ]


def _without_title(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes without titles that tell of an area those people whom the text then tells of one place in it, below
    the first line anywhere, else right below: "Обстріли Нікопольщини: поранено юнака"."""
    kept = []
    for scene in scenes:
        line = _line_of_area(facts, scene)
        below = scenes if line == facts.document.lines[0] else _next_below(scenes, scene)
        if line is None or not any(_is_retold(facts, scene, line, other) for other in below):
            kept.append(scene)
    return kept


def _is_title_without_town(facts: Facts) -> bool:
    """Whether the first line is a title: one sentence that names no town."""
    lines = facts.document.lines
    return len(lines) > 1 and lines[0] != lines[1] and not _towns(site for site in facts.sites if not site.sentence)


def _without_others(facts: Facts, scene: Scene, others: list[Scene]) -> list[Mention]:
    """The people of a scene without those whom a title tells and the text below has for other places alone: "Woman
    killed in drone attacks", where of the first town it only says what burnt, or that nobody was killed."""
    title = [mention for mention in scene.casualties if not mention.sentence]
    if not title or not others:
        return scene.casualties
    below = {mention.outcome for mention in scene.casualties if mention.sentence and not mention.zero}
    strange = {
        outcome
        for outcome in Outcome
        if outcome not in below and _are_told_of(facts, [m for m in title if m.outcome is outcome], scene, others)
    }
    return [mention for mention in scene.casualties if mention.sentence or mention.outcome not in strange]


def _are_told_of(facts: Facts, title: list[Mention], scene: Scene, others: list[Scene]) -> bool:
    """Whether the people of one outcome in a title are no more than the text tells of other places: on the day of the
    scene, or as children too."""
    lead = _figure(combine(facts.document, title), title)
    if lead is None or not lead.total:
        return False
    told = [
        figure
        for other in others
        if (figure := _figure(combine(facts.document, other.casualties), title)) is not None
        and (other.day in (None, scene.day) or (lead.children and lead.children == figure.children))
    ]
    return lead.total <= sum(map(_number, told))


def _figure(tolls: Tolls, mentions: list[Mention]) -> Figure | None:
    """The figure of the outcome that some mentions have in common."""
    if not mentions:
        return None
    return tolls.killed if mentions[0].outcome is Outcome.KILLED else tolls.injured


def _line_of_area(facts: Facts, scene: Scene) -> int | None:
    """The one line in which all that is told of an area stands, if these are people; None if there is no such line."""
    told = {facts.document.lines[mention.sentence] for mention in scene.casualties}
    area = scene.place is not None and scene.place.level in AREA_LEVELS
    return min(told) if area and len(told) == 1 and not scene.damage else None


def _next_below(scenes: list[Scene], title: Scene) -> list[Scene]:
    """The scene that begins next behind another in the text, if there is one."""
    first = min(title.sentences)
    behind = [scene for scene in scenes if min(scene.sentences, default=0) > first]
    return sorted(behind, key=lambda scene: min(scene.sentences))[:1]


def _is_retold(facts: Facts, title: Scene, line: int, scene: Scene) -> bool:
    """Whether a scene tells of a place in the title's area, in lines below it, of as many people."""
    lines, place = facts.document.lines, scene.place
    later = bool(scene.casualties) and all(lines[mention.sentence] > line for mention in scene.casualties)
    if not later or place is None or title.place is None or title.place.code not in place.parents:
        return False
    one, two = (combine(facts.document, part.casualties) for part in (title, scene))
    return all(_number(a) == _number(b) for a, b in ((one.killed, two.killed), (one.injured, two.injured)))


def headline_sum(facts: Facts, head: Scene | None, scenes: list[Scene]) -> dict[int, list[Mention]]:
    """What a headline left out counts over an oblast or a raion, in full sentences, if the scenes tell of no more."""
    if head is None or head.place is None or head.place.level is Level.HROMADA:
        return {}
    own = [combine(facts.document, scene.casualties) for scene in scenes]
    lead = combine(facts.document, head.casualties)
    several = _number(lead.killed) + _number(lead.injured) > 1
    whole = _is_sum(lead.killed, [tolls.killed for tolls in own], wide=True)
    whole = whole and _is_sum(lead.injured, [tolls.injured for tolls in own], wide=True)
    return _told_below_title(facts, head.casualties) if several and whole else {}


def _is_of_country(facts: Facts, scenes: list[Scene], end: int) -> bool:
    """Whether the first sentences name no place in Ukraine, and what they sum up happened in several oblasts."""
    oblasts = {scene.place.oblast for scene in scenes if scene.place is not None}
    return len(oblasts) > 1 and all(site.sentence >= end for site in facts.sites)


def _is_of_area(facts: Facts, end: int) -> bool:
    """Whether the first sentences name oblasts or raions and nothing smaller."""
    levels = {site.level for site in facts.sites if site.sentence < end}
    return bool(levels) and levels <= {Level.RAION, Level.OBLAST}


def _latest(scenes: list[Scene]) -> list[Scene]:
    """The scenes without those of days before the latest one, which a text only recalls."""
    day = max((scene.day for scene in scenes if scene.day is not None), default=None)
    return [scene for scene in scenes if scene.day in (None, day)]


def _told_below_title(facts: Facts, lead: list[Mention]) -> dict[int, list[Mention]]:
    """The people of a lead by sentences, without those of a title: a text's first line that is no full sentence."""
    tokens, sentences = facts.document.tokens, facts.document.sentences
    told: dict[int, list[Mention]] = {}
    for mention in sorted(lead, key=lambda one: one.first):
        first, end = sentences[mention.sentence]
        if any(token.text in ".!" for token in tokens[max(first, end - 2) : end]):
            told.setdefault(mention.sentence, []).append(mention)
    return told


def _names_no_single_town(facts: Facts, scenes: list[Scene], end: int) -> bool:
    """Whether the first sentences name no town or several, none of them with people of its own, or all scenes lie in
    one."""
    if len({scene.place.code for scene in scenes if scene.place is not None}) == 1:
        return True
    towns = _towns(site for site in facts.sites if site.sentence < end)
    return len(towns) != 1 and not any(_is_of_one_town(facts, sentence) for sentence in range(end))


def _is_of_one_town(facts: Facts, sentence: int) -> bool:
    """Whether a sentence tells people of the one town that it names."""
    towns = _towns(facts.sites_by_sentence.get(sentence, ()))
    return len(towns) == 1 and sentence in facts.casualties_by_sentence


def _towns(sites: Iterable[Site]) -> set[str]:
    """The codes of the settlements that are named, by themselves or by their districts."""
    towns = (site.unit for site in sites if site.level not in AREA_LEVELS)
    return {unit.parents[0] if unit.level is Level.DISTRICT else unit.code for unit in towns}


def _sums_up(facts: Facts, scenes: list[Scene], end: int, wide: bool) -> bool:
    """Whether the figures of the first sentences are the sums of what the scenes tell from there on; those of the whole
    country (`wide`) may also count people of whom no more is told."""
    lead = combine(facts.document, [m for scene in scenes for m in scene.casualties if m.sentence < end])
    if _number(lead.killed) + _number(lead.injured) < 2:
        return False
    some_weak = any(mention.weak for scene in scenes for mention in scene.casualties)
    return any(_is_made_up(facts, scenes, end, lead, weak, wide) for weak in ((False, True) if some_weak else (True,)))


def _is_made_up(facts: Facts, scenes: list[Scene], end: int, lead: Tolls, weak: bool, wide: bool) -> bool:
    """Whether several scenes make up the figures of the first sentences, with or without those told by care alone."""
    rest = told_apart(facts, [_from(scene, end, weak) for scene in scenes])
    own = [combine(facts.document, scene.casualties) for scene in rest]
    if sum(1 for tolls in own if _number(tolls.killed) + _number(tolls.injured)) < 2:
        return False
    killed, injured = [tolls.killed for tolls in own], [tolls.injured for tolls in own]
    return _is_sum(lead.killed, killed, wide) and _is_sum(lead.injured, injured, wide)


def _from(scene: Scene, end: int, weak: bool) -> Scene:
    """A copy of a scene with the people told from a sentence on, with or without those told by care alone."""
    return replace(scene, casualties=[m for m in scene.casualties if m.sentence >= end and (weak or not m.weak)])


def _number(figure: Figure | None) -> int:
    return (figure.total or 0) if figure is not None else 0


def _is_sum(whole: Figure | None, parts: list[Figure | None], wide: bool) -> bool:
    """Whether a figure is untold, or the sum of the others; one of the country may be vague, or more."""
    told = sum(map(_number, parts))
    if whole is None or whole.total == told:
        return True
    return wide and (whole.total is None or whole.total > told)
