"""What is private in Rich, Textual and ICU and used here all the same: a changed release turns this red.

Every such name stands in USED with what depends on it. When a test here fails after an update of a
library, look at that place first; the pins in pyproject.toml say which releases are known.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import rich._wrap
import rich.cells
import textual._styles_cache
import textual.drivers.linux_driver
from rich.console import Console
from rich.text import Text
from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

import devices
import kiosk
import screens
from screens import forgetting, typography

ROOT = Path(__file__).resolve().parents[2]
OURS = (kiosk, screens, devices)
# The private name: what we do with it, and where.
USED = {
    "_wrap": "screens/typography/breaking.py puts its own `words` into rich._wrap",
    "_styles_cache": "screens/forgetting.py clears the rows that textual._styles_cache keeps",
    "_dirty_widgets": "screens/widgets/box.py: paint_now marks what has changed",
    "_on_timer_update": "screens/widgets/box.py: paint_now paints at once",
    "_mouse_down_widget": "screens/forgetting.py lets go of the last key that was touched",
    "_context": "kiosk/app.py: a reader's callback runs as if the app had called it",
    "_handle_exception": "kiosk/app.py: a fault is a screen in words",
    "getincrementaldecoder": "kiosk/app.py: bytes that are no UTF-8 do not end the input",
    "_name": "screens/widgets/key.py sets the name of a key after it was made",
}


def changed(name: str) -> str:
    """What to say when a name is not as it was."""
    return f"{name} is not what it was in Rich 15.0 and Textual 8.2; {USED[name]}"


def test_the_releases_are_those_that_were_looked_at() -> None:
    told = "another release: read the notes in this file, run all tests, then move the pin"
    assert version("rich").startswith("15.0."), told
    assert version("textual").startswith("8.2."), told


def test_rich_asks_for_words_at_every_call() -> None:
    typography.install()
    assert rich._wrap.words is typography.words, changed("_wrap")
    assert "in words(text)" in inspect.getsource(rich._wrap.divide_line), changed("_wrap")
    text = "གེ་སར་རྒྱལ་པོའི་སྒྲུང་གི་དཔེ་ཆ་དེ་གཡར་ཟིན།"
    ours = typography.wrap(text, 14, "bo")
    assert len(ours) > 2
    by_rich = [line.plain.rstrip() for line in Text(text).wrap(Console(width=14), 14)]
    assert by_rich == ours, changed("_wrap")
    assert [line.plain.rstrip() for line in Content(text).wrap(14)] == ours, changed("_wrap")


def test_a_screen_gathers_what_is_to_be_painted_in_a_set() -> None:
    assert isinstance(Screen()._dirty_widgets, set), changed("_dirty_widgets")
    assert list(inspect.signature(Screen._on_timer_update).parameters) == ["self"], changed(
        "_on_timer_update"
    )
    assert "_dirty_widgets" in inspect.getsource(Screen._on_timer_update), changed(
        "_on_timer_update"
    )


async def test_an_app_remembers_the_widget_that_was_touched_last() -> None:
    app = App()
    async with app.run_test() as pilot:
        assert app._mouse_down_widget is None, changed("_mouse_down_widget")
        down = events.MouseDown(None, 1, 1, 0, 0, 1, False, False, False, 1, 1)
        app.post_message(down)
        await pilot.pause()
        assert app._mouse_down_widget is not None, changed("_mouse_down_widget")


def test_the_driver_asks_for_its_decoder_by_name() -> None:
    driver = textual.drivers.linux_driver
    assert "getincrementaldecoder" in vars(driver), changed("getincrementaldecoder")
    source = inspect.getsource(driver.LinuxDriver)
    assert "getincrementaldecoder(" in source, changed("getincrementaldecoder")


def test_an_app_has_a_context_and_one_place_for_faults() -> None:
    assert list(inspect.signature(App._handle_exception).parameters) == ["self", "error"], changed(
        "_handle_exception"
    )
    app = App()
    with app._context():
        assert active_message_pump.get() is app, changed("_context")


@pytest.mark.parametrize(
    "cached",
    [rich.cells.cached_cell_len, rich.cells.get_character_cell_size],
    ids=lambda cached: cached.__name__,
)
def test_the_caches_that_a_goodbye_clears_are_found(cached: object) -> None:
    found = {clear.__self__ for clear in forgetting._caches()}  # type: ignore[attr-defined]
    assert cached in found, "rich.cells keeps what was measured elsewhere: screens/forgetting.py"
    assert hasattr(textual._styles_cache, "StylesCache"), changed("_styles_cache")


def test_a_touch_that_is_handed_on_is_still_a_copy_made_later() -> None:
    """Why kiosk/app.py asks `too_early` itself. When the copy keeps its time, the key alone can ask."""
    touch = events.MouseDown(None, 1, 1, 0, 0, 1, False, False, False)
    touch.time -= 5
    assert touch._apply_offset(1, 1).time > touch.time + 4


# --- no other private name -------------------------------------------------------------------


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for package in OURS:
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def test_no_other_private_name_of_a_library_is_used() -> None:
    """A private name on anything but `self` that none of our own classes and modules defines."""
    known = set(USED) | {
        node.attr if isinstance(node, ast.Attribute) else node.name
        for _path, tree in modules()
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        )
        or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    strange = [
        f"{path}:{node.lineno} {node.attr}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and node.attr not in known | {"_make", "_exit"}  # a named tuple's, and os._exit
    ]
    assert strange == [], "put it into USED with a test, or find a public way"


def test_none_of_our_names_hides_one_of_the_library() -> None:
    """An attribute of ours with the name of one of Textual's would break it without a word."""
    for package in OURS:
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    theirs = {Widget: set(vars(Widget())), Screen: set(vars(Screen())), App: set(vars(App()))}
    hidden = []
    for one in _below(DOMNode):
        if one.__module__.split(".")[0] not in {package.__name__ for package in OURS}:
            continue
        base = next(kind for kind in (App, Screen, Widget) if issubclass(one, kind))
        library = theirs[base] | {name for name in dir(base) if name.startswith("_")}
        ours = {name for name in vars(one) if name.startswith("_")} | _assigned(one)
        private = {name for name in ours & library if not name.startswith("__")}
        generated = {"_css_type_names", "_css_bases", "_inherit_bindings", "_inherit_css",
                     "_inherit_component_classes", "_merged_bindings", "_reactives", "_computes",
                     "_decorated_handlers", "_css_type_name", "_merge_bindings"}  # fmt: skip
        hidden += [f"{one.__name__}.{name}" for name in sorted(private - generated - set(USED))]
    assert hidden == []


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _assigned(one: type) -> set[str]:
    """Every attribute that the class sets on itself."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(one)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
