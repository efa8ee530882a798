"""What only the bot's owners may ask."""

from telegram import Update

from bot.render import render_text, split
from bot.render.plain import safe
from bot.status import lines, status_of
from handlers.answer import answer, asker_of
from handlers.context import BotContext


async def on_status(update: Update, context: BotContext) -> None:
    """/status: queues, sources, last runs, sizes; in private, to owners."""
    services, asker = context.services, await asker_of(update, context)
    if not (asker.is_owner and asker.is_private):
        await answer(update, render_text("owners_only", asker.language))
        return
    status = await status_of(services.database, services.now())
    shown = [f"{safe(what)}: <b>{safe(how)}</b>" for what, how in lines(status, asker.language)]
    await answer(update, split(shown, glue="\n"))
