"""A small HTTP server on loopback: /healthz, /metrics for Prometheus, and the door for Telegram's webhook.

An update that Telegram brings is answered with 200 only once it is stored; anything else makes Telegram bring it again.
"""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import structlog
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import StorageError
from bot.inbox import Fetch, keep
from bot.settings import Settings
from bot.status import Status, faults, status_of
from storage.database import Database

LOOPBACK = "127.0.0.1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LARGEST_UPDATE = 4 * 1024 * 1024
RENEWED_EVERY = 60.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the server answers from; `wake` tells that updates were stored."""

    settings: Settings
    database: Database
    wake: Callable[[], None]


@asynccontextmanager
async def served(rooms: Rooms) -> AsyncIterator[int]:
    """Listens on the port of the settings while the block runs, on none if that is 0; gives the port.

    Raises OSError if the port is taken.
    """
    port = rooms.settings.bot_http_port
    if not port:
        yield 0
        return
    server = HTTPServer(_application(rooms), max_body_size=LARGEST_UPDATE)
    server.listen(port, LOOPBACK)
    try:
        yield port
    finally:
        server.stop()
        await server.close_all_connections()


def webhook_fetch(settings: Settings, set_webhook: Callable[..., Awaitable[object]], allowed: list[str]) -> Fetch:
    """What stands for a poll in webhook mode: tells Telegram the address, anew each minute, and brings no updates.

    So an address that was lost is set again, and the watchdog sees whether Telegram can be reached.
    """
    secret = settings.bot_webhook_secret
    facts = {"secret_token": secret.get_secret_value() if secret else None, "allowed_updates": allowed}
    pauses = _pauses()

    async def fetch(_offset: int | None) -> list[object]:
        await asyncio.sleep(next(pauses))
        await set_webhook(settings.bot_webhook_url, **facts)
        return []

    return fetch


def metrics(status: Status, wrong: list[str]) -> str:
    """The status in the text format of Prometheus."""
    return "".join(f"{name} {value:g}\n" for name, value in _samples(status, wrong))


def _pauses() -> Iterator[float]:
    yield 0.0
    while True:
        yield RENEWED_EVERY


def _samples(status: Status, wrong: list[str]) -> Iterator[tuple[str, float]]:
    yield "zvedennia_healthy", float(not wrong)
    yield "zvedennia_posts", float(status.posts)
    yield "zvedennia_quarantined_lines", float(status.quarantined)
    yield "zvedennia_database_bytes", float(status.database_bytes)
    for state, number in status.inbox.items():
        yield f'zvedennia_inbox{{state="{state}"}}', float(number)
    for state, number in status.outbox.items():
        yield f'zvedennia_outbox{{state="{state}"}}', float(number)
    moments = {
        "oldest_waiting": status.oldest_waiting,
        "last_poll": status.last_poll,
        "last_digest": status.last_digest,
        "last_backup": status.last_backup,
    }
    for name, moment in moments.items():
        if moment:
            yield f"zvedennia_{name}_age_seconds", (status.at - moment).total_seconds()


def _application(rooms: Rooms) -> Application:
    routes = [("/healthz", _Health, {"rooms": rooms}), ("/metrics", _Metrics, {"rooms": rooms})]
    if rooms.settings.bot_webhook_url:
        path = urlsplit(rooms.settings.bot_webhook_url).path or "/"
        routes.append((path, _Webhook, {"rooms": rooms}))
    return Application(routes, log_function=lambda _handler: None)


class _Answer(RequestHandler):
    """What all answers share."""

    def initialize(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    async def looked_at(self) -> tuple[Status, list[str]]:
        """The status now, and what of it is wrong."""
        status = await status_of(self.rooms.database, datetime.now(UTC))
        return status, faults(status, timedelta(seconds=self.rooms.settings.bot_watchdog))


class _Health(_Answer):
    async def get(self) -> None:
        """200 and "ok", or 503 and what is wrong."""
        try:
            _, wrong = await self.looked_at()
        except StorageError as error:
            wrong = [str(error)]
        self.set_status(503 if wrong else 200)
        self.finish("\n".join(wrong or ["ok"]) + "\n")


class _Metrics(_Answer):
    async def get(self) -> None:
        """The metrics."""
        self.finish(metrics(*await self.looked_at()))


class _Webhook(_Answer):
    async def post(self) -> None:
        """Stores an update: 200 once that is done, 403 without the secret, 400 for no JSON, 500 if storing fails."""
        if not self._is_telegram():
            self.set_status(403)
            return
        try:
            update = json.loads(self.request.body)
        except (ValueError, RecursionError):
            self.set_status(400)
            return
        try:
            await keep(self.rooms.database, [update], datetime.now(UTC))
        except StorageError:
            log.exception("an update can't be stored")
            self.set_status(500)
            return
        self.rooms.wake()

    def _is_telegram(self) -> bool:
        secret = self.rooms.settings.bot_webhook_secret
        given = self.request.headers.get(SECRET_HEADER, "").encode()
        return secret is not None and hmac.compare_digest(given, secret.get_secret_value().encode())
