"""The settings of the program: the environment or `.env`, read once, all faults at once."""

import ipaddress
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

ENV_FILE = Path(".env")
PREFIX = "BOT_"
_SHOWN = 60
_SECRETS = ("BOT_TOKEN", "BOT_WEBHOOK_SECRET")


def _ids(given: object) -> object:
    """User ids written as JSON ("[1, 2]") or with commas ("1, 2"), as a list."""
    if not isinstance(given, str):
        return given
    if given.lstrip().startswith("["):
        return json.loads(given)
    return [part for part in given.replace(",", " ").split() if part]


def _root(given: str) -> str:
    TypeAdapter(HttpUrl).validate_python(given)
    return given.rstrip("/")


def _https(given: str) -> str:
    if not given.startswith("https://"):
        raise ValueError(given)
    return given


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(given) from error
    return given


def _shaped(pattern: str) -> AfterValidator:
    """Refuses a secret that does not match; the secret itself is never part of the refusal."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("not of this shape")
        return secret

    return AfterValidator(check)


Token = Annotated[SecretStr, _shaped(r"\d{6,}:[A-Za-z0-9_-]{20,}")]
HookSecret = Annotated[SecretStr, _shaped(r"[A-Za-z0-9_-]{16,256}")]
Root = Annotated[str, AfterValidator(_root)]
UserIds = Annotated[tuple[Annotated[int, Field(gt=0)], ...], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """Every setting with its default; `description` says what it should be, and the README's table is made of it."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True)

    bot_token: Token | None = Field(
        default=None, description="the token that @BotFather gave: digits, a colon, 35 letters and digits"
    )
    bot_api_url: Root = Field(
        default="https://api.telegram.org", description="the root of a Bot API server, such as https://api.telegram.org"
    )
    bot_database: Path = Field(default=Path("data/zvedennia.db"), description="the path of the SQLite file")
    bot_owners: UserIds = Field(
        default=(), description="the Telegram user ids of the owners, with commas, such as 1001,1002"
    )
    bot_language: Literal["uk", "en"] = Field(
        default="uk", description="uk or en: the language where a chat has chosen none"
    )
    bot_timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Europe/Kyiv", description="an IANA time zone, such as Europe/Kyiv"
    )
    bot_backups: int = Field(
        default=7, ge=0, le=365, description="how many daily copies stay beside the database, 0 to 365 (0: none)"
    )
    bot_posts_per_minute: int = Field(
        default=20, ge=1, description="how many posts a minute are taken from one user, and in one group, at least 1"
    )
    bot_posts_per_day: int = Field(
        default=1000, ge=1, description="how many posts a day are taken from one user, and in one group, at least 1"
    )
    bot_watchdog: int = Field(
        default=300, ge=0, description="after how many seconds without a successful poll the process ends, 0 for never"
    )
    bot_resend_unknown: bool = Field(
        default=False,
        description="true or false: send a day's digests again at a start if they may not have arrived; replies never",
    )
    bot_messages_per_second: int = Field(
        default=30, ge=1, le=1000, description="how many messages are sent in a second to all, 1 to 1000"
    )
    bot_chat_messages_per_minute: int = Field(
        default=60, ge=1, le=1000, description="how many messages a minute to one chat, evenly apart, 1 to 1000"
    )
    bot_group_messages_per_minute: int = Field(
        default=20, ge=1, le=1000, description="how many messages a minute to one group, 1 to 1000"
    )
    bot_webhook_url: Annotated[Root, AfterValidator(_https)] | None = Field(
        default=None,
        description="the public https address for webhook mode, such as https://bot.example.org/hook (unset: polling)",
    )
    bot_webhook_secret: HookSecret | None = Field(
        default=None, description="16 to 256 letters, digits, _ or -, for webhook mode"
    )
    bot_http_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="a port on loopback for /healthz and /metrics, and for the webhook (0: none)",
    )

    @classmethod
    def load(cls, env_file: Path | None = ENV_FILE) -> "Settings":
        """The settings of the process's environment over those of a `.env` file.

        Raises SettingsError with a line for each missing or wrong setting, which names what it should be.
        """
        build: Callable[..., Settings] = cls
        try:
            settings = build(_env_file=env_file)
        except ValidationError as error:
            raise SettingsError("\n".join(_faults(error))) from None
        if faults := _missing_together(settings):
            raise SettingsError("\n".join(faults))
        return settings

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of days and digests."""
        return ZoneInfo(self.bot_timezone)

    @property
    def is_api_local(self) -> bool:
        """Whether the Bot API server is on this machine, and so is never asked through a proxy."""
        host = urlsplit(self.bot_api_url).hostname or ""
        try:
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def token(self) -> str:
        """The bot's token in clear; raises SettingsError if none is set."""
        if self.bot_token is None:
            raise SettingsError(f"BOT_TOKEN is missing: it should be {description('BOT_TOKEN')}")
        return self.bot_token.get_secret_value()


def unknown_settings(environment: Mapping[str, str], env_file: Path | None = ENV_FILE) -> list[str]:
    """A line for each BOT_ variable that is no setting, with the one that was probably meant."""
    known = [name.upper() for name in Settings.model_fields]
    from_file = dotenv_values(env_file) if env_file and env_file.is_file() else {}
    given = {name.upper() for name in (*environment, *from_file) if name.upper().startswith(PREFIX)}
    return [_unknown(name, known) for name in sorted(given.difference(known))]


def description(name: str) -> str:
    """What a setting ("BOT_TOKEN") should be, in words."""
    return Settings.model_fields[name.lower()].description or ""


def table() -> list[tuple[str, str, str]]:
    """All settings as (name, default as written in an environment, what it should be), in order."""
    return [(name.upper(), _written(field.default), field.description or "") for name, field in _fields()]


def _fields() -> list[tuple[str, Any]]:
    return list(Settings.model_fields.items())


def _written(default: object) -> str:
    if default is None or default == ():
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name} is no setting" + (f"; did you mean {near[0]}?" if near else "")


def _faults(error: ValidationError) -> list[str]:
    inputs = defaultdict[str, list[object]](list)
    for fault in error.errors():
        inputs[str(fault["loc"][0]).upper()].append(fault["input"])
    return [f"{name} is wrong{_shown(name, given)}: it should be {description(name)}" for name, given in inputs.items()]


def _shown(name: str, given: Sequence[object]) -> str:
    return "" if name in _SECRETS else f" ({', '.join(repr(str(one)[:_SHOWN]) for one in given)})"


def _missing_together(settings: Settings) -> list[str]:
    if not settings.bot_webhook_url:
        return []
    needed = {"BOT_WEBHOOK_SECRET": settings.bot_webhook_secret, "BOT_HTTP_PORT": settings.bot_http_port}
    return [
        f"{name} is missing: with BOT_WEBHOOK_URL it should be {description(name)}"
        for name, value in needed.items()
        if not value
    ]
