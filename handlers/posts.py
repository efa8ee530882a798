"""Posts that people bring: forwards, albums, pasted texts, and channels where the bot is a member."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from telegram import Chat, Message, Update

from bot.ingest import Ingested, ingest_post
from bot.model import Incident, Kind, Trust
from bot.pinning import ask_to_pin, flag_impostor, keep_title
from bot.quota import DAY, MINUTE, Verdict
from bot.render import render_text
from handlers.answer import Asker, answer, asker_of
from handlers.cards import buttons_for, cards_of
from handlers.context import RAW, BotContext, Services
from handlers.earlier import earlier_post
from handlers.origin import Origin, Standing, is_forward, origin_of, standing_of
from storage import channels, decisions, incidents, posts
from storage.records import IncomingPost

TEXT_LIMIT = 20_000
TALK_LIMIT = 120

log = structlog.get_logger(__name__)

Taken = tuple[Ingested, bool, Trust]


@dataclass(frozen=True, slots=True)
class Album:
    """The messages of one media group, those with a caption first; `lead` is the update that is answered."""

    lead: Update
    messages: tuple[Message, ...]


def album_of(updates: Sequence[Update]) -> Album:
    """The album of these updates, which may be in any order."""
    kept = [update for update in updates if update.effective_message is not None]
    ranked = sorted(kept, key=_captioned_first)
    return Album(ranked[0], tuple(message for update in ranked if (message := update.effective_message)))


def _captioned_first(update: Update) -> tuple[bool, int]:
    message = update.effective_message
    assert message is not None
    return not text_of(message), message.message_id


def text_of(message: Message) -> str:
    """The text or caption of a message as it was published; "" if it has none."""
    return (message.text or message.caption or "").strip()


def post_from(message: Message, standing: Standing, now: datetime) -> IncomingPost:
    """The post that a message is: its text, its time, what Telegram proves of its origin, and what it goes on from.

    A forward of a channel has the channel's time and numbers. Any other forward has the time that Telegram states for
    its original, a text of one's own that of the message itself.
    """
    origin = origin_of(message)
    return IncomingPost(
        text=text_of(message),
        published=origin.published if origin else _written(message),
        received=now,
        source=standing.username,
        region=standing.oblast,
        authority=standing.authority,
        origin_chat=origin.chat_id if origin else None,
        origin_message=origin.message_id if origin else None,
        trust=standing.trust,
        link=origin.link if origin else None,
        media_group=message.media_group_id,
        reply_to=earlier_post(message, origin),
        forwarder_chat=message.chat_id,
        forwarder_user=message.from_user.id if message.from_user else None,
        raw=json.dumps(RAW.get({}).get(message.message_id) or message.to_dict(), default=str),
    )


def _written(message: Message) -> datetime:
    stated = message.forward_origin
    return (stated.date if stated else message.date).astimezone(UTC)


async def standing_in(services: Services, origin: Origin | None) -> Standing:
    """What the origin proves by the registry and by what reviewers have decided.

    A listed channel without its number goes on the review list, once.
    """
    if origin is None:
        return standing_of(None, services.registry, None, None)
    async with services.database.glance() as connection:
        pinned = await channels.by_chat_id(connection, origin.chat_id)
        named = await channels.by_username(connection, origin.username) if origin.username else None
        refused = await channels.is_refused(connection, origin.chat_id)
        borne = await channels.titles(connection)
    if pinned and origin.title and pinned.borne != origin.title:
        await keep_title(services.database, origin.chat_id, origin.title)
    standing = standing_of(origin, services.registry, pinned, named, refused, borne)
    if standing.waits and origin.chat_id not in services.asked_to_pin:
        await ask_to_pin(services.database, standing.waits, origin.chat_id, services.now())
        services.asked_to_pin.add(origin.chat_id)
    return standing


async def on_post(update: Update, context: BotContext) -> None:
    """A single message: kept, read and answered with its incident cards."""
    message = update.effective_message
    if message is not None:
        await _take(update, context, (message,))


async def on_album(album: Album, context: BotContext) -> None:
    """All messages of an album as one post."""
    await _take(album.lead, context, album.messages)


async def _take(update: Update, context: BotContext, messages: Sequence[Message]) -> None:
    lead = messages[0]
    if lead.chat.type == Chat.CHANNEL:
        if await _is_official(context.services, lead):
            await _ingest(context.services, messages)
    elif lead.chat.type == Chat.PRIVATE or await _is_for_the_bot(context, lead):
        asker = await asker_of(update, context)
        if await _may_take(update, context, asker, messages):
            await _answer(update, context, asker, await _ingest(context.services, messages))


async def _is_official(services: Services, message: Message) -> bool:
    return (await standing_in(services, origin_of(message))).trust is Trust.OFFICIAL


async def _is_for_the_bot(context: BotContext, message: Message) -> bool:
    """In a group: a forward of an official channel or of an impostor's, or a text that answers or names the bot."""
    if is_forward(message):
        return (await standing_in(context.services, origin_of(message))).trust is not Trust.UNPROVEN
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == context.bot.id:
        return True
    name = re.escape(f"@{context.services.username}")
    return re.search(rf"(?<!\w){name}(?!\w)", text_of(message), re.IGNORECASE) is not None


async def _may_take(update: Update, context: BotContext, asker: Asker, messages: Sequence[Message]) -> bool:
    """Whether there is a text to read, within the limits; says so if not."""
    lead = messages[0]
    if not text_of(lead):
        await _answer_without_text(update, context, asker, lead)
        return False
    if len(text_of(lead)) > TEXT_LIMIT:
        await _refuse(update, asker, lead, "too_long")
        return False
    if asker.may_review:
        return True
    ids = {asker.chat.id, asker.user_id or asker.chat.id}
    await _recall(context.services, ids, _brought(lead))
    verdict = context.services.quota.take(ids, _brought(lead))
    if verdict is Verdict.FIRST_OVER:
        await answer(update, render_text("too_many", asker.language), is_reply=True)
    return verdict is Verdict.TAKEN


async def _recall(services: Services, ids: Collection[int], moment: float) -> None:
    """Tells the quota what these brought in the day before, as far as this process does not know it."""
    day_before = datetime.fromtimestamp(moment - DAY, UTC)
    for one in ids:
        if not services.quota.knows(one):
            async with services.database.glance() as connection:
                taken = await posts.brought_by(connection, one, day_before)
            services.quota.recall(one, (time.timestamp() for time in taken), moment)


def _is_talk(ingested: Ingested, message: Message) -> bool:
    """Whether a person's own few words tell of nothing that a post would; they are kept all the same."""
    is_long = len(text_of(message)) > TALK_LIMIT
    return ingested.reading.kind is Kind.OTHER and not (is_long or is_forward(message) or message.media_group_id)


async def _answer_without_text(update: Update, context: BotContext, asker: Asker, lead: Message) -> None:
    """A late picture of an album that is known goes without a word; in a group nothing is said."""
    if not asker.is_private:
        return
    if lead.media_group_id and await _join(context.services, lead):
        return
    await _refuse(update, asker, lead, "unreadable" if "rich_message" in lead.api_kwargs else "no_text")


async def _refuse(update: Update, asker: Asker, lead: Message, name: str) -> None:
    """Says why a message can't be taken, once for all of a minute that can't for the same reason."""
    what = f"{name}:{_brought(lead) // MINUTE:.0f}"
    await answer(update, render_text(name, asker.language), what=what, is_reply=True)


def _brought(message: Message) -> float:
    """When the message was sent here, or was edited last, in seconds: not when it is handled."""
    return (message.edit_date or message.date).timestamp()


async def _join(services: Services, message: Message) -> bool:
    incoming = post_from(message, await standing_in(services, origin_of(message)), services.now())
    async with services.database.read() as connection:
        return await posts.find_same(connection, incoming) is not None


async def _ingest(services: Services, messages: Sequence[Message]) -> Taken | None:
    """Stores and reads the messages as one post; what came of it, whether it is new to the record, and its trust.

    Messages without a caption follow the captioned ones, so that the whole album is known by any of its messages.
    """
    standing = await standing_in(services, origin_of(messages[0]))
    ingested, is_new = None, False
    for message in messages:
        if text_of(message) or ingested is not None:
            incoming = replace(post_from(message, standing, services.now()), id=await _changed_post(services, message))
            ingested = await ingest_post(services.database, incoming, services.reader, services.now(), is_synced=False)
            is_new = is_new or ingested.is_new
            log.info("post taken", post=ingested.post_id, new=ingested.is_new, reports=len(ingested.outcomes))
    if ingested is not None and standing.trust is Trust.IMPOSTOR and not ingested.outcomes:
        await flag_impostor(services.database, ingested.post_id, services.now())
    return None if ingested is None else (_founding(ingested) if is_new else ingested, is_new, standing.trust)


async def _changed_post(services: Services, message: Message) -> str | None:
    """The id of the post whose text a person changes by editing a message; None where it is a post of its own.

    That is also one about which somebody has decided: what they read stays what they decided about.
    """
    if message.edit_date is None or origin_of(message) is not None or message.media_group_id:
        return None
    async with services.database.read() as connection:
        known = await posts.of_message(connection, message.chat_id, message.message_id)
        if known is None:
            return None
        homes = await incidents.homes(connection, [known])
        numbers = sorted({number for home in homes.values() for number in home})
        return None if await decisions.rulings_on(connection, numbers, [known]) else known


def _founding(ingested: Ingested) -> Ingested:
    """What came of a new post, with the incidents that nothing else speaks of as new: also if it came in parts."""
    outcomes = (replace(one, is_new_incident=_is_alone(ingested.post_id, one.incident)) for one in ingested.outcomes)
    return replace(ingested, outcomes=tuple(outcomes))


def _is_alone(post_id: str, incident: Incident) -> bool:
    return {link.post_id for link in incident.links} == {post_id}


async def _answer(update: Update, context: BotContext, asker: Asker, took: Taken | None) -> None:
    if took is None:
        return
    services, (ingested, is_new, trust) = context.services, took
    is_first = is_new or await _was_cut_off(update, services, asker, ingested.post_id)
    message = update.effective_message
    if is_first and message is not None and _is_talk(ingested, message):
        await answer(update, render_text("no_post", asker.language), is_reply=True)
        return
    texts = cards_of(services, ingested, asker.language, is_first, trust)
    found = list({outcome.incident.id: outcome.incident for outcome in ingested.outcomes}.values())
    buttons = buttons_for(services, asker, found, ingested.post_id)
    await answer(update, texts, buttons=buttons, is_reply=True)


async def _was_cut_off(update: Update, services: Services, asker: Asker, post_id: str) -> bool:
    """Whether an earlier try at this very update stored the post, and was cut off before it answered."""
    message = update.effective_message
    if message is None or update.update_id not in services.repeated:
        return False
    async with services.database.read() as connection:
        post = await posts.find(connection, post_id)
    return post is not None and post.forwarder_user == asker.user_id and post.received >= message.date
