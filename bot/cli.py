"""The command line: every command of `python -m bot`, and the one place where errors become words and exit statuses."""

import sys
from typing import Any

import click

from bot import __version__
from bot.commands.reading import bench, parse
from bot.commands.record import export, ingest, region, reread, today
from bot.commands.review import review
from bot.commands.upkeep import backup, demo, digest, doctor, restore, run, status
from bot.errors import ZvedenniaError

FAILED = 1


class Commands(click.Group):
    """A group whose foreseen errors end as one clear message and status 1, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns."""
        try:
            return super().invoke(ctx)
        except ZvedenniaError as error:
            _end(str(error))
        except BrokenPipeError:
            raise
        except OSError as error:
            _end(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))


def _end(words: str) -> None:
    click.echo(f"error: {words}", err=True)
    sys.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="zvedennia")
def main() -> None:
    """Zvedennia: official posts about attacks in Ukraine, read into one record with every figure traced."""


for command in (
    parse, bench, ingest, today, region, export, digest, reread, review, run, doctor, status, backup, restore, demo
):  # fmt: skip
    main.add_command(command)
