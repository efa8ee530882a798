"""A group of people: how many and who, as a text tells them before it says what happened to them."""

from dataclasses import dataclass, fields
from operator import attrgetter

from bot.extract.people.ages import Described
from bot.extract.text.tokens import Shape, Token
from bot.model import Bound, Sex

SEX = {
    "person.man": Sex.MALE,
    "person.boy": Sex.MALE,
    "person.woman": Sex.FEMALE,
    "person.girl": Sex.FEMALE,
    "person.office_woman": Sex.FEMALE,
}
PRONOUN_SEX: dict[str | None, Sex] = {"pronoun.him": Sex.MALE, "pronoun.her": Sex.FEMALE}
YOUNG = frozenset({"person.child", "person.boy", "person.girl"})
_VICTIM = frozenset({"killed.dead", "injured.deed"})
_ADULT_AGE = 18
_PLACES = ("sequence.settlement", "weapon_cue.tally", "object_")
_COMPOUNDED, _COMPOUND = ("object_one.", "object_any.", "piece.", "time.night"), 4


@dataclass(slots=True, unsafe_hash=True)
class Group:
    """People at tokens `first`..`last`.

    `count` is how many (None: nobody said), `described` those told by age or sex, `children` how many of them are
    under 18 by word or age (None: not told). `added` marks "two more", `among` a part of those told before, `bare` a
    number without a noun, `vague` "several", `named` a
    name with an age, `several` a plural noun without a number,
    `either` a noun that may be one or several, `nth` an ordinal ("the fifth
    victim"), `denied` a number that a post takes back ("not six"), `youngsters` the children in a joined list,
    `told` the first and last token where people taken up again ("the men") were told, `trade` the beginning of the
    noun of a single person told by nothing else ("a driver"), `rank` which of those told one by one somebody is ("the
    third has died"), `beside` that they are told with "also". A group is never changed once
    it is made: `but` gives another.
    """

    first: int
    last: int
    count: int | None
    bound: Bound = Bound.EXACT
    described: tuple[Described, ...] = ()
    young: bool = False
    added: bool = False
    among: bool = False
    bare: bool = False
    vague: bool = False
    soldier: bool = False
    pronoun: bool = False
    sex: Sex | None = None
    office: bool = False
    denied: bool = False
    nth: bool = False
    several: bool = False
    named: bool = False
    either: bool = False
    youngsters: int | None = None
    told: tuple[int, int] | None = None
    trade: str | None = None
    rank: int | None = None
    grown: bool = False
    beside: bool = False

    @property
    def children(self) -> int | None:
        """How many of the group are known to be under 18."""
        if self.youngsters is not None:
            return self.youngsters
        by_age = sum(1 for person in self.described if person.age is not None and person.age < _ADULT_AGE)
        unaged = sum(1 for person in self.described if person.age is None and person.young)
        if self.young and not self.described:
            return self.count
        return (by_age + unaged) or None

    def but(self, **changes: object) -> "Group":
        """The same group with other values in the named fields."""
        other = Group(*_FIELDS(self))
        for name, value in changes.items():
            setattr(other, name, value)
        return other


_FIELDS = attrgetter(*(field.name for field in fields(Group)))


def is_aged(group: Group) -> bool:
    """Whether anybody of a group is told by age."""
    return bool(group.described) and any(person.age is not None for person in group.described)


def lone_victim(token: Token) -> Group | None:
    """The one person told by a word for the killed or injured in the singular: "є поранена", "известно о погибшем";
    the feminine alone tells the sex."""
    if token.sense not in _VICTIM or token.reach > token.index or "harmed_one" not in token.classes:
        return None
    if "told_woman" in token.classes:
        return Group(token.index, token.reach, 1, described=(Described(None, Sex.FEMALE),))
    return Group(token.index, token.reach, 1) if "told_man" in token.classes else None


def person_noun(tokens: list[Token], index: int) -> int | None:
    """The index of a person noun at `index` or behind up to two plain words or further person nouns."""
    index = past_compound(tokens, index)
    for step in range(index, min(index + 3, len(tokens))):
        token = tokens[step]
        if token.shape is not Shape.WORD:
            return None
        if token.sense is not None and token.sense.startswith("person."):
            return None if is_attribute(tokens, step) else step
        dead = token.sense == "killed.dead" and step == index
        if not dead and token.sense and token.sense.split(".")[0] not in ("age", "pronoun", "part", "injured"):
            return None
        if token.capital and step > index:
            return None
    return None


def past_compound(tokens: list[Token], index: int) -> int:
    """The person noun behind the English nouns of things that say which people they are: "three bus passengers", "two
    power station workers"; else `index`."""
    place, end = index, min(index + _COMPOUND, len(tokens))
    while place < end and is_compounded(tokens[place]):
        place = tokens[place].reach + 1
    somebody = index < place < len(tokens) and (tokens[place].sense or "").startswith("person.")
    return place if somebody and tokens[place].text.isascii() else index


def is_compounded(token: Token, senses: tuple[str, ...] = _COMPOUNDED) -> bool:
    """Whether an English noun of a thing in the singular may say which people stand behind it: "bus passengers"."""
    return (token.sense or "").startswith(senses) and token.text.isascii()


def is_attribute(tokens: list[Token], index: int) -> bool:
    """Whether a word for a person only tells whose the thing behind it is: "a civilian car", "a passenger train",
    "local officials", "цивільні об'єкти"."""
    after = tokens[index + 1] if tokens[index].reach == index and index + 1 < len(tokens) else None
    if after is None or after.shape is not Shape.WORD:
        return False
    sense = after.sense or ""
    if "other_things" in tokens[index].classes and ("place_or_case" in after.classes or sense.startswith(_PLACES)):
        return True
    if not after.text.isascii():
        return sense.startswith("object_") and "civilian" in tokens[index].classes
    return sense.startswith("object_") or ("local" in tokens[index].classes and sense in ("", "bearing.office"))
