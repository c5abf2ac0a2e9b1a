"""A reader at the other end of a pseudo-terminal, and a diary of what the scanner says."""

import asyncio
import os
import tty

import pytest

from devices.scanner import ReaderSettings


class Diary:
    """Collects what a scanner says and lets a test wait for it."""

    def __init__(self):
        self.scans, self.events = [], []
        self._news = asyncio.Event()

    @property
    def codes(self):
        return [scan.code for scan in self.scans]

    def _note(self, event):
        self.events.append(event)
        self._news.set()

    def open(self, scanner):
        def on_scan(scan):
            self.scans.append(scan)
            self._note(scan.code)

        scanner.open(on_scan, lambda: self._note("lost"), lambda: self._note("back"))

    async def until(self, *events, within=2.0):
        """Wait until exactly these events were said, in this order; then forget them."""

        async def enough():
            while len(self.events) < len(events):
                self._news.clear()
                await self._news.wait()

        async with asyncio.timeout(within):
            await enough()
        assert self.events == list(events)
        self.events.clear()

    async def quiet(self, seconds=0.25):
        """Nothing is said for so long."""
        self._news.clear()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        assert self.events == []


class Line:
    """A pseudo-terminal under a name of its own, as udev gives one to a reader."""

    def __init__(self, name):
        self.name = name
        self.ours = None

    def plug(self):
        self.ours, theirs = os.openpty()
        tty.setraw(theirs)
        self.name.symlink_to(os.ttyname(theirs))
        self._theirs = theirs

    def send(self, data):
        os.write(self.ours, data)

    def unplug(self):
        if self.ours is not None:
            self.name.unlink()
            os.close(self._theirs)
            os.close(self.ours)
            self.ours = None

    def settings(self, **changes):
        return ReaderSettings(port=str(self.name), **changes)


@pytest.fixture
async def diary():
    return Diary()


@pytest.fixture
def line(tmp_path):
    line = Line(tmp_path / "reader")
    line.plug()
    yield line
    line.unplug()


@pytest.fixture(name="until")
def _until():
    return until


async def until(condition, within=5.0):
    """Wait until a condition holds, looking every few milliseconds."""
    loop, met = asyncio.get_running_loop(), asyncio.Event()

    def look():
        if condition():
            met.set()
        else:
            loop.call_later(0.005, look)

    look()
    async with asyncio.timeout(within):
        await met.wait()
