"""A whole visit on the hall's own terminal: the real kiosk, a card, taps, large type, goodbye."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from db.office import Office
from kiosk.demo import seed_if_empty
from screens.widgets.key import Key
from tests.screens.conftest import GRIDS, number, running
from tests.shots import hall
from tests.shots.examine import PANELS

CONFIG = """database = "/srv/hall.db"
[sound]
mode = "off"
[display]
wedge = true
scale = "sh /opt/metok/deploy/set-scale.sh"
"""
SCRIPT = """python3 -c 'from tests.shots.player import *; panel("1.0"); resized("100x22")'
python3 -m tests.shots.visitor /srv &
exec python3 -m kiosk --config /srv/kiosk.toml run
"""
LARGER = "visit-3-home-large"


def pay(folder: Path) -> dict[str, float]:
    """Pictures go to the folder's out/. Seconds from each tap that was timed to its settled picture."""
    asyncio.run(_prepare(folder, datetime.now(UTC)))
    hall.run(folder, "sh", "/srv/visit.sh", packages=hall.packages())
    settled: dict[str, float] = json.loads((folder / "out" / "settled.json").read_bytes())
    return settled


async def _prepare(folder: Path, now: datetime) -> None:
    office = Office(folder / "hall.db", station="demo", now=now)
    seed_if_empty(office, now)
    office.close()
    normal, large = [await _where(folder / "hall.db", grid, now) for grid in GRIDS]
    steps = [
        ["see", "visit-1-attract"],
        ["card", number()],
        ["see", "visit-2-home"],
        ["time", LARGER, *normal["bar-size"]],
        ["tap", *large["first"]],
        ["see", "visit-4-result-large"],
        ["tap", *large["bar-finish"]],
        ["see", "visit-5-goodbye"],
        ["again", "visit-6-attract", "visit-1-attract"],
    ]
    (folder / "steps.json").write_text(json.dumps(steps), "utf-8")
    (folder / "kiosk.toml").write_text(CONFIG, "utf-8")
    (folder / "visit.sh").write_text(SCRIPT, "utf-8")
    for file in folder.iterdir():
        file.chmod(0o666)


async def _where(database: Path, grid: tuple[int, int], now: datetime) -> dict[str, list[int]]:
    """The middle of every key of the home, in pixels of the panel."""
    copy = shutil.copy(database, database.with_suffix(".copy"))
    async with running(Path(copy), grid, start=now, scale=lambda _factor: None) as k:
        await k.scan(number())
        keys = [key for key in k.app.screen.query(Key) if key.id]
        return {key.id or "": PANELS[grid].middle(*key.region) for key in keys}
