"""What must always hold of shelf and redemptions: `kiosk check` prints what does not."""

from __future__ import annotations

from collections.abc import Iterator

from db.base import database

_QUERIES: tuple[tuple[str, str], ...] = (
    (
        (
            "SELECT p.id FROM prize p LEFT JOIN stock_movement m ON m.prize_id = p.id GROUP BY p.id "
            "HAVING p.on_hand <> COALESCE(SUM(m.hand), 0) OR p.reserved <> COALESCE(SUM(m.held), 0)"
        ),
        "stock: what prize {} has is not the sum of its movements",
    ),
    (
        (
            "SELECT id FROM (SELECT id, on_hand_after, reserved_after, SUM(hand) OVER w AS hand, "
            "SUM(held) OVER w AS held FROM stock_movement "
            "WINDOW w AS (PARTITION BY prize_id ORDER BY id)) "
            "WHERE hand <> on_hand_after OR held <> reserved_after"
        ),
        "stock: movement {} has a wrong running sum",
    ),
    (
        "SELECT id FROM prize WHERE reserved < 0 OR on_hand < reserved",
        "stock: of prize {} more is reserved than there is",
    ),
    (
        (
            "SELECT p.id FROM prize p WHERE p.reserved <> (SELECT COUNT(*) FROM redemption r "
            "WHERE r.prize_id = p.id AND r.state = 'reserved')"
        ),
        "stock: the reservations of prize {} are not those that wait",
    ),
    (
        (
            "SELECT r.id FROM redemption r LEFT JOIN stock_movement m ON m.redemption_id = r.id "
            "GROUP BY r.id HAVING COALESCE(SUM(m.kind = 'reserve'), 0) <> 1 "
            "OR COALESCE(SUM(m.kind = 'hand_over'), 0) <> (r.state = 'handed_over') "
            "OR COALESCE(SUM(m.kind = 'release'), 0) <> (r.state IN ('cancelled', 'lapsed')) "
            "OR SUM(m.prize_id <> r.prize_id) > 0"
        ),
        "redemptions: the stock of {} did not move as its state says",
    ),
    (
        (
            "SELECT r.id FROM redemption r LEFT JOIN redemption_share s ON s.redemption_id = r.id "
            "GROUP BY r.id HAVING COALESCE(SUM(s.points), 0) <> r.cost"
        ),
        "redemptions: the debits of {} do not sum to its price",
    ),
    (
        (
            "SELECT s.redemption_id FROM redemption_share s JOIN redemption r ON r.id = s.redemption_id "
            "WHERE (s.back_id IS NOT NULL) <> (r.state IN ('cancelled', 'lapsed')) OR (s.back_id IS "
            "NULL AND EXISTS (SELECT 1 FROM entry e WHERE e.reverses_id = s.paid_id))"
        ),
        "redemptions: the points of {} did not go back as its state says",
    ),
    (
        (
            "SELECT s.redemption_id FROM redemption_share s JOIN entry e ON e.id = s.back_id "
            "WHERE e.reverses_id IS NOT s.paid_id"
        ),
        "redemptions: what went back for {} is not linked to what was paid",
    ),
    (
        (
            "SELECT s.redemption_id FROM redemption_share s JOIN redemption r ON r.id = s.redemption_id "
            "JOIN entry e ON e.id = s.paid_id WHERE e.kind <> 'redeem' OR e.subject_kind <> 'prize' "
            "OR e.subject_id <> r.prize_id OR NOT EXISTS (SELECT 1 FROM posting p JOIN account a ON "
            "a.id = p.account_id WHERE p.entry_id = e.id AND a.kind = 'spendable' "
            "AND a.resident = s.resident_id AND p.amount = -s.points)"
        ),
        "redemptions: a share of {} is not what the ledger says",
    ),
    (
        (
            "SELECT e.id FROM entry e WHERE e.kind = 'redeem' AND e.subject_kind = 'prize' "
            "AND NOT EXISTS (SELECT 1 FROM redemption_share s WHERE s.paid_id = e.id)"
        ),
        "redemptions: entry {} paid for a prize that nobody redeemed",
    ),
    (
        (
            "SELECT s.redemption_id FROM redemption_share s JOIN redemption r ON r.id = s.redemption_id "
            "JOIN resident p ON p.id = s.resident_id WHERE r.state = 'reserved' "
            "AND p.state <> 'active'"
        ),
        "redemptions: {} waits for somebody who has left",
    ),
    (
        (
            "SELECT r.id FROM redemption r WHERE NOT EXISTS (SELECT 1 FROM redemption_share s WHERE "
            "s.redemption_id = r.id AND s.resident_id = r.resident_id)"
        ),
        "redemptions: who asked for {} does not pay for it",
    ),
    (
        (
            "SELECT r.id FROM redemption r WHERE r.state = 'reserved' AND (SELECT COUNT(*) FROM code "
            "c WHERE c.kind = 'pick_up' AND c.ref = r.id) <> 1"
        ),
        "redemptions: {} waits without a pick-up code",
    ),
    (
        (
            "SELECT COALESCE(c.ref, 0) FROM code c LEFT JOIN redemption r ON r.id = c.ref "
            "WHERE c.kind = 'pick_up' AND r.id IS NULL"
        ),
        "redemptions: a pick-up code means {}, which does not exist",
    ),
    (
        (
            "SELECT m.id FROM stock_movement m WHERE m.kind IN ('receive', 'count', 'damage', "
            "'return') AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.operation_id = m.operation_id "
            "AND a.verb = 'stock_' || m.kind)"
        ),
        "stock: nobody signed movement {}",
    ),
    (
        (
            "SELECT r.id FROM redemption r WHERE r.state = 'handed_over' AND NOT EXISTS (SELECT 1 "
            "FROM audit a WHERE a.subject_kind = 'redemption' AND a.subject_id = r.id AND "
            "a.verb = 'redemption_handed_over')"
        ),
        "redemptions: nobody signed the hand-over of {}",
    ),
)


def broken() -> Iterator[str]:
    """One line for every invariant of the shelf that does not hold."""
    for sql, sentence in _QUERIES:
        for (found,) in database.execute_sql(sql).fetchall():
            yield sentence.format(found)
