"""A planted mutant of the kiosk: it shows a check-in that it writes only 0.3 seconds later.

`python -m tests.walk.hasty …` takes the arguments of `kiosk …`; nothing of it is in the product.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from db import activities
from db.base import database
from db.office import Office
from kiosk.cli import main

LATE = 0.3  # seconds

_ask = Office.ask


async def ask(self: Office, operation: Callable[..., Any], /, *args: Any, **kw: Any) -> Any:
    """Answer a check-in with what it would have done; do it later, from another thread."""
    if operation is not activities.check_in:
        return await _ask(self, operation, *args, **kw)
    answer = await _ask(self, pretend, operation, args, kw)
    later = threading.Timer(LATE, self.submit, (operation, *args), kw)
    later.daemon = True
    later.start()
    return answer


def pretend(operation: Callable[..., Any], args: tuple[Any, ...], kw: dict[str, Any]) -> Any:
    """The answer of an operation that is taken back at once."""
    with database.atomic() as transaction:
        answer = operation(*args, **kw)
        transaction.rollback()
    return answer


if __name__ == "__main__":
    Office.ask = ask
    main()
