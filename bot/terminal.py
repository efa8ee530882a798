"""Messages of the chat as they are shown on a terminal: Telegram HTML as text, with styles where there are any."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

from rich.console import Console
from rich.style import Style
from rich.text import Text

STYLES = {
    "b": Style(bold=True),
    "strong": Style(bold=True),
    "i": Style(italic=True),
    "em": Style(italic=True),
    "u": Style(underline=True),
    "s": Style(strike=True),
    "code": Style(color="cyan"),
    "blockquote": Style(dim=True),
}
_INVISIBLE = str.maketrans("", "", "\u2060\u200b\u200c\u200d")


class Piece(NamedTuple):
    """Some visible words with their style; `address` is a link that ends with them."""

    words: str
    style: Style
    address: str = ""


class _Reader(HTMLParser):
    """Collects pieces from Telegram HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append(Piece("\n", Style.null()))
        else:
            self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed, address = self._open.pop()
            if address:
                self.pieces.append(Piece("", Style.null(), address))
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        styles = [STYLES.get(tag, Style.null()) for tag, _ in self._open]
        links = [Style(link=address) for _, address in self._open if address]
        self.pieces.append(Piece(data.translate(_INVISIBLE), Style.combine([Style.null(), *styles, *links])))


def pieces(html: str) -> list[Piece]:
    """The visible words of Telegram HTML in order, with their styles."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


def html_to_text(html: str) -> str:
    """The visible words of Telegram HTML without any markup; a link's address follows its words in brackets."""
    return "".join(piece.words + (f" ({piece.address})" if piece.address else "") for piece in pieces(html))


def styled(html: str) -> Text:
    """Telegram HTML with the styles and links of a terminal; addresses are behind the words, not beside them."""
    return Text.assemble(*((piece.words, piece.style) for piece in pieces(html)))


def show(console: Console, messages: Iterable[str], indent: int = 0) -> None:
    """Prints messages of the chat, a blank line after each: with styles on a terminal, as plain text elsewhere."""
    for message in messages:
        text = styled(message) if console.is_terminal else Text(html_to_text(message))
        for line in text.split("\n", allow_blank=True):
            _print_line(console, line, indent)
        console.print()


def _print_line(console: Console, line: Text, indent: int) -> None:
    """One line; an indented one is wrapped, so that what follows stays indented."""
    if not indent:
        console.print(line, soft_wrap=True)
        return
    for part in line.wrap(console, console.width - indent):
        part.rstrip()
        console.print(Text(" " * indent if part else "") + part, soft_wrap=True)
