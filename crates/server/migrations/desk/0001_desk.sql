-- The desk: staff, contacts and conversations.
--
-- Times are epoch seconds (UTC). Words of the API (statuses, priorities, sources) are stored as they
-- cross the wire. Keep to SQL that PostgreSQL knows too, save for STRICT, AUTOINCREMENT and WITHOUT
-- ROWID.

-- Brands: every conversation belongs to one. A create without `brand_id` gets the default one.
CREATE TABLE brands (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX brands_one_default ON brands (is_default) WHERE is_default = 1;

CREATE TABLE teams (
    id   INTEGER PRIMARY KEY,
    name TEXT    NOT NULL
) STRICT;

-- Members of staff. `email_key` is the address in the form that matching uses (ASCII lower case).
CREATE TABLE members (
    id         INTEGER PRIMARY KEY,
    email      TEXT    NOT NULL,
    email_key  TEXT    NOT NULL UNIQUE,
    first_name TEXT    NOT NULL,
    last_name  TEXT    NOT NULL,
    team_id    INTEGER REFERENCES teams (id)
) STRICT;

-- Statuses are an open set: a desk adds its own. `kind` is the one of the four that it counts as.
CREATE TABLE statuses (
    name TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('Open', 'Pending', 'Resolved', 'Closed'))
) STRICT;

-- Contacts: the people who ask. At least one of e-mail and phone; each is unique.
-- `phone` holds digits with an optional leading plus, which is also the form that matching uses.
CREATE TABLE contacts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    first_name TEXT,
    last_name  TEXT,
    email      TEXT,
    email_key  TEXT    UNIQUE,
    phone      TEXT    UNIQUE,
    company_id INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (email IS NOT NULL OR phone IS NOT NULL),
    CHECK ((email IS NULL) = (email_key IS NULL))
) STRICT;

-- Conversations. The column names are the API's, but for `contact_id` (there `requested_by_id`),
-- `member_id` and `team_id` (there `assigned_to_…`).
CREATE TABLE conversations (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    subject             TEXT    NOT NULL,
    description_html    TEXT    NOT NULL,
    description_text    TEXT    NOT NULL,
    status              TEXT    NOT NULL REFERENCES statuses (name),
    priority            TEXT    NOT NULL,
    source              TEXT    NOT NULL,
    brand_id            INTEGER NOT NULL REFERENCES brands (id),
    contact_id          INTEGER NOT NULL REFERENCES contacts (id),
    member_id           INTEGER REFERENCES members (id),
    team_id             INTEGER REFERENCES teams (id),
    created_at          INTEGER NOT NULL,
    last_updated_at     INTEGER NOT NULL,
    first_response_time INTEGER,
    resolution_time     INTEGER,
    due                 INTEGER NOT NULL,
    first_response_due  INTEGER NOT NULL,
    handled_by_ai_agent INTEGER NOT NULL DEFAULT 0 CHECK (handled_by_ai_agent IN (0, 1)),
    -- A JSON object of whatever else was recorded about the request.
    properties          TEXT    NOT NULL DEFAULT '{}',
    -- The id again, for the indexes below: SQLite begins a walk at (time, id) > (?, ?) only if the
    -- second is an ordinary column. With the id itself it would begin at the time and then read all
    -- rows of that second. It is computed, and takes no room in the table.
    sort_id             INTEGER GENERATED ALWAYS AS (id) VIRTUAL
) STRICT;

-- A page of the whole list is one walk of one of these two, from the cursor on.
CREATE INDEX conversations_created ON conversations (created_at, sort_id);
CREATE INDEX conversations_updated ON conversations (last_updated_at, sort_id);

-- A page of one contact's list is one walk of one of these two. The columns behind `sort_id` let every
-- other filter be decided, and the rows be counted, without reading the table.
CREATE INDEX conversations_contact_created ON conversations
    (contact_id, created_at, sort_id, status, priority, brand_id, member_id, team_id);
CREATE INDEX conversations_contact_updated ON conversations
    (contact_id, last_updated_at, sort_id, status, priority, brand_id, member_id, team_id);

-- How many conversations there are, so that the whole list's `total_count` walks nothing. Triggers
-- keep it right whoever writes, within the writer's own transaction.
CREATE TABLE counters (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counters (name, value) VALUES ('conversations', 0);

CREATE TRIGGER conversations_counted AFTER INSERT ON conversations BEGIN
    UPDATE counters SET value = value + 1 WHERE name = 'conversations';
END;
CREATE TRIGGER conversations_uncounted AFTER DELETE ON conversations BEGIN
    UPDATE counters SET value = value - 1 WHERE name = 'conversations';
END;

-- Labels given by staff.
CREATE TABLE tags (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE conversation_tags (
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    tag_id          INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (conversation_id, tag_id)
) STRICT, WITHOUT ROWID;

-- Definitions of custom fields, and their values. A value's own id is what the API calls
-- `custom_fields[].id`; `value` is JSON.
CREATE TABLE conversation_fields (
    id            INTEGER PRIMARY KEY,
    internal_name TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;
CREATE TABLE custom_values (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    field_id        INTEGER NOT NULL REFERENCES conversation_fields (id),
    value           TEXT    NOT NULL,
    UNIQUE (conversation_id, field_id)
) STRICT;

-- Ids have nine digits, as the vendor's do, and the three sequences never meet.
INSERT INTO sqlite_sequence (name, seq) VALUES
    ('conversations', 100000000),
    ('contacts', 200000000),
    ('custom_values', 300000000);

-- What a new desk starts with.
INSERT INTO brands (id, name, is_default) VALUES (1, 'Support Brand', 1), (2, 'Outlet', 0);
INSERT INTO teams (id, name) VALUES (456, 'Customer care'), (457, 'Billing'), (458, 'Logistics');
INSERT INTO members (id, email, email_key, first_name, last_name, team_id) VALUES
    (123, 'sam@example.com', 'sam@example.com', 'Sam', 'Okafor', 456),
    (124, 'ines@example.com', 'ines@example.com', 'Inês', 'Carvalho', 457),
    (125, 'jonas@example.com', 'jonas@example.com', 'Jonas', 'Brandt', 458);
INSERT INTO statuses (name, kind) VALUES
    ('Open', 'Open'), ('Pending', 'Pending'), ('Resolved', 'Resolved'), ('Closed', 'Closed');
