"""The command line: every command of `python -m bot`, and the one place where errors become words and exit statuses."""

import sys
from importlib import import_module
from traceback import format_exception
from typing import Any

import click

from bot import __version__
from bot.errors import ZvedenniaError, first_line
from bot.logs import redact

FAILED = 1
COMMANDS = {
    "parse": "reading",
    "bench": "reading",
    "ingest": "record",
    "today": "record",
    "region": "record",
    "export": "record",
    "reread": "record",
    "review": "review",
    "run": "upkeep",
    "digest": "upkeep",
    "doctor": "upkeep",
    "status": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
    "demo": "upkeep",
}
"""The module of bot/commands that holds each command; it is loaded when the command is asked for, and no other."""


class Commands(click.Group):
    """A group whose foreseen errors end as one clear message and status 1, never as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"bot.commands.{COMMANDS[cmd_name]}").__dict__[cmd_name]
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns."""
        try:
            return super().invoke(ctx)
        except ZvedenniaError as error:
            _end(str(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            _end(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        except Exception as error:
            _end(_unforeseen(error, is_traced=bool(ctx.params.get("trace"))))


def _unforeseen(error: Exception, is_traced: bool) -> str:
    """A defect of the program in words, without secrets; where it happened only if that was asked for."""
    if is_traced:
        return redact("".join(format_exception(error)))
    return redact(f"this is a defect: {first_line(error)}\n`python -m bot --trace …` shows where")


def _end(words: str) -> None:
    click.echo(f"error: {words}", err=True)
    sys.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="zvedennia")
@click.option("--trace", is_flag=True, help="Show where a defect happened.")
def main(trace: bool) -> None:
    """Zvedennia: official posts about attacks in Ukraine, read into one record with every figure traced."""
