"""build(): the machine's settings become an open office, plugged-in devices and an app."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db import arrivals
from db.office import Office
from devices.clips import Clips
from devices.scanner import Debounce, ReaderSettings
from devices.serial_scanner import SerialScanner
from devices.sound import CUES, Bell, Commands, Silent, Sounds
from devices.voice import Mute, Player, Voice
from devices.wedge import Wedge
from kiosk.app import KioskApp
from kiosk.cli import failure
from kiosk.config import Config, SoundSettings, VoiceSettings
from kiosk.hardware import Hardware
from kiosk.places import Place
from kiosk.running import AlreadyRuns, claimed
from kiosk.simulator import Simulator
from screens import pictures

log = logging.getLogger(__name__)


def run(place: Place) -> int:
    """A hall: its own database, its own reader."""
    _need_a_terminal()
    _log_to(place.database.parent / "kiosk.log")
    office = _office(place.database, place.config.station)
    try:
        return _show(office, place.config, folder=place.database.parent, demo=False)
    finally:
        office.close()


def run_demo(folder: Path) -> int:
    """The demo hall, with a simulated reader on a real pty (decisions 24)."""
    _need_a_terminal()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise failure(f"{folder}: cannot be used ({error.strerror})") from error
    try:
        with claimed(folder):
            return _demo(folder)
    except AlreadyRuns as error:
        raise failure(
            f"{folder}: a demo runs there already; end it with kiosk demo stop"
        ) from error


def _need_a_terminal() -> None:
    """Without one nobody would see the kiosk, and nobody could touch it."""
    if not (os.isatty(0) and os.isatty(2)):  # Textual reads from 0 and paints on 2
        raise failure("the kiosk needs a terminal: standard input and error are not one")


def _demo(folder: Path) -> int:
    _log_to(folder / "kiosk.log")
    office = _office(folder / "hall.db", "demo")
    try:
        from kiosk.demo import seed_if_empty

        seed_if_empty(office, datetime.now(UTC))
        front = office.call(arrivals.front, now=datetime.now(UTC))
        if not front.demo:
            raise failure(f"{folder}: this is a hall's own database, not a demo")
        simulator = Simulator(folder)
        return _show(office, _demo_settings(), folder=folder, demo=True, simulator=simulator)
    finally:
        office.close()


def _office(path: Path, station: str) -> Office:
    from kiosk.opening import open_office

    return open_office(path, station)


def _demo_settings() -> Config:
    """A demo speaks to those who ask it to, with what the machine has."""
    player = ("aplay", "-q", "{file}") if shutil.which("aplay") else ()
    speaks = ("espeak-ng", "-v", "{lang}", "--stdin") if shutil.which("espeak-ng") else ()
    voice = VoiceSettings(player=player, synthesiser=speaks, outcomes=False)
    return Config(station="demo", voice=voice)


def _show(
    office: Office,
    config: Config,
    *,
    folder: Path,
    demo: bool,
    simulator: Simulator | None = None,
) -> int:
    wanted = config.display.pictures
    pictures.use(pictures.choose(os.environ) if wanted == "auto" else wanted)
    app = build(office, config, folder=folder, demo=demo, simulator=simulator)
    app.run()
    return app.return_code or 0


def build(
    office: Office,
    config: Config,
    *,
    demo: bool,
    folder: Path | None = None,
    simulator: Simulator | None = None,
) -> KioskApp:
    """The app, with everything plugged in; the tests and the command line both use it.

    `folder`: where the database lies; without it there is no voice.
    """
    debounce = Debounce()
    reader = config.reader
    if simulator is not None:
        reader = ReaderSettings(str(simulator.reader))
    bell: list[Callable[[], object]] = []
    sounds = _sounds(config.sound, lambda: bell[0]())  # noqa: PLW0108 - the app comes later
    hardware = Hardware(
        scanner=None if reader is None else SerialScanner(reader, debounce),
        sounds=sounds,
        voice=_voice(config.voice, folder, sounds),
        wedge=Wedge(demo=True) if demo else Wedge() if config.display.wedge else None,
        debounce=debounce,
        scale=_scaler(config.display.scale),
        simulator=simulator,
    )
    front = office.call(arrivals.front, now=datetime.now(UTC))
    app = KioskApp(office, hardware, front=front)
    bell.append(app.bell)
    return app


def _sounds(settings: SoundSettings, ring: Callable[[], object]) -> Sounds:
    if settings.mode == "off":
        return Silent()
    if settings.mode == "command":
        return Commands({cue: getattr(settings, cue) for cue in CUES})
    return Bell(ring)


def _voice(settings: VoiceSettings, beside: Path | None, sounds: Sounds) -> Voice:
    if beside is None or not (settings.player or settings.synthesiser):
        return Mute()
    return Player(
        Clips(settings.clips(beside)),
        settings.player,
        settings.synthesiser,
        private=settings.headphones,
        outcomes=settings.outcomes,
        wait_for=lambda: sounds.busy,
    )


def _scaler(command: tuple[str, ...]) -> Callable[[float], None] | None:
    if not command:
        return None

    def scale(factor: float) -> None:
        try:
            subprocess.Popen(  # noqa: S603 - the machine's own configuration, no shell
                [*command, str(factor)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            log.warning("the scale command cannot be run: %s", error)

    return scale


def _log_to(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(
            filename=file,
            level=logging.INFO,
            format="%(asctime)s %(levelname)s %(name)s %(message)s",
        )
    except OSError as error:
        sys.stderr.write(f"kiosk: {file} cannot be written ({error.strerror}), no log is kept\n")
