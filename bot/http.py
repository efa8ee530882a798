"""HTTP on loopback: the webhook, which answers 200 only once the update is stored, /healthz and /metrics."""

import hmac
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import structlog
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.errors import StorageError
from bot.inbox import Alarm, keep
from bot.settings import Settings
from bot.status import Status, faults, status_of
from storage.database import Database

ADDRESS = "127.0.0.1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
BODY_LIMIT = 4 * 1024 * 1024

log = structlog.get_logger(__name__)


class Hook(RequestHandler):
    """Telegram's updates: 403 without the secret, 400 for what is no update, 200 after the commit, else 500."""

    def initialize(self, secret: str, keep_update: Callable[[object], Awaitable[bool]]) -> None:
        """Takes what the route was given."""
        self._secret = secret
        self._keep = keep_update

    async def post(self) -> None:
        """Stores one update."""
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.send_error(403)
            return
        try:
            update = json.loads(self.request.body)
        except ValueError:
            self.send_error(400)
            return
        self.set_status(200 if await self._keep(update) else 400)


class Page(RequestHandler):
    """A page of plain text, written anew for each request."""

    def initialize(self, write_page: Callable[[], Awaitable[tuple[int, str]]]) -> None:
        """Takes what the route was given."""
        self._write_page = write_page

    async def get(self) -> None:
        """Answers with the page."""
        status, text = await self._write_page()
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(text)


def serve(settings: Settings, database: Database, on_news: Callable[[], None], alarm: Alarm) -> HTTPServer:
    """Listens on the port of the settings; the webhook's path is that of its public address. Close it with `stop`.

    `alarm` is told of errors of the store; Telegram then gets a 500 and sends the update again.
    """

    async def keep_update(update: object) -> bool:
        try:
            offset = await keep(database, [update], datetime.now(UTC))
        except StorageError as error:
            await alarm(error)
            raise HTTPError(500) from error
        on_news()
        return offset is not None

    async def health() -> tuple[int, str]:
        status = await status_of(database, datetime.now(UTC))
        watchdog = timedelta() if settings.bot_webhook_url else timedelta(seconds=settings.bot_watchdog)
        found = faults(status, watchdog)
        return (503, "\n".join(found)) if found else (200, "ok")

    async def numbers() -> tuple[int, str]:
        return 200, "\n".join([*metrics(await status_of(database, datetime.now(UTC))), ""])

    routes: list[tuple[str, type[RequestHandler], dict[str, object]]] = [
        ("/healthz", Page, {"write_page": health}),
        ("/metrics", Page, {"write_page": numbers}),
    ]
    if settings.bot_webhook_url and settings.bot_webhook_secret:
        secret = settings.bot_webhook_secret.get_secret_value()
        path = urlsplit(settings.bot_webhook_url).path or "/"
        routes.append((re.escape(path), Hook, {"secret": secret, "keep_update": keep_update}))
    application = Application(list(routes), log_function=lambda _: None)
    return application.listen(settings.bot_http_port, ADDRESS, max_buffer_size=BODY_LIMIT)


def metrics(status: Status) -> Iterable[str]:
    """The status in Prometheus's text format, one line a number; times are in seconds since 1970."""
    yield f"zvedennia_posts {status.posts}"
    for name, counts in (("inbox", status.inbox), ("outbox", status.outbox)):
        for state, number in counts.items():
            yield f'zvedennia_{name}{{state="{state}"}} {number}'
    yield f"zvedennia_quarantined_lines {status.quarantined}"
    yield f"zvedennia_database_bytes {status.database_bytes}"
    moments = {
        "oldest_waiting": status.oldest_waiting,
        "last_poll": status.last_poll,
        "last_digest": status.last_digest,
        "last_backup": status.last_backup,
    }
    for name, moment in moments.items():
        if moment is not None:
            yield f"zvedennia_{name}_seconds {moment.timestamp():.0f}"
