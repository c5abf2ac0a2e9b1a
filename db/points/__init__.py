"""Points: the ledger, and what may be done with it."""

from db.points.ledger import Balances, account, balances, post, reverse
from db.points.moves import arrive, inherit, lapse, open_with, reward, spend, take_back
from db.points.reasons import PointsReason
from db.points.statement import StatementLine, StatementPage, forget, statement
from db.points.tables import AccountKind, EntryKind

__all__ = [
    "AccountKind",
    "Balances",
    "EntryKind",
    "PointsReason",
    "StatementLine",
    "StatementPage",
    "account",
    "arrive",
    "balances",
    "forget",
    "inherit",
    "lapse",
    "open_with",
    "post",
    "reverse",
    "reward",
    "spend",
    "statement",
    "take_back",
]
