"""The HTTP server on loopback: health, metrics, and the webhook that stores before it says yes."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings
from bot.status import LAST_POLL
from bot.web import SECRET_HEADER, Rooms, served, webhook_fetch
from storage import inbox, meta
from storage.database import Database

SECRET = "a-secret-of-this-test"
UPDATE = {"update_id": 31, "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}}


@dataclass
class Server:
    """A running server: its database, a client that talks to it, and how often it woke the worker."""

    database: Database
    client: httpx.AsyncClient
    woken: list[None] = field(default_factory=list)

    async def push(self, secret: str | None = SECRET, content: bytes | None = None) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        more = {"json": UPDATE} if content is None else {"content": content}
        return (await self.client.post("/hook", headers=headers, **more)).status_code  # type: ignore[arg-type]

    async def stored(self) -> list[int]:
        async with self.database.read() as connection:
            return [one.update_id for one in await inbox.waiting(connection, datetime.now(UTC))]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def settings_of(port: int) -> Settings:
    url = "https://bot.example.org/hook"
    return Settings(bot_webhook_url=url, bot_webhook_secret=SECRET, bot_http_port=port)  # type: ignore[arg-type]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    database = await Database.open(tmp_path / "record.db")
    woken: list[None] = []
    settings = settings_of(free_port())
    async with served(Rooms(settings, database, lambda: woken.append(None))) as port:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield Server(database, client, woken)
    await database.close()


async def test_an_update_is_stored_before_it_is_confirmed(server: Server) -> None:
    assert await server.push() == 200
    assert await server.stored() == [31]
    assert len(server.woken) == 1


async def test_the_same_update_again_is_confirmed_and_kept_once(server: Server) -> None:
    assert [await server.push(), await server.push()] == [200, 200]
    assert await server.stored() == [31]


@pytest.mark.parametrize("secret", [None, "", "another-secret-of-it", SECRET[:-1]])
async def test_without_the_secret_nothing_is_taken(server: Server, secret: str | None) -> None:
    assert await server.push(secret) == 403
    assert await server.stored() == []


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
async def test_what_is_no_json_is_refused(server: Server, content: bytes) -> None:
    assert await server.push(content=content) == 400


async def test_a_full_or_broken_disk_is_no_confirmation(server: Server) -> None:
    await server.database.close()
    server.database.path.write_bytes(b"broken" * 1000)
    for suffix in ("-wal", "-shm"):
        server.database.path.with_name(f"{server.database.path.name}{suffix}").unlink(missing_ok=True)
    assert await server.push() == 500
    assert server.woken == []
    assert (await server.client.get("/healthz")).status_code == 503


async def test_health_is_ok_until_polls_fail_too_long(server: Server) -> None:
    assert (await server.client.get("/healthz")).text == "ok\n"
    async with server.database.write() as connection:
        await meta.put(connection, LAST_POLL, (datetime.now(UTC) - timedelta(hours=1)).isoformat())
    answer = await server.client.get("/healthz")
    assert answer.status_code == 503
    assert "no successful poll since" in answer.text


async def test_metrics_are_lines_of_names_and_numbers(server: Server) -> None:
    await server.push()
    lines = dict(line.rsplit(" ", 1) for line in (await server.client.get("/metrics")).text.splitlines())
    assert lines["zvedennia_healthy"] == "1"
    assert lines['zvedennia_inbox{state="new"}'] == "1"
    assert float(lines["zvedennia_database_bytes"]) > 0


async def test_other_addresses_and_the_servers_name_are_not_told(server: Server) -> None:
    answer = await server.client.get("/")
    assert answer.status_code == 404
    assert "server" not in answer.headers


async def test_without_a_port_nothing_listens(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "record.db")
    async with served(Rooms(Settings(), database, lambda: None)) as port:
        assert port == 0
    await database.close()


async def test_telegram_is_told_the_address_with_the_secret_and_again_later() -> None:
    told: list[tuple[object, dict[str, object]]] = []

    async def set_webhook(url: object, **facts: object) -> bool:
        told.append((url, facts))
        return True

    fetch = webhook_fetch(settings_of(8080), set_webhook, ["message"])
    assert await fetch(None) == []
    assert told == [("https://bot.example.org/hook", {"secret_token": SECRET, "allowed_updates": ["message"]})]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(fetch(None), 0.02)
