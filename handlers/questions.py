"""Questions that are answered in writing: a message that asks for a reply, and knows by a link in it what it asked.

Nothing is remembered between question and answer, so a restart loses no dialogue. Only the bot itself can have
written the link, since it makes none of strangers' words; who answers is asked for their role again.
"""

import re

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from bot.render import render_text
from handlers.answer import Asker
from handlers.context import ANSWERS, BotContext
from storage.records import OutboxMessage

LINK = re.compile(r"https://t\.me/\w+\?start=ask((?:-[\w.]+)+)$", re.ASCII)
MARK = "✏️"


async def ask(
    update: Update, context: BotContext, asker: Asker, name: str, state: str, note: str = "", **values: object
) -> None:
    """Answers with the text of a name as a question, `note` above it.

    `state` (letters, digits, _, ., -) comes back with its answer.
    """
    address = f"https://t.me/{context.services.username or 'bot'}?start=ask-{state}"
    mark = Markup('<a href="{}">{}</a>').format(address, MARK)
    message = update.effective_message
    under = message.message_id if message else None
    html = "\n".join(filter(None, [note, render_text(name, asker.language, mark=mark, **values)[0]]))
    markup: dict[str, object] = {"force_reply": True, "selective": True}
    row = OutboxMessage(asker.chat.id, f"update:{update.update_id}:ask", html, reply_to=under, markup=markup)
    ANSWERS.get().append(row)


def asked_in(message: Message) -> list[str] | None:
    """The parts of the state of the question that a message answers; None if it answers none of the bot's."""
    question = message.reply_to_message
    if question is None or question.from_user is None or question.from_user.id != message.get_bot().id:
        return None
    for entity in question.entities:
        if entity.url and (found := LINK.match(entity.url)):
            return found[1].removeprefix("-").split("-")
    return None


class Answers(MessageFilter):
    """Lets through what answers a question of the bot."""

    def filter(self, message: Message) -> bool:
        """Whether the message answers a question."""
        return bool(message.text) and asked_in(message) is not None
