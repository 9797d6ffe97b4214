-- Whole conversations: replies, typed custom fields, the account, and what was deleted.

-- The account that a desk's key belongs to: one row.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    subdomain    TEXT NOT NULL,
    domain       TEXT NOT NULL,
    company_name TEXT NOT NULL,
    time_zone    TEXT NOT NULL,
    language     TEXT NOT NULL
) STRICT;
INSERT INTO account (id, subdomain, domain, company_name, time_zone, language) VALUES
    (1, 'example', 'support.example.com', 'Example Company', 'Europe/London', 'en');

-- Replies and internal notes. Who wrote one is a member or, for a customer's own mail, a contact.
CREATE TABLE replies (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    type            TEXT    NOT NULL CHECK (type IN ('REPLY', 'INTERNAL_NOTE')),
    body_html       TEXT    NOT NULL,
    body_text       TEXT    NOT NULL,
    member_id       INTEGER REFERENCES members (id),
    contact_id      INTEGER REFERENCES contacts (id),
    sent_at         INTEGER NOT NULL,
    -- The id again, as in `conversations`: so that a page begins where the cursor's row stands.
    sort_id         INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
    CHECK (member_id IS NULL OR contact_id IS NULL),
    CHECK (type = 'REPLY' OR contact_id IS NULL)
) STRICT;
CREATE INDEX replies_sent ON replies (conversation_id, sent_at, sort_id, type);

-- What a custom field holds. A desk of the first schema took any name, so what it made is text.
ALTER TABLE conversation_fields ADD COLUMN type TEXT NOT NULL DEFAULT 'single_line_text';
ALTER TABLE conversation_fields ADD COLUMN description TEXT;
ALTER TABLE conversation_fields ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1;
ALTER TABLE conversation_fields ADD COLUMN is_default INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation_fields ADD COLUMN is_mandatory_on_close INTEGER NOT NULL DEFAULT 0;
-- JSON: the names of a nested field's levels, and the tree of its choices.
ALTER TABLE conversation_fields ADD COLUMN levels TEXT;
ALTER TABLE conversation_fields ADD COLUMN choices TEXT;
ALTER TABLE conversation_fields ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
UPDATE conversation_fields SET updated_at = created_at;

CREATE TABLE field_options (
    id       INTEGER PRIMARY KEY,
    field_id INTEGER NOT NULL REFERENCES conversation_fields (id),
    name     TEXT    NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (field_id, name)
) STRICT;

-- Deleted conversations, whole, as the JSON that the API gave of them. They are out of every list.
CREATE TABLE deleted_conversations (
    id         INTEGER PRIMARY KEY,
    deleted_at INTEGER NOT NULL,
    body       TEXT    NOT NULL
) STRICT;

-- Replies have nine digits, too.
INSERT INTO sqlite_sequence (name, seq) VALUES ('replies', 400000000);

-- The fields that every desk starts with. Where one is there already, it gets its type.
INSERT INTO conversation_fields (id, internal_name, name, type, description, created_at, updated_at)
    SELECT coalesce((SELECT max(id) FROM conversation_fields), 100) + n, internal_name, name, type,
           description, 1672531200, 1672531200
    FROM (SELECT 1 AS n, 'order_id' AS internal_name, 'Order number' AS name,
                 'single_line_text' AS type, 'As in the order confirmation' AS description
          UNION ALL SELECT 2, 'product', 'Product', 'single_line_text', NULL
          UNION ALL SELECT 3, 'carrier', 'Carrier', 'dropdown', NULL
          UNION ALL SELECT 4, 'plan', 'Plan', 'dropdown', NULL
          UNION ALL SELECT 5, 'satisfaction', 'Satisfaction', 'number', 'From 1 to 5') AS known
    WHERE true
    ON CONFLICT (internal_name) DO UPDATE SET name = excluded.name, type = excluded.type,
        description = excluded.description;
INSERT INTO field_options (field_id, name, position)
    SELECT f.id, o.name, o.position FROM conversation_fields f
    JOIN (SELECT 'carrier' AS field, 'Parcelwing' AS name, 1 AS position
          UNION ALL SELECT 'carrier', 'Northpost', 2
          UNION ALL SELECT 'carrier', 'Swiftvan', 3
          UNION ALL SELECT 'plan', 'basic', 1
          UNION ALL SELECT 'plan', 'plus', 2
          UNION ALL SELECT 'plan', 'premium', 3) AS o ON o.field = f.internal_name
    ORDER BY f.id, o.position;
