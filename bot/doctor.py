"""What the program needs, each thing looked at by itself: found well, or with what mends it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from bot.channels import Registry
from bot.errors import SettingsError, StorageError, ZvedenniaError, first_line
from bot.gazetteer import Gazetteer
from bot.lexicon import Lexicon
from bot.logs import redact
from bot.model import Language
from bot.render.catalogue import LANGUAGES, words
from bot.settings import Settings, unknown_settings
from bot.status import status_of
from storage.database import Database

SECONDS = 10.0
CLOCK_TOLERANCE = 60.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `words` say what it is, or, if it is not well, what mends it."""

    what: str
    is_well: bool
    words: str


async def examine(environment: Mapping[str, str], now: datetime) -> list[Finding]:
    """Everything that the program needs, in the order in which it needs it. `now` is aware."""
    findings = [await _look(what, check) for what, check in DATA.items()]
    try:
        settings = Settings.load()
    except SettingsError as error:
        return [Finding("settings", False, str(error)), *findings]
    wrong = "\n".join(unknown_settings(environment))
    told = Finding("settings", not wrong, wrong or "all are as they should be")
    return [told, *[await _look(what, check, settings, now) for what, check in CHECKS.items()], *findings]


async def _look(what: str, check: Callable[..., Awaitable[str]], *given: object) -> Finding:
    try:
        return Finding(what, True, await check(*given))
    except ZvedenniaError as error:
        return Finding(what, False, str(error))
    except Exception as error:
        return Finding(what, False, redact(f"a defect: {first_line(error)}"))


async def _database(settings: Settings, now: datetime) -> str:
    path = settings.bot_database
    if not path.exists():
        return f"{path} will be made at the first start"
    database = await Database.open(path)
    try:
        status = await status_of(database, now)
    finally:
        await database.close()
    if aside := status.inbox.get("aside"):
        raise StorageError(
            f"{aside} updates could not be handled and were put aside: `status` says why; "
            "once that is mended, `status --retry` tries them again"
        )
    return f"{path}: {status.posts} posts, {status.database_bytes / 1_000_000:.1f} MB"


async def _token(settings: Settings, now: datetime) -> str:
    root = settings.bot_api_url
    answer = await _ask(settings)
    if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        raise SettingsError("BOT_TOKEN is refused by Telegram: take the token anew from @BotFather")
    _compare_clocks(answer, now)
    try:
        return f"@{answer.json()['result']['username']}"
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"BOT_API_URL is {root}, which answers {answer.status_code} as no Bot API does") from None


async def _ask(settings: Settings) -> httpx.Response:
    """The answer to getMe. Raises SettingsError without the address, which holds the token."""
    root, token = settings.bot_api_url, settings.token()
    try:
        async with httpx.AsyncClient(timeout=SECONDS, trust_env=not settings.is_api_local) as client:
            return await client.get(f"{root}/bot{token}/getMe")
    except httpx.HTTPError as error:
        kind = type(error).__name__
        raise SettingsError(f"{root} can't be reached ({kind}): check the network, the proxy and BOT_API_URL") from None


def _compare_clocks(answer: httpx.Response, now: datetime) -> None:
    told = answer.headers.get("date")
    if not told:
        return
    ahead = (now - parsedate_to_datetime(told)).total_seconds()
    if abs(ahead) > CLOCK_TOLERANCE:
        raise SettingsError(f"this machine's clock differs from Telegram's by {ahead:.0f} s: let it be set by NTP")


async def _clock(settings: Settings, now: datetime) -> str:
    local = now.astimezone(settings.zone)
    return f"{local:%Y-%m-%d %H:%M} {settings.bot_timezone} (UTC{local:%z})"


async def _gazetteer() -> str:
    return f"{len(Gazetteer.load()):,} units"


async def _lexicon() -> str:
    for language in Language:
        Lexicon.load(language)
    return ", ".join(Language)


async def _channels() -> str:
    return f"{len(Registry.load().channels)} official channels"


async def _texts() -> str:
    return ", ".join(words(language).language for language in LANGUAGES)


CHECKS = {"database": _database, "token": _token, "clock and zone": _clock}
DATA = {"gazetteer": _gazetteer, "lexicon": _lexicon, "channels": _channels, "texts": _texts}
