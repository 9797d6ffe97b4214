-- The gateway's memory of creates on PostgreSQL: the same as SQLite's. All gateways of a tenant share it.

CREATE TABLE creates (
    scope           BYTEA  NOT NULL,
    key             TEXT   COLLATE "C" NOT NULL,
    fingerprint     BYTEA  NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('started', 'unknown', 'done')),
    started_at      BIGINT NOT NULL,
    attempted_at    BIGINT NOT NULL,
    tenant          TEXT   NOT NULL,
    conversation_id BIGINT,
    status          BIGINT,
    body            BYTEA,
    PRIMARY KEY (scope, key)
);

-- One conversation answers one key.
CREATE UNIQUE INDEX creates_conversation ON creates (tenant, conversation_id)
    WHERE conversation_id IS NOT NULL;
CREATE INDEX creates_started_at ON creates (started_at);

CREATE TABLE secrets (
    name  TEXT  NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);
