"""What a member of staff is called, by role."""

from __future__ import annotations

from db.staff import Role
from screens.i18n import p_


def role_text(role: Role | str) -> str:
    """The role in the language shown."""
    return {
        Role.LEAD: lambda: p_("role", "Lead"),
        Role.FRONT_DESK: lambda: p_("role", "Front desk"),
        Role.ORGANISER: lambda: p_("role", "Organiser"),
        Role.LIBRARIAN: lambda: p_("role", "Librarian"),
        Role.HELPER: lambda: p_("role", "Helper"),
        Role.CARER: lambda: p_("role", "Carer"),
        Role.CLINIC: lambda: p_("role", "Clinic"),
    }[Role(role)]()
