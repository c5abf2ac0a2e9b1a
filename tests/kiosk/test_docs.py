"""The documentation is true: every command and every key of kiosk.toml stands in it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from db.activities import tables
from db.exports import EXPORTS
from db.settings import DEFINITIONS
from kiosk import config
from kiosk.cli import COMMANDS, root

DOCS = Path(__file__).parents[2] / "docs"


def commands() -> list[str]:
    found = []
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {sub}" for sub in command.list_commands(context)]
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    page = (DOCS / "cli.md").read_text("utf-8").replace("\n", " ")
    assert f"kiosk {command}" in page


@pytest.mark.parametrize("key", config.keys())
def test_every_key_is_documented(key: str) -> None:
    assert f"`{key}`" in (DOCS / "configuration.md").read_text("utf-8")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_documented(name: str) -> None:
    assert f"`{name}`" in (DOCS / "cli.md").read_text("utf-8")


def test_the_settings_have_sound_defaults() -> None:
    from db.settings import accepted

    for name, definition in DEFINITIONS.items():
        assert accepted(name, definition.default) == definition.default


def test_every_category_has_a_pictogram() -> None:
    from screens import pictures

    assert all(pictures.exists(category) for category in tables.CATEGORIES)
