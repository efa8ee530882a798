"""Templates of messages: Jinja2 with everything escaped, and words of strangers made harmless before that."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from bot.errors import DataError
from bot.render.edition import Edition
from bot.render.plain import safe

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, edition: Edition, **values: object) -> Markup:
    """Returns a template filled in: `say` is the catalogue, values are cleaned and escaped unless they are Markup.

    Blank lines at the ends and more than one in a row are left out. DataError if there is no such template.
    """
    try:
        found = _environment().get_template(f"{template}.html")
    except TemplateNotFound as error:
        raise DataError(f"there is no template {error.name} in bot/render/templates") from error
    text = found.render(say=edition.words, edition=edition, **values)
    return Markup(re.sub(r"\n{3,}", "\n\n", text).strip())  # noqa: S704
