"""The pepper: 32 random bytes beside the database, without which no PIN in it can be guessed.

Who steals the database alone has 10⁶ PINs to try, and no hash slows that enough: the pepper stands
in a file of its own and goes into no backup. Where it is lost, PINs are given out anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path

from db import audit
from db.audit import HOUSE
from db.base import database
from db.staff.tables import PinLock, Staff

_LENGTH = 32


def file_of(path: Path) -> Path:
    """Where the pepper of this database stands."""
    return path.with_name(path.name + ".pepper")


def pepper(*, now: datetime) -> bytes:
    """The pepper of the open database, made when it is not there. On the clerk's thread.

    PINs that were made with a lost one open nothing: they are taken away, which is audited.
    """
    file = file_of(Path(str(database.database)))
    try:
        return _read(file)
    except FileNotFoundError:
        _make(file)
    with database.atomic():
        gone = Staff.update(pin_hash=None).where(Staff.pin_hash.is_null(False)).execute()
        PinLock.delete().execute()
        if gone:
            facts = {"pins": gone}
            audit.write(HOUSE, "pepper_made", ("staff", 0), now=now, station="", facts=facts)
    return _read(file)


def _read(file: Path) -> bytes:
    found = file.read_bytes()
    if len(found) != _LENGTH:
        msg = f"{file.name} is damaged: it holds {len(found)} bytes instead of {_LENGTH}"
        raise OSError(msg)
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return found


def _make(file: Path) -> None:
    """Whole or not at all, and never over one that another process has just made."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secrets.token_bytes(_LENGTH))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(part, file)
    except FileExistsError:
        return
    finally:
        part.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def keyed(secret: bytes, what: str, text: str) -> str:
    """A digest that only this machine can make, for looking up without storing."""
    return hmac.new(secret, f"{what}\0{text}".encode(), hashlib.sha256).hexdigest()
