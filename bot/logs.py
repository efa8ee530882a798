"""Logs: lines for people on a terminal, JSON elsewhere; no secret and no line break of a stranger gets through.

The bot's token stands in every URL that httpx logs and in several messages of the library, so that each rendered line
goes through `redact`, whatever it was made from.
"""

import logging
import re
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
CHAT = re.compile(r"((?:chat|user)[_ ]id['\"]?(?: ?[:=])? ?)-?\d+", re.IGNORECASE)
"""How the library names a chat or a person in an error, such as "New chat id: -1001234567890"."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]|\n(?=\S)")
CHATTY = ("httpx", "httpcore", "apscheduler", "telegram", "alembic", "aiosqlite", "asyncio")


def redact(text: str) -> str:
    """The text with every bot token replaced by [token], and the ids in the library's errors by [id]."""
    return CHAT.sub(r"\1[id]", TOKEN.sub("[token]", text))


def redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A processor: every string of the event, however deep, without tokens and control characters."""
    return {key: _clean(value, multiline=key == "exception") for key, value in event.items()}


def _clean(value: Any, multiline: bool = False) -> Any:
    if isinstance(value, str):
        return redact(value if multiline else CONTROL.sub(" ", value))
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [_clean(inner) for inner in value]
    if value is None or isinstance(value, int | float):
        return value
    return redact(CONTROL.sub(" ", str(value)))


class Redacted(logging.Formatter):
    """Formats records of any library through structlog's chain and cleans the finished line once more."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The finished line without tokens."""
        return redact(self._inner.format(record))


def set_up(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Sends all logs of the process to the stream (standard error): coloured on a terminal, else JSON lines."""
    target = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact_event,
    ]
    handler = logging.StreamHandler(target)
    handler.setFormatter(Redacted(_formatter(shared, target.isatty())))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _formatter(shared: list[Processor], on_terminal: bool) -> logging.Formatter:
    for_people = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    last: Processor = for_people if on_terminal else structlog.processors.JSONRenderer(ensure_ascii=False)
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[drop, last])
