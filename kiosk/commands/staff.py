"""kiosk staff: the team, their cards and PINs, the sealed code. PINs are printed once, here."""

from __future__ import annotations

import click

from db import residents, staff
from db.base import database
from db.calendar import service_day
from db.codes import CodeKind
from db.settings import Settings
from db.staff import Role, pins
from db.staff.tables import Staff
from kiosk.cli import failure
from kiosk.commands.common import ID, WORDS, by, now, opened, table


@click.group()
def command() -> None:
    """List, add and retire staff; give a new PIN; seal a recovery code. All audited."""


@command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """One member a line: staff, resident, role, state, PIN or not, name."""
    with opened(ctx) as office:
        team = office.call(staff.listed, **by())
    table(
        [
            (
                one.staff,
                one.resident,
                one.role,
                "active" if one.active else "retired",
                "PIN" if one.has_pin else "",
                one.name,
            )
            for one in team
        ]
    )


@command.command("add")
@click.argument("who", type=WORDS)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="What they may do. The first member of staff is a lead.",
)
@click.option("--birth-year", type=int, help="Of somebody who is not a resident yet.")
@click.pass_context
def add(ctx: click.Context, who: str, role: str | None, birth_year: int | None) -> None:
    """WHO is a resident's number (or a card's), or the name of somebody new.

    Prints staff, role, the number of the new staff card and the PIN, once; for the first lead also
    the sealed code. Print the card with kiosk cards print, put the code into an envelope.
    """
    with opened(ctx) as office:
        found = office.call(residents.resident_of, who)
        if found is None and not any(letter.isalpha() for letter in who):
            raise failure("no resident has this number")
        first = not office.call(lambda: Staff.select().where(Staff.active).exists())
        wanted = Role(role) if role else Role.LEAD if first else None
        if wanted is None:
            raise failure("--role is missing", 2)
        if first and wanted is not Role.LEAD:
            raise failure("the first member of staff is a lead: --role lead")
        pin = pins.fresh(office.call(staff.pepper, now=now()))
        needs_seal = wanted is Role.LEAD and office.call(staff.sealed) is None
        sealed = pins.fresh_sealed() if needs_seal else None

        def write() -> tuple[int, str]:
            who_acts = by()
            with database.atomic():
                person = found
                if person is None:
                    today = service_day(now(), Settings().zone)
                    person = residents.add(who, joined_on=today, birth_year=birth_year, **who_acts)
                number = staff.add(
                    person,
                    wanted,
                    pin_hash=pin.hash,
                    sealed_hash=None if sealed is None else sealed.hash,
                    **who_acts,
                )
                _, card = residents.issue(person, kind=CodeKind.STAFF, **who_acts)
            return number, card

        number, card = office.call(write)
    table([(number, wanted, card, pin.digits)])
    if sealed is not None:
        table([("sealed code", _grouped(sealed.digits))])


@command.command("retire")
@click.argument("member", type=ID)
@click.pass_context
def retire(ctx: click.Context, member: int) -> None:
    """MEMBER (a staff number) is staff no longer: duty, PIN and staff card end."""
    with opened(ctx) as office:
        office.call(staff.retire, member, **by())


@command.command("new-pin")
@click.argument("member", type=ID)
@click.pass_context
def new_pin(ctx: click.Context, member: int) -> None:
    """Give MEMBER (a staff number) a new PIN; prints it once. Duties with the old one end."""
    with opened(ctx) as office:
        pin = pins.fresh(office.call(staff.pepper, now=now()))
        office.call(staff.new_pin, member, pin.hash, **by())
    click.echo(pin.digits)


@command.command("seal")
@click.pass_context
def seal(ctx: click.Context) -> None:
    """A new sealed recovery code, printed once; the one before opens nothing any more."""
    code = pins.fresh_sealed()
    with opened(ctx) as office:
        office.call(staff.seal, code.hash, **by())
    click.echo(_grouped(code.digits))


def _grouped(digits: str) -> str:
    return "-".join(digits[at : at + 5] for at in range(0, len(digits), 5))
