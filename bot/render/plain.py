"""Making words of a stranger harmless: no markup, no mention, no link, no command, no hidden or turning characters."""

import html
import re

from markupsafe import Markup, escape

JOINER = "\u2060"
"""A word joiner: invisible, and not a character of names or addresses, so Telegram sees no link across it."""

HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff]"
)
LINKING = re.compile(
    r"[@#](?=\w)|\$(?=[A-Za-z])|(?<!\w)/(?=\w)|(?<=\w)\.(?=[^\W\d])|:(?=//)|(?<=\d)\.(?=\d{1,3}\.\d{1,3}\.\d)"
)
ADDRESS = re.compile(r"https://t\.me/[A-Za-z0-9_+/?=-]+")
FIRST = re.compile(r"^((?:<[^>]*>|[^\w<&])*)([^\W\d_])")
TAG = re.compile(r"<[^>]*>")


def plain(text: str) -> str:
    """Returns the text without hidden characters and with whatever Telegram would make a link of broken up."""
    return LINKING.sub(lambda found: found[0] + JOINER, HIDDEN.sub("", text))


def safe(value: object) -> Markup:
    """Returns a value as harmless HTML: Markup as it is, anything else cleaned and escaped."""
    return value if isinstance(value, Markup) else escape(plain(str(value)))


def one_line(text: str, limit: int) -> str:
    """Returns the text with its white space folded, cut with "…" at `limit` characters, at a word where possible."""
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    cut = folded[: limit - 1]
    at_word = cut.rfind(" ")
    return (cut[:at_word] if at_word > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def bold(value: object) -> Markup:
    """Returns a value in bold type, harmless."""
    return Markup("<b>{}</b>").format(safe(value))


def capital(markup: Markup) -> Markup:
    """Returns trusted HTML with the first letter that is seen as a capital."""
    return Markup(FIRST.sub(lambda found: found[1] + found[2].upper(), markup, count=1))  # noqa: S704


def link(text: object, address: str | None) -> Markup:
    """Returns the text linked to an address of t.me; any other address is left out and the text stands alone."""
    if not address or not ADDRESS.fullmatch(address):
        return safe(text)
    return Markup('<a href="{}">{}</a>').format(address, safe(text))


def visible(markup: str) -> str:
    """Returns what is seen of Telegram HTML: its text without tags, entities resolved."""
    return html.unescape(TAG.sub("", markup))


def units(text: str) -> int:
    """Returns the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
