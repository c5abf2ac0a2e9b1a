"""Once round every screen: in a hall whose names are long, in one whose names are hostile, in trouble.

These are for the audit; pictures are taken of the stories.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from rich.cells import cell_len

from db.activities import CheckedOut
from db.codes import Code, CodeKind
from db.residents.tables import Person
from db.texts import NameText
from tests.screens.conftest import Kiosk, number
from tests.shots import staff_tour
from tests.shots.story import EVENING, HELPER, LEAD, REGULAR, Story, card, come

LONG = 60  # cells of the longest name that a hall may type
FILLERS = {
    "zh_CN": "和那曲镇色尼区双语书法唐卡合唱亲子阅读交流互助小组",
    "bo": "དང་ནག་ཆུ་གྲོང་ཁྱེར་གྱི་ཡིག་གཟུགས་དང་ཐང་ག་སློབ་སྦྱོང་ཚོགས་པ་",
    "en": " and the Nagqu Township Calligraphy and Reading Circle of Families",
}
# Markup, a colour of the terminal, a line feed, directions, joiners, a pile of marks, placeholders.
HOSTILE = "[b]x[/] \x1b[31m\n\u202eabc\u2066\u200d\ufe0f e" + "\u0301" * 30 + " {n} %s ⟧"


def long_names() -> None:
    """Every name of hall, room, activity and person is as long as it may be."""
    for row in NameText.select():
        if row.field != "way":
            _rename(row, _long(row.text, row.lang))
    for person in Person.select():
        first = person.name[0]
        lang = "en" if first.isascii() else "bo" if "\u0f00" <= first <= "\u0fff" else "zh_CN"
        Person.update(name=_long(person.name, lang)).where(
            Person.resident == person.resident_id
        ).execute()


def _long(text: str, lang: str) -> str:
    longer = text + FILLERS[lang] * 3
    while cell_len(longer) > LONG:
        longer = longer[:-1]
    return longer.rstrip()


def hostile_names() -> None:
    """Every name carries what an attacker, or an old table, may hold."""
    for row in NameText.select():
        _rename(row, row.text[:4] + HOSTILE)
    for person in Person.select():
        Person.update(name=person.name[:1] + HOSTILE).where(
            Person.resident == person.resident_id
        ).execute()


def _rename(row: NameText, text: str) -> None:
    NameText.update(text=text).where(
        NameText.owner_kind == row.owner_kind,
        NameText.owner_id == row.owner_id,
        NameText.field == row.field,
        NameText.lang == row.lang,
    ).execute()


async def around(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Stops once at every screen; the name of the stop is the name of the screen."""
    from screens import flow
    from screens.activities.giving_back import GiveBackScreen
    from screens.entry import EntryScreen
    from screens.keyboards.digits import Digits
    from screens.notice import StaffCalledScreen

    yield k.screen
    for key in ("#today", "#first", "#hours"):
        await k.tap(key)
        yield k.screen
        if key == "#today":
            await k.tap("#find")
            yield k.screen
            await k.tap("#no")
        await k.tap("#back")
    await k.scan("9787020002207")
    yield k.screen
    await k.tap("#ok")
    await k.scan(number("lost"))
    yield k.screen
    async for stop in _staff(k):
        yield stop
    async for stop in staff_tour.staff_around(k, lang):
        yield stop
    await k.app.end_visit()
    await k.settle()
    await come(k, REGULAR[lang])
    yield k.screen
    await k.tap("#points")
    yield k.screen
    await k.tap("#bar-home")
    async for stop in _shop(k):
        yield stop
    await k.tap("#first")
    yield k.screen
    came = k.app.screen.done
    for screen in (
        flow.checked_out(
            k.app.visit, CheckedOut(came.attendance, came.session, 75, 30, 40, 0, came.undo_until)
        ),
        flow.sorry(k.app.visit, "3F2A"),
        flow.are_you_there(k.app.visit, 30),
        StaffCalledScreen(k.app.visit),
        GiveBackScreen(k.app.visit, came.session),
        EntryScreen(k.app.visit, Digits(), lambda: k.app.visit.say(came.session.title)),
    ):
        await k.app.push_screen(screen)
        await k.settle()
        yield k.screen
    await k.tap("#bar-finish")
    yield k.screen


async def _shop(k: Kiosk) -> AsyncIterator[str]:
    """Every screen between the shelf and the number, and what the number says at the reader."""
    from screens.prizes.together import TogetherScreen

    await k.tap("#prizes")
    yield k.screen
    await k.tap("#prize-0")
    yield k.screen
    detail = k.app.screen
    await k.app.push_screen(TogetherScreen(k.app.visit, detail.prize, detail.spendable))
    await k.settle()
    yield k.screen
    await k.tap("#back")
    await k.tap("#take")
    yield k.screen
    await k.tap("#yes")
    yield k.screen
    code = k.app.screen.code
    await k.tap("#cancel")
    yield k.screen
    await k.tap("#yes")
    await k.tap("#bar-home")
    await k.tap("#prizes")
    await k.tap("#mine")
    yield k.screen
    await k.tap("#back")
    await k.tap("#back")
    await k.scan(code)
    yield k.screen
    await k.tap("#ok")


async def _staff(k: Kiosk) -> AsyncIterator[str]:
    """A number that is two things, the clock, the door."""
    twice = card(0)
    k.app.office.call(lambda: Code.create(code=twice, kind=CodeKind.STAFF, ref=1))
    await k.scan(twice)
    yield k.screen
    await k.tap("#back")
    k.app.office.call(lambda: Code.delete().where(Code.code == twice, Code.ref == 1).execute())
    k.app.front = replace(k.app.front, clock_confirmed=False)
    await k.scan(LEAD)
    yield k.screen
    await k.tap("#bar-finish")
    k.app.front = replace(k.app.front, clock_confirmed=True)
    await k.scan(HELPER)
    yield k.screen
    await k.tap("#choice-0")
    for person in (1, 2, 4, 5):
        await k.scan(card(person))
    yield k.screen
    await k.tap("#close")


async def long_names_around(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Round the hall of long names; and on every screen with the reader gone and a full disk."""
    async for stop in around(k, lang):
        yield f"long-names-{stop}"
        k.app.reader_lost, k.app.writable = True, False
        k.app.screen.refill()
        yield f"trouble-{stop}"
        k.app.reader_lost, k.app.writable = False, True


async def hostile_around(k: Kiosk, lang: str) -> AsyncIterator[str]:
    """Round the hall of hostile names."""
    async for stop in around(k, lang):
        yield f"hostile-{stop}"


TOURS = (
    Story(long_names_around, EVENING, dress=long_names),
    Story(hostile_around, EVENING, dress=hostile_names),
)
