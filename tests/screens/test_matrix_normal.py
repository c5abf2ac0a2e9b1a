"""Every public screen in every state and every language passes the audit in normal type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.matrix import LANGUAGES, walk
from tests.screens.conftest import GRIDS


@pytest.mark.timeout(600)
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_screen_passes_the_audit(
    seeded: Path, lang: str, record_property: Callable[[str, object], None]
) -> None:
    auditor = await walk(seeded, lang, GRIDS[0])
    record_property("matrix", [len(auditor.states), auditor.count])
    assert not auditor.wrong, "\n".join(auditor.wrong)
