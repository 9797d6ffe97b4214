-- The gateway's memory of creates: one row per idempotency key, kept for a day.
--
-- Times are epoch seconds (UTC). `scope` is a hash of tenant and verified contact, so that no address
-- is stored; `body` is the answer as it was given, and holds what the customer wrote. Keep to SQL that
-- PostgreSQL knows too, save for STRICT and WITHOUT ROWID.

CREATE TABLE creates (
    scope           BLOB    NOT NULL,
    key             TEXT    NOT NULL,
    -- A hash of the request's body: the same key with another body is an error of the caller.
    fingerprint     BLOB    NOT NULL,
    -- started: an upstream call may be running, or the process died in it. unknown: it ended without
    -- saying whether the conversation was made. done: answered.
    state           TEXT    NOT NULL CHECK (state IN ('started', 'unknown', 'done')),
    -- The first attempt: a conversation made before it is not ours.
    started_at      INTEGER NOT NULL,
    -- The last attempt.
    attempted_at    INTEGER NOT NULL,
    tenant          TEXT    NOT NULL,
    conversation_id INTEGER,
    status          INTEGER,
    body            BLOB,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- One conversation answers one key.
CREATE UNIQUE INDEX creates_conversation ON creates (tenant, conversation_id)
    WHERE conversation_id IS NOT NULL;
CREATE INDEX creates_started_at ON creates (started_at);

-- What must outlive a restart: the key that cursors are sealed with.
CREATE TABLE secrets (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
