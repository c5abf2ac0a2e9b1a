"""The command line: global options before the command, each command in a module of its own.

Commands are loaded when they are called, so that `kiosk run` imports nothing that it does not need.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path

import click

# command → (module, one line for --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("run", "start the kiosk on this terminal"),
    "demo": ("demo", "the demo hall: run it, list its cards"),
    "scan": ("scan", "hold a card to the demo's reader"),
    "check": ("check", "verify every invariant of the records"),
    "cards": ("cards", "list, issue, replace, end and print cards"),
    "residents": ("residents", "somebody leaves, or is forgotten"),
    "import": ("importing", "residents from a CSV or XLSX file; undo a whole import"),
    "staff": ("staff", "the team: list, add, retire, new PIN, sealed code"),
    "activities": ("activities", "plan, publish, retire activities; copy last week's sessions"),
    "timetable": ("timetable", "the timetable of a week or a month, to be printed"),
    "sessions": ("sessions", "list, close, cancel sessions; annul attendances"),
    "prizes": ("prizes", "the shelf: add, receive, count, hand over"),
    "settings": ("settings", "what the hall decides: list and change"),
    "voice": ("voice", "what is said aloud: list it, record it, check the clips"),
    "refused": ("refused", "why? the refused scans of a day with their reasons"),
    "oddities": ("oddities", "what a lead may want to look at"),
    "export": ("export", "write a table as CSV or JSON"),
    "signs": ("signs", "pictures for the doors, to be printed"),
    "clock": ("clock", "confirm the time after a power cut"),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kiosk.commands.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Help without importing every command.
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--database", metavar="URL|FILE|DIRECTORY", help="The hall's database.")
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The machine's settings (kiosk.toml).",
)
@click.pass_context
def root(ctx: click.Context, database: str | None, config_file: Path | None) -> None:
    """The kiosk of a neighbours' hall.

    Without --database and --config every command uses the demo hall in your data directory.
    """
    ctx.obj = (database, config_file)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; errors are one line on standard error. Exit codes: docs/cli.md."""
    # Python looks for garbage after every 700 new objects; loading the kiosk makes 45,000 that stay.
    gc.set_threshold(50_000, 20, 20)
    sys.exit(status(arguments))


def status(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 no, 2 misused."""
    try:
        outcome = root.main(args=arguments, prog_name="kiosk", standalone_mode=False)
    except click.exceptions.UsageError as error:
        click.echo(f"kiosk: {_asked(error)}", err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(f"kiosk: {_one_line(error.format_message())}", err=True)
        return error.exit_code
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        return 0
    return outcome if isinstance(outcome, int) else 0


def _asked(error: click.exceptions.UsageError) -> str:
    """What was asked wrongly; a group without its command does not print its whole help."""
    context = error.ctx
    if context is not None and isinstance(context.command, click.Group) and not context.args:
        names = context.command.list_commands(context)
        if "Usage:" in error.format_message() or "Missing command" in error.format_message():
            return f"which command? {context.command_path} takes {', '.join(names)}"
    return _one_line(error.format_message())


def _one_line(message: str) -> str:
    return " ".join(message.split())


class Refused(click.ClickException):
    """The answer is no: one line, exit code 1."""

    exit_code = 1


class Misused(click.ClickException):
    """It was asked wrongly: one line, exit code 2."""

    exit_code = 2


def failure(message: str, code: int = 1) -> click.ClickException:
    """An error in one line: 1 the answer is no, 2 it was asked wrongly."""
    return Misused(message) if code == 2 else Refused(message)
