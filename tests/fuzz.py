"""Updates as nobody sends them: real ones with pieces taken out, swapped or made nonsense."""

import copy
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, MessageOriginChannel, Update, User

from tests.telegram_updates import channel_origin, command, message, pressed, user

Json = dict[str, Any]

CLASSES = (Message, CallbackQuery, ChatMemberUpdated, Chat, User, MessageOriginChannel)
FIELDS = ["from", *sorted({name for one in CLASSES for name in one.__slots__ if not name.startswith("_")})]
EVENING = 1_759_516_200
NONSENSE: tuple[Any, ...] = (
    None, "", "🔥" * 50, "\x00", "<b>&", -1, 0, 2**63, 1e300, True, [], {}, [[]], {"id": None}, "UA63", "1" * 400,
)  # fmt: skip
WORDS = (
    "/today", "/today 2025-99-99", "/region", "/region \x00", "/region " + "ї" * 300, "/subscribe 99", "/start i_",
    "/start i_x", "/incident №", "/history 0", "/asof x", "/language de", "/unsubscribe", "/delete_me", "/", "//",
    "/nothing@other_bot", "/review", "/reviewers add x",
)  # fmt: skip
PRESSES = (
    "why:1", "src:0", "hist:9", "card:999999999999999", "sub:UA99:", "sub:-:9999", "area:-", "day:2025-13-99:-",
    "region:UA1", "unsub:all", "unsub:0", "lang:uk", "forget:1", "wrong:", "wrong:x/y", "", "::::",
)  # fmt: skip


def originals() -> list[Json]:
    """One update of each shape that the bot takes."""
    origin = channel_origin(-1001234500001, 7, EVENING, "synegubov")
    people = {"type": "hidden_user", "sender_user_name": "x", "date": EVENING}
    chat = {"id": -1009, "type": "channel", "title": "К", "username": "synegubov"}
    post = {"message_id": 3, "date": EVENING, "chat": chat, "text": "Чугуїв: 2 загиблих"}
    member = {"user": user(1), "status": "member"}
    joined = {"chat": {"id": 5, "type": "private"}, "from": user(5), "date": EVENING}
    return [
        message(5, text="Чугуїв: 2 загиблих", forward_origin=origin),
        message(5, photo=[], caption="Охтирка: 1 поранений", forward_origin=origin, media_group_id="1"),
        message(5, text="x", forward_origin=people, entities=[{"type": "bold", "offset": 0, "length": 1}]),
        message(-7, text="@zvedennia_test_bot Нікополь", reply_to_message=message(-7, text="y")["message"]),
        {"edited_message": {**message(5, text="/start")["message"], "edit_date": EVENING}},
        {"channel_post": post},
        {"edited_channel_post": {**post, "edit_date": EVENING}},
        {"my_chat_member": {**joined, "old_chat_member": member, "new_chat_member": {**member, "status": "kicked"}}},
        message(-7, migrate_to_chat_id=-1007),
        message(5, rich_message={"blocks": []}),
        *(command(5, words) for words in WORDS if words.split()),
        *(pressed(5, data) for data in PRESSES),
    ]


def mutated(seed: int) -> Json:
    """An update made of a real one, the same for the same seed."""
    chance = random.Random(seed)
    update = copy.deepcopy(chance.choice(originals()))
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        spots = list(_spots(update))
        holder, key = chance.choice(spots)
        if chance.random() < 0.4:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(chance.choice((*NONSENSE, chance.choice(spots)[0])))
        if not update:
            break
    return {**update, "update_id": seed + 1}


def fuzz(count: int) -> list[Json]:
    """So many updates, half of them broken real ones, half drawn from nothing but the library's names."""
    half = count // 2
    return [mutated(seed) for seed in range(count - half)] + [
        {**update, "update_id": count - half + place + 1} for place, update in enumerate(drawn(half))
    ]


def drawn(count: int) -> list[Json]:
    """Updates of the library's own types, their fields by its names, their values any JSON."""
    found: list[Json] = []

    @settings(max_examples=count, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(updates())
    def collect(update: Json) -> None:
        found.append(update)

    collect()
    return found


def updates() -> st.SearchStrategy[Json]:
    """Any update: one of the library's types with fields of its classes, deep or flat."""
    plain = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20) | st.sampled_from(NONSENSE)
    parts = st.sampled_from([part for update in originals() for part in update.values()])
    values = st.recursive(
        plain | parts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
        max_leaves=12,
    )
    odd = st.dictionaries(st.sampled_from(FIELDS), values, max_size=2)
    message = st.builds(lambda needed, more: more | needed, _messages(), odd)
    kinds = st.sampled_from([*Update.ALL_TYPES, *[Update.MESSAGE] * 10])
    return st.dictionaries(kinds, st.one_of(message, message, values), min_size=1, max_size=1)


def _messages() -> st.SearchStrategy[Json]:
    """Messages with what Telegram promises of each."""
    numbers, text = st.integers(-(10**12), 10**12), st.text(max_size=20)
    chats = st.fixed_dictionaries({"id": numbers, "type": st.sampled_from(["private", "supergroup", "channel"])})
    people = st.fixed_dictionaries({"id": numbers, "is_bot": st.booleans(), "first_name": text})
    needed = {"message_id": numbers, "date": st.integers(0, 2**32), "chat": chats, "from": people}
    return st.fixed_dictionaries(needed, optional={"text": text, "caption": text, "media_group_id": text})


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from _spots(inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield value, place
            yield from _spots(inner)
