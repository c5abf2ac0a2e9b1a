"""The real kiosk, which searches its own memory for texts when it is asked to.

`python -m tests.walk.searched ANSWERS TEXTS PLANTS kiosk-arguments…`. TEXTS and PLANTS are JSON
lists of texts spelt backwards, so that asking for a text never brings it into the memory. SIGUSR1
searches and writes what was found to the FIFO ANSWERS; SIGUSR2 plants every one of PLANTS at a
place where a person's name could linger, and then searches.
"""

from __future__ import annotations

import asyncio
import gc
import io
import json
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import CodeType, FrameType
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.content import Content
from textual.strip import Strip

from kiosk.cli import main

_holds: list[object] = []  # what was planted outside the app
_made: list[object] = []
_own: set[int] = set()  # the containers of the search itself


def everything() -> Iterator[tuple[object, dict[int, object]]]:
    """Every object that can be reached, each once, with who led to it.

    First from the modules and the frames of every thread, the nearest first, so that the way to a
    leak can be read; then all that the garbage collector knows besides.
    """
    led: dict[int, object] = {}
    waiting: deque[object] = deque()
    _own.clear()
    _own.update((id(waiting), id(led), id(sys._getframe())))
    for roots in (sys.modules.values, sys._current_frames().values, gc.get_objects):
        for root in roots():
            if id(root) not in led:
                led[id(root)] = None
                waiting.append(root)
        while waiting:
            current = waiting.popleft()
            if id(current) in _own:
                continue
            yield current, led
            for inner in _inside(current):
                if id(inner) not in led:
                    led[id(inner)] = current
                    waiting.append(inner)


def _inside(thing: object) -> Iterable[object]:
    if isinstance(thing, dict):  # the collector does not open keys that are texts
        return (*dict.keys(thing), *dict.values(thing))
    if isinstance(thing, CodeType):
        return thing.co_consts
    if isinstance(thing, io.StringIO | io.BytesIO) and not thing.closed:
        _made.append(thing.getvalue())  # kept, or its place would be taken for a thing seen before
        return _made[-1:]
    if isinstance(thing, FrameType):
        return (*gc.get_referents(thing), thing.f_locals)
    return gc.get_referents(thing)


def search(texts: list[str]) -> dict[str, list[str]]:
    """For each text (spelt backwards) that is somewhere: the kinds of things that lead to it."""
    _made.clear()
    gc.collect()
    raw = {text: text[::-1].encode()[::-1] for text in texts}
    shortest = min(map(len, texts))
    found: dict[str, list[str]] = {}
    for thing, led in everything():
        if isinstance(thing, str):
            hits = [t for t in texts if len(thing) >= shortest and t in thing[::-1]]
        elif isinstance(thing, bytes | bytearray):
            turned = bytes(thing[::-1])
            hits = [t for t, data in raw.items() if data in turned]
        else:
            continue
        for text in hits:
            found.setdefault(text, []).append(_way(thing, led))
    return found


def _way(thing: object, led: dict[int, object]) -> str:
    """The kinds of things from a text upwards, for whoever has to mend a leak."""
    way: list[str] = []
    current: object | None = thing
    while current is not None:
        way.append(_kind(current))
        current = led.get(id(current))
    return " < ".join(way[:20])


def _kind(thing: object) -> str:
    if isinstance(thing, FrameType):
        return f"frame {thing.f_code.co_qualname}"
    name = getattr(thing, "__qualname__", None) or getattr(thing, "__name__", None)
    return f"{type(thing).__qualname__} {name if isinstance(name, str) else ''}".strip()


def plant(texts: list[str]) -> None:
    """One text at each place of PLACES, in their order."""
    # Not from the collector's list: the kiosk puts what was there at its start out of its reach.
    app = next(thing for thing, _led in everything() if isinstance(thing, App))
    for place, text in zip(PLACES, texts, strict=True):
        place(app, text)


def _on_a_screen(app: App[Any], text: str) -> None:
    app.screen.remembered = text[::-1]


def _in_a_cache(_app: App[Any], text: str) -> None:
    measured = lru_cache(len)
    measured(text[::-1])
    _holds.append(measured)


def _in_a_segment(app: App[Any], text: str) -> None:
    app.screen.painted = Strip([Segment(f"-{text[::-1]}-", Style(bold=True))])


def _in_content(app: App[Any], text: str) -> None:
    app.screen.said = Content(text[::-1])


def _in_a_closure(_app: App[Any], text: str) -> None:
    name = text[::-1]
    _holds.append(lambda: name)


def _in_a_worker(app: App[Any], text: str) -> None:
    async def wait(name: str) -> str:
        await asyncio.Event().wait()
        return name

    app.run_worker(wait(text[::-1]), group="planted")


def _as_a_key(_app: App[Any], text: str) -> None:
    _holds.append({text[::-1]: 0.0})


def _in_bytes(_app: App[Any], text: str) -> None:
    _holds.append((text[::-1].encode(), 1))


def _in_a_buffer(_app: App[Any], text: str) -> None:
    _holds.append(io.StringIO(text[::-1]))


def _in_an_exception(app: App[Any], text: str) -> None:
    try:
        raise ValueError(text[::-1])
    except ValueError as error:
        app.last_error = error


PLACES = (
    _on_a_screen,
    _in_a_cache,
    _in_a_segment,
    _in_content,
    _in_a_closure,
    _in_a_worker,
    _as_a_key,
    _in_bytes,
    _in_a_buffer,
    _in_an_exception,
)


def _run(answers: str, texts: str, plants: str, arguments: list[str]) -> None:
    wanted, planted = json.loads(texts), json.loads(plants)

    def answer(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGUSR2:
            plant(planted)
        found = search([*wanted, *planted])
        with open(answers, "w", encoding="utf-8") as out:
            out.write(json.dumps(found, ensure_ascii=False) + "\n")

    signal.signal(signal.SIGUSR1, answer)
    signal.signal(signal.SIGUSR2, answer)
    main(arguments)


if __name__ == "__main__":
    _run(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
