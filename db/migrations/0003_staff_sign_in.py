"""Staff sign in: duties, wrong PINs, the sealed code, reading lines, imports. Frozen."""

STATEMENTS = [
    'CREATE TABLE "duty" ("id" INTEGER NOT NULL PRIMARY KEY, "staff" INTEGER NOT NULL, "role" TEXT NOT NULL, "station" TEXT NOT NULL, "began_at" INTEGER NOT NULL, "touched_at" INTEGER NOT NULL, "signed_at" INTEGER, "ended_at" INTEGER, "how" TEXT, CHECK ((ended_at IS NULL) = (how IS NULL)), CHECK (how IN (\'idle\', \'limit\', \'member_card\', \'signed_out\', \'relieved\', \'retired\', \'power\'))) STRICT',
    'CREATE INDEX "duty_staff" ON "duty" ("staff")',
    'CREATE TABLE "resident_import" ("id" INTEGER NOT NULL PRIMARY KEY, "at" INTEGER NOT NULL, "actor" TEXT NOT NULL, "file" TEXT NOT NULL, "rows" INTEGER NOT NULL, "added" INTEGER NOT NULL, "refused" INTEGER NOT NULL, "warned" INTEGER NOT NULL, "undone_at" INTEGER) STRICT',
    'CREATE TABLE "import_column" ("header" TEXT NOT NULL PRIMARY KEY, "field" TEXT NOT NULL) STRICT',
    'CREATE TABLE "import_item" ("batch_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "ref" INTEGER NOT NULL, PRIMARY KEY ("batch_id", "kind", "ref"), FOREIGN KEY ("batch_id") REFERENCES "resident_import" ("id"), CHECK (kind IN (\'resident\', \'household\', \'grid\'))) STRICT',
    'CREATE INDEX "import_item_batch_id" ON "import_item" ("batch_id")',
    'CREATE INDEX "import_item_kind_ref" ON "import_item" ("kind", "ref")',
    'CREATE TABLE "pin_lock" ("key" TEXT NOT NULL PRIMARY KEY, "failures" INTEGER NOT NULL, "last_at" INTEGER NOT NULL, "until" INTEGER, "seconds" INTEGER NOT NULL) STRICT',
    'CREATE TABLE "reading_line" ("id" INTEGER NOT NULL PRIMARY KEY, "at" INTEGER NOT NULL, "actor" TEXT NOT NULL, "station" TEXT NOT NULL, "resident" INTEGER NOT NULL, "page" TEXT NOT NULL) STRICT',
    'CREATE INDEX "reading_line_at" ON "reading_line" ("at")',
    'CREATE INDEX "reading_line_resident" ON "reading_line" ("resident")',
    'CREATE TABLE "sealed_code" ("id" INTEGER NOT NULL PRIMARY KEY, "hash" TEXT NOT NULL, "made_at" INTEGER NOT NULL, "made_by" TEXT NOT NULL, "used_at" INTEGER) STRICT',
    "CREATE UNIQUE INDEX duty_live ON duty (station) WHERE ended_at IS NULL",
]


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
