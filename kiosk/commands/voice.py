"""kiosk voice: what is said aloud, what is still to be recorded, and recording it."""

from __future__ import annotations

import re

import click

from db import arrivals, texts
from devices.clips import Clips, broken
from kiosk.cli import failure
from kiosk.commands.common import now, office_at, place, table
from kiosk.config import VoiceSettings
from kiosk.recording import NotRecorded, play, record
from screens import i18n
from screens.voice.script import Entry, script


class Language(click.types.StringParamType):
    """A language of the screens, or the name of one that is only heard."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{1,11}", value):
            self.fail(f"it takes {', '.join(i18n.LANGUAGES)} or a short name", param, ctx)
        return value


LANG = Language()


class Hall:
    """The clips of a place, and everything that could have one."""

    def __init__(self, ctx: click.Context) -> None:
        where = place(ctx)
        self.settings: VoiceSettings = where.config.voice
        self.clips = Clips(self.settings.clips(where.database.parent))
        with office_at(where) as office:
            self.names = office.call(texts.spoken)
            self.first = office.call(arrivals.front, now=now()).first_lang

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the screens, then those that are only heard."""
        only = [lang for lang in self.clips.languages() if lang not in i18n.LANGUAGES]
        return (*i18n.LANGUAGES, *only)

    def script(self, lang: str) -> tuple[Entry, ...]:
        """Everything to read aloud in a language."""
        return script(lang, self.names, self.first)


@click.group()
def command() -> None:
    """What the kiosk says aloud: list it, record it, check the clips."""


@command.command("list")
@click.option("--lang", type=LANG, help="Only this language.")
@click.option("--missing", is_flag=True, help="Only what has no clip yet.")
@click.pass_context
def list_(ctx: click.Context, lang: str | None, missing: bool) -> None:
    """A script for the reader, one clip a line: id, text to read, where it is heard, language."""
    hall = Hall(ctx)
    for one in (lang,) if lang else hall.languages:
        known = hall.clips.of(one)
        entries = [e for e in hall.script(one) if not (missing and e.id in known)]
        table([(entry.id, entry.text, entry.where, one) for entry in entries])


@command.command("record")
@click.argument("clip")
@click.option("--lang", type=LANG, required=True, help="The language that is read.")
@click.option("--play", "again", is_flag=True, help="Play it back afterwards.")
@click.pass_context
def record_(ctx: click.Context, clip: str, lang: str, again: bool) -> None:
    """Record a clip with the configured recorder; Ctrl+C ends the recording, not the command.

    Prints the text first, then the file. The old clip stays until the new one is complete.
    """
    hall = Hall(ctx)
    entry = next((e for e in hall.script(lang) if e.id == clip), None)
    if entry is None:
        raise failure(f"{clip}: nothing is said by this id; kiosk voice list names all", 2)
    if not hall.settings.recorder or (again and not hall.settings.player):
        what = "player" if hall.settings.recorder else "recorder"
        raise failure(f"voice.{what} is not set in kiosk.toml")
    click.echo(entry.text)
    try:
        made = record(hall.clips, hall.settings.recorder, lang, entry.id, entry.text)
        click.echo(str(made))
        if again:
            play(hall.settings.player, made)
    except NotRecorded as error:
        raise failure(str(error)) from error


@command.command()
@click.pass_context
def check(ctx: click.Context) -> int:
    """Look at every clip: broken ones, ones that nothing uses, ones whose words have changed.

    Prints `ok`, or one clip a line and exits with 1. What is missing is not wrong: voice list.
    """
    hall = Hall(ctx)
    wrong: list[tuple[object, ...]] = []
    for lang in hall.clips.languages():
        wanted = {entry.id: entry.text for entry in hall.script(lang)}
        for name, path in sorted(hall.clips.of(lang).items()):
            why = broken(path) or _doubt(hall.clips, lang, name, wanted)
            if why:
                wrong.append((lang, name, why))
    if not wrong:
        click.echo("ok")
        return 0
    table(wrong)
    return 1


def _doubt(clips: Clips, lang: str, name: str, wanted: dict[str, str]) -> str:
    if name not in wanted:
        return "nothing uses it"
    try:
        read = clips.words(lang, name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""  # it was not recorded by this program: nobody knows what was read
    return "" if read == wanted[name] else f"the words have changed since: {wanted[name]}"
