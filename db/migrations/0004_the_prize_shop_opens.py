"""The prize shop opens: prizes, redemptions and their shares, movements of stock. Frozen."""

STATEMENTS = [
    'CREATE TABLE "prize" ("id" INTEGER NOT NULL PRIMARY KEY, "category" TEXT NOT NULL, "picture" TEXT NOT NULL, "cost" INTEGER NOT NULL, "fen" INTEGER, "per_person" INTEGER, "per_household" INTEGER, "period_days" INTEGER, "minimum_age" INTEGER, "visible" INTEGER NOT NULL, "from_day" TEXT, "until_day" TEXT, "place" TEXT NOT NULL, "low_at" INTEGER NOT NULL, "on_hand" INTEGER NOT NULL, "reserved" INTEGER NOT NULL, "retired" INTEGER NOT NULL, CHECK (category IN (\'food\', \'household\', \'tools\', \'clothing\', \'children\', \'study\', \'health\', \'vouchers\', \'other\')), CHECK (cost > 0), CHECK (reserved >= 0 AND on_hand >= reserved)) STRICT',
    'CREATE TABLE "redemption" ("id" INTEGER NOT NULL PRIMARY KEY, "prize_id" INTEGER NOT NULL, "resident_id" INTEGER NOT NULL, "state" TEXT NOT NULL, "cost" INTEGER NOT NULL, "fen" INTEGER, "reserved_at" INTEGER NOT NULL, "reserved_on" TEXT NOT NULL, "keep_until" TEXT NOT NULL, "ended_at" INTEGER, "ended_by" TEXT, "fetched_by" INTEGER, "station" TEXT NOT NULL, FOREIGN KEY ("prize_id") REFERENCES "prize" ("id"), FOREIGN KEY ("resident_id") REFERENCES "resident" ("id"), CHECK (state IN (\'reserved\', \'handed_over\', \'cancelled\', \'lapsed\')), CHECK ((state = \'reserved\') = (ended_at IS NULL)), CHECK (cost > 0)) STRICT',
    'CREATE INDEX "redemption_prize_id" ON "redemption" ("prize_id")',
    'CREATE INDEX "redemption_resident_id" ON "redemption" ("resident_id")',
    'CREATE INDEX "redemption_state_keep_until" ON "redemption" ("state", "keep_until")',
    'CREATE TABLE "stock_movement" ("id" INTEGER NOT NULL PRIMARY KEY, "prize_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "hand" INTEGER NOT NULL, "held" INTEGER NOT NULL, "on_hand_after" INTEGER NOT NULL, "reserved_after" INTEGER NOT NULL, "redemption_id" INTEGER, "at" INTEGER NOT NULL, "actor" TEXT NOT NULL, "station" TEXT NOT NULL, "reason" TEXT NOT NULL, "operation_id" TEXT NOT NULL, FOREIGN KEY ("prize_id") REFERENCES "prize" ("id"), FOREIGN KEY ("redemption_id") REFERENCES "redemption" ("id"), CHECK (CASE kind WHEN \'receive\' THEN hand > 0 AND held = 0 WHEN \'return\' THEN hand > 0 AND held = 0 WHEN \'damage\' THEN hand < 0 AND held = 0 WHEN \'count\' THEN held = 0 WHEN \'reserve\' THEN hand = 0 AND held = 1 WHEN \'release\' THEN hand = 0 AND held = -1 WHEN \'hand_over\' THEN hand = -1 AND held = -1 ELSE 0 END), CHECK ((kind IN (\'reserve\', \'release\', \'hand_over\')) = (redemption_id IS NOT NULL)), CHECK (reserved_after >= 0 AND on_hand_after >= reserved_after)) STRICT',
    'CREATE INDEX "stock_movement_prize_id" ON "stock_movement" ("prize_id")',
    'CREATE INDEX "stock_movement_redemption_id" ON "stock_movement" ("redemption_id")',
    'CREATE INDEX "stock_movement_at" ON "stock_movement" ("at")',
    'CREATE UNIQUE INDEX "stock_movement_operation_id" ON "stock_movement" ("operation_id")',
    'CREATE TABLE "redemption_share" ("redemption_id" INTEGER NOT NULL, "resident_id" INTEGER NOT NULL, "points" INTEGER NOT NULL, "paid_id" INTEGER NOT NULL, "back_id" INTEGER, PRIMARY KEY ("redemption_id", "resident_id"), FOREIGN KEY ("redemption_id") REFERENCES "redemption" ("id"), FOREIGN KEY ("resident_id") REFERENCES "resident" ("id"), FOREIGN KEY ("paid_id") REFERENCES "entry" ("id"), FOREIGN KEY ("back_id") REFERENCES "entry" ("id"), CHECK (points > 0)) STRICT',
    'CREATE INDEX "redemption_share_redemption_id" ON "redemption_share" ("redemption_id")',
    'CREATE INDEX "redemption_share_resident_id" ON "redemption_share" ("resident_id")',
    'CREATE UNIQUE INDEX "redemption_share_paid_id" ON "redemption_share" ("paid_id")',
    'CREATE UNIQUE INDEX "redemption_share_back_id" ON "redemption_share" ("back_id")',
    'CREATE TRIGGER "stock_movement_no_update" BEFORE UPDATE ON "stock_movement" BEGIN SELECT RAISE(ABORT, \'stock_movement is append-only\'); END',
    'CREATE TRIGGER "stock_movement_no_delete" BEFORE DELETE ON "stock_movement" BEGIN SELECT RAISE(ABORT, \'stock_movement is append-only\'); END',
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
