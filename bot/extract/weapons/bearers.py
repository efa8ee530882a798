"""What the rest of a text tells of a named weapon: that a drone dropped something, what debris and shells are of."""

from itertools import takewhile

from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Document, Token
from bot.extract.weapons.names import SPECIFIC, WeaponName
from bot.model import WeaponType

_LAUNCHERS = frozenset({WeaponType.MLRS, WeaponType.TANK, WeaponType.MORTAR, WeaponType.ARTILLERY})
_BREAKS = frozenset(",;:—–")
_DRONES = frozenset({WeaponType.DRONE, WeaponType.FPV_DRONE})
_BOMBS = frozenset({"weapon.guided_bomb", "weapon.airstrike"})
_MUNITION = frozenset({"weapon_cue.munition", "weapon.mine", "weapon.bomb_or_mine"})
_THROWERS = _LAUNCHERS | {
    *(WeaponType.MISSILE, WeaponType.BALLISTIC_MISSILE, WeaponType.CRUISE_MISSILE, WeaponType.AIR_DEFENCE_MISSILE),
    *(WeaponType.GUIDED_BOMB, WeaponType.AIRSTRIKE),
}
_DOWNED = frozenset({"weapon_cue.shot_down", "other.demining"})
_DEEDS = ("strike.", "damage.", "killed.", "injured.", "weapon_cue.drop", "weapon_cue.event")
_SUBJECT_REACH = 4
_SAME_REACH = 4
_DROP_REACH = 8
_FINDS = frozenset({WeaponType.GUIDED_BOMB, WeaponType.AIRSTRIKE})
_FIND_REACH = 5


def with_drops(document: Document, names: list[WeaponName]) -> list[WeaponName]:
    """The names with drones that dropped a munition told as such, and the munition itself left out."""
    dropped = set()
    for name in names:
        if name.type in _DRONES and _drops(document, name):
            name.type = WeaponType.DRONE_DROP
            dropped.add(document.sentence_of[name.first])
    kept = []
    for name in names:
        if name.type is not WeaponType.MINE:
            kept.append(name)
        elif document.sentence_of[name.first] not in dropped:
            if _is_dropped(document, name):
                name.type = WeaponType.DRONE_DROP
            kept.append(name)
    return kept


def with_bearers(document: Document, names: list[WeaponName]) -> list[WeaponName]:
    """The names with debris of what the sentence before shot down, and shells of the guns named before, told so."""
    for place, name in enumerate(names):
        if name.type is WeaponType.DEBRIS:
            downed = [one for one in names[:place] if is_downed(document, one)]
            before = {one.type for one in _before(document, downed, name)} or {one.type for one in downed}
        elif name.shared and name.type is WeaponType.ARTILLERY:
            before = {one.type for one in names[:place] if one.type in _LAUNCHERS and not one.shared}
            if not before and _is_find(document, name):
                before = {WeaponType.MINE}
        elif name.type in _FINDS and _is_found(document, name):
            before = {WeaponType.MINE}
        elif name.type in SPECIFIC and (_is_same(document, name) or name.type is WeaponType.AIRSTRIKE):
            before = {one.type for one in names[:place] if one.type in SPECIFIC[name.type]}
        else:
            continue
        if len(before) == 1:
            name.type = before.pop()
    return [name for name in names if not (_is_filling(document, name, names) or _is_corrected(document, name, names))]


def _is_find(document: Document, shell: WeaponName) -> bool:
    """Whether somebody found a shell before anything is told to have been fired: "діти знайшли в лісі снаряд"."""
    first = document.sentences[document.sentence_of[shell.first]][0]
    fired = document.senses.get("strike.verb", ())[:1]
    return not (fired and fired[0] < shell.first) and document.says(
        max(first, shell.first - _FIND_REACH), shell.first, "moment.found"
    )


def _is_found(document: Document, bomb: WeaponName) -> bool:
    """Whether a bomb is what somebody came upon, with nothing but plain words between: "натрапили на авіабомбу",
    "found a 500-kilogram bomb"; not "found fragments of a bomb" or "found a body after the bomb"."""
    before = takewhile(_is_plain, document.tokens[max(0, bomb.first - _FIND_REACH) : bomb.first][::-1])
    place = bomb.first - 1 - sum(1 for _ in before)
    return place >= 0 and "coming_upon" in document.tokens[place].classes


def _is_plain(token: Token) -> bool:
    """Whether a word may stand between somebody who came upon a bomb and the bomb."""
    plain = token.sense is None or token.sense.startswith(("preposition.", "number.", "unit."))
    return plain and token.text not in SENTENCE_ENDS and "coming_upon" not in token.classes


def _is_same(document: Document, name: WeaponName) -> bool:
    """Whether the text calls a weapon the same as one before: "таким самим дроном"."""
    return document.says(name.first - _SAME_REACH, name.last + _SAME_REACH, "weapon_cue.same")


def _is_filling(document: Document, name: WeaponName, names: list[WeaponName]) -> bool:
    """Whether munitions are what the weapon of their clause was filled with: "з РСЗВ касетними боєприпасами"."""
    if name.type is not WeaponType.MINE:
        return False
    clause = clause_of(document.tokens, name, *document.sentences[document.sentence_of[name.first]])
    return "weapon_cue.event" not in clause and any(
        one.type in _THROWERS and document.sentence_of[one.first] == document.sentence_of[name.first]
        for one in names
        if abs(one.first - name.first) <= _DROP_REACH
    )


def _is_corrected(document: Document, name: WeaponName, names: list[WeaponName]) -> bool:
    """Whether a weapon is one that was told of at first and is no longer: "спочатку йшлося про безпілотник"."""
    sentence = document.sentence_of[name.first]
    if not document.says(document.sentences[sentence][0], name.first, "weapon_cue.former"):
        return False
    return any(one.type is not name.type and abs(document.sentence_of[one.first] - sentence) <= 1 for one in names)


def _before(document: Document, names: list[WeaponName], name: WeaponName) -> list[WeaponName]:
    """The names in the sentence of a name and in the one before it in its line."""
    sentence = document.sentence_of[name.first]
    line = document.lines[sentence]
    near = ((one, document.sentence_of[one.first]) for one in names)
    return [one for one, place in near if sentence - place <= 1 and document.lines[place] == line]


def is_downed(document: Document, name: WeaponName) -> bool:
    """Whether a weapon was shot down: by a word in its clause, or as one of a list under such a word ("збито 9 цілей:
    дві ракети, 7 «шахедів»")."""
    sentence = document.sentence_of[name.first]
    if document.said[sentence].isdisjoint(_DOWNED):
        return False
    start, end = document.sentences[sentence]
    clause = clause_of(document.tokens, name, start, end)
    if clause & _DOWNED:
        return True
    if any((sense or "").startswith(_DEEDS) for sense in clause):
        return False
    for token in reversed(document.tokens[start : name.first]):
        if token.text == ";" or token.sense in _DOWNED:
            return token.text != ";"
        if (token.sense or "").startswith(_DEEDS):
            before = document.tokens[max(start, token.index - _SUBJECT_REACH) : token.index]
            return any(one.sense == "weapon_cue.shot_down" for one in before)
    return False


def _drops(document: Document, drone: WeaponName) -> bool:
    senses = _senses_near(document, drone)
    if drone.type is WeaponType.FPV_DRONE:
        senses = clause_of(document.tokens, drone, *document.sentences[document.sentence_of[drone.first]])
    if senses & _BOMBS:
        return False
    index = drone.first - 1
    if index >= 0 and document.tokens[index].sense == "preposition.the":
        index -= 1
    counted = index > 0 and (document.tokens[index - 1].sense or "").startswith("number.")
    source = index >= 0 and document.tokens[index].sense in FROM and not counted
    signs = (source, bool(senses & _MUNITION), "strike.verb" in senses)
    loaded = signs[1] or "weapon_cue.drop" in document.senses
    return "weapon_cue.drop" in senses or (loaded and sum(signs) > 1)


def _is_dropped(document: Document, munition: WeaponName) -> bool:
    """Whether a munition was dropped, the drone not being named: "поранено скидом вибухівки", "an explosive was dropped
    on a car"."""
    senses = _senses_near(document, munition)
    dropped = "weapon_cue.drop" in senses or ("preposition.on" in senses and _is_verb_near(document, munition))
    return dropped and not senses & _BOMBS


def _is_verb_near(document: Document, munition: WeaponName) -> bool:
    """Whether a verb of dropping stands near a munition in its sentence."""
    return any("dropping" in token.classes for token in _near(document, munition))


def _senses_near(document: Document, name: WeaponName) -> set[str | None]:
    return {token.sense for token in _near(document, name)}


def _near(document: Document, name: WeaponName) -> list[Token]:
    start, end = document.sentences[document.sentence_of[name.first]]
    return document.tokens[max(start, name.first - _DROP_REACH) : min(end, name.last + 1 + _DROP_REACH)]


def clause_of(tokens: list[Token], name: WeaponName, start: int, end: int) -> set[str | None]:
    """The senses of the clause that a name stands in, within the sentence `start`..`end`."""
    first, last = name.first, name.last
    while first > start and tokens[first - 1].text not in _BREAKS:
        first -= 1
    while last + 1 < end and tokens[last + 1].text not in _BREAKS:
        last += 1
    return {token.sense for token in tokens[first : last + 1]}
