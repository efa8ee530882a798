"""A small Bot API server on loopback, with scripted faults and a check of Telegram's sending limits.

In a test: `async with FakeTelegram() as telegram: ...`. As its own process it is
`python -m tests.fake_telegram --port 8081`, and driven over HTTP: POST /control/push with a JSON list of updates,
POST /control/fail, GET /control/sent, GET /control/state.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import Any, Self

from tests.telegram_faults import Fault, Limits, error
from tests.telegram_wire import ADMIN_RIGHTS, decoded, parameters

Json = dict[str, Any]

TOKEN = "123456789:TEST-TOKEN_of-the-fake-Bot-API-server-1"


@dataclass(frozen=True, slots=True)
class Call:
    """A request that came in, with the monotonic time of its arrival in seconds."""

    method: str
    params: Json
    at: float


class FakeTelegram:
    """The server: `push` gives it updates, `fail` scripts faults, `sent` and `calls` hold what the bot did."""

    def __init__(self, token: str = TOKEN, limits: Limits | None = None) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.sent: list[Json] = []
        self.edited: list[Json] = []
        self.deleted: list[Json] = []
        self.answered: list[Json] = []
        self.menus: dict[str, list[Json]] = {}
        self.members: dict[tuple[int, int], str] = {}
        self.chats: dict[str, Json] = {}
        self.limits = limits or Limits()
        self.confirmed = 0
        self.webhook: Json | None = None
        self._updates: deque[tuple[int, Json]] = deque()
        self._faults: dict[tuple[str, int | None], deque[Fault]] = defaultdict(deque)
        self._update_ids = itertools.count(1000)
        self._message_ids = itertools.count(1)
        self._news = asyncio.Event()
        self._polls = 0
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self, port: int = 0) -> Self:
        """Listens on loopback; returns itself."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", port, backlog=512)
        return self

    async def stop(self) -> None:
        """Closes the server and every open connection."""
        if self._server is None:
            return
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """The root to give as BOT_API_URL."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def waiting(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._updates)

    def push(self, *updates: Json) -> list[int]:
        """Queues updates for getUpdates, numbering those that have no update_id; returns their ids."""
        ids = []
        for update in updates:
            number = update.get("update_id") or next(self._update_ids)
            self._updates.append((number, {**update, "update_id": number}))
            ids.append(number)
        self._news.set()
        return ids

    def fail(self, method: str, *faults: Fault, chat_id: int | None = None) -> None:
        """The next calls of the method (of this chat, if given) get these answers, one each."""
        self._faults[method, chat_id].extend(faults)

    def recover(self) -> None:
        """No fault waits any longer."""
        self._faults.clear()

    def count(self) -> Counter[str]:
        """How often each method was called."""
        return Counter(call.method for call in self.calls)

    def texts(self, chat_id: int | None = None) -> list[str]:
        """The texts sent (to the chat, if given), in order."""
        return [message["text"] for message in self.sent if chat_id in (None, message["chat"]["id"])]

    async def until_sent(self, count: int, timeout: float = 120.0) -> list[Json]:  # noqa: ASYNC109
        """Waits until so many messages were sent; returns all. AssertionError with what came if it takes too long."""
        deadline = time.monotonic() + timeout
        while len(self.sent) < count:
            assert time.monotonic() < deadline, f"{len(self.sent)} of {count} messages: {self.texts()}"
            await asyncio.sleep(0.01)
        return self.sent

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        status, answer = await self._answer(head[0].split()[1], body, headers.get("content-type", ""))
        if answer is None:
            return False
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
            + answer
        )
        await writer.drain()
        return True

    async def _answer(self, path: str, body: bytes, content_type: str) -> tuple[int, bytes | None]:
        if path.startswith("/control/"):
            return 200, json.dumps(self._control(path.removeprefix("/control/"), body)).encode()
        prefix = f"/bot{self.token}/"
        if not path.startswith(prefix):
            return 401, error(401, "Unauthorized").body
        method, params = path.removeprefix(prefix), parameters(body, content_type)
        self.calls.append(Call(method, params, time.monotonic()))
        fault = self._fault(method, params)
        if fault is None or fault.acted:
            status, answer = await self._perform(method, params)
        if fault is None:
            return status, answer
        await asyncio.sleep(fault.seconds)
        return fault.status, fault.body

    def _fault(self, method: str, params: Json) -> Fault | None:
        for key in ((method, params.get("chat_id")), (method, None)):
            if self._faults[key]:
                return self._faults[key].popleft()
        return None

    async def _perform(self, method: str, params: Json) -> tuple[int, bytes | None]:
        action = getattr(self, f"_do_{method}", None)
        if action is None:
            return 404, error(404, "Not Found: method not found").body
        result = action(params)
        if asyncio.iscoroutine(result):
            result = await result
        if isinstance(result, Fault):
            return result.status, result.body
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _do_getMe(self, params: Json) -> Json:  # noqa: N802
        number = int(self.token.split(":")[0])
        names = {"is_bot": True, "first_name": "Zvedennia", "username": "zvedennia_test_bot"}
        return {"id": number, "can_join_groups": True, "can_read_all_group_messages": False, **names}

    async def _do_getUpdates(self, params: Json) -> Any:  # noqa: N802
        """A new poll ends the one that waits, as at Telegram."""
        if self.webhook is not None:
            return error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        self._polls += 1
        number = self._polls
        offset, seconds = int(params.get("offset", 0)), float(params.get("timeout", 0))
        while self._updates and self._updates[0][0] < offset:
            self.confirmed = self._updates.popleft()[0]
        self._news.set()
        deadline = time.monotonic() + seconds
        while not self._updates and number == self._polls and (left := deadline - time.monotonic()) > 0:
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)
        if number != self._polls:
            return error(409, "Conflict: terminated by other getUpdates request")
        return [update for _, update in itertools.islice(self._updates, int(params.get("limit", 100)))]

    def _do_sendMessage(self, params: Json) -> Any:  # noqa: N802
        text = str(params.get("text", ""))
        if not text.strip():
            return error(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 8192:
            return error(400, "Bad Request: message is too long")
        chat = int(params["chat_id"])
        self.limits.note(chat, time.monotonic())
        message = {**params, "message_id": next(self._message_ids), "date": int(time.time()), "text": text}
        message["at"] = time.monotonic()
        message["chat"] = {"id": chat, "type": "private" if chat > 0 else "supergroup", "first_name": "A"}
        self.sent.append(message)
        return {key: message[key] for key in ("message_id", "date", "chat", "text")}

    def _do_editMessageText(self, params: Json) -> Json:  # noqa: N802
        self.edited.append(params)
        chat = {"id": int(params["chat_id"]), "type": "private"}
        return {"message_id": params["message_id"], "date": int(time.time()), "chat": chat, "text": params["text"]}

    def _do_editMessageReplyMarkup(self, params: Json) -> Json:  # noqa: N802
        return self._do_editMessageText({**params, "text": ""})

    def _do_answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        self.answered.append(params)
        return True

    def _do_deleteMessage(self, params: Json) -> bool:  # noqa: N802
        self.deleted.append(params)
        return True

    def _do_setMyCommands(self, params: Json) -> bool:  # noqa: N802
        scope = params.get("scope") or {}
        self.menus[str(scope.get("chat_id") or params.get("language_code", ""))] = params["commands"]
        return True

    def _do_sendChatAction(self, params: Json) -> bool:  # noqa: N802
        return True

    def _do_getChat(self, params: Json) -> Any:  # noqa: N802
        return self.chats.get(str(params["chat_id"])) or error(400, "Bad Request: chat not found")

    def _do_getChatMember(self, params: Json) -> Json:  # noqa: N802
        status = self.members.get((int(params["chat_id"]), int(params["user_id"])), "member")
        user = {"id": int(params["user_id"]), "is_bot": False, "first_name": "A"}
        return {"status": status, "user": user, **(ADMIN_RIGHTS if status == "administrator" else {})}

    def _do_setWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = params
        return True

    def _do_deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = None
        return True

    def _control(self, action: str, body: bytes) -> Any:
        given = json.loads(body or b"null")
        if action == "push":
            return self.push(*given)
        if action == "fail":
            self.fail(given["method"], *(Fault(**decoded(fault)) for fault in given["faults"]))
        if action == "sent":
            return self.sent
        calls, waiting, violations = self.count(), self.waiting, self.limits.violations
        return {"calls": calls, "waiting": waiting, "violations": violations, "confirmed": self.confirmed}


async def _run(port: int, token: str) -> None:
    server = await FakeTelegram(token).start(port)
    print(server.url, flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Serves until it is stopped."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8081)
    arguments.add_argument("--token", default=TOKEN)
    given = arguments.parse_args()
    asyncio.run(_run(given.port, given.token))


if __name__ == "__main__":
    main()
