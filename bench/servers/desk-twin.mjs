// What one would write in place of the desk: Express and SQLite, on a copy of the desk's own database, with its tables, its indexes and
// its care for what was written (WAL, every commit on disk). Lists and creates conversations; of filters it knows the requester alone.

import { timingSafeEqual } from "node:crypto";

import express from "express";
import Database from "libsql";

import { cursorOf, positionOf } from "./cursor.mjs";

const [file, apiKey] = process.argv.slice(2);
const expected = Buffer.from(`Bearer ${apiKey}`);
const database = new Database(file);
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) database.pragma(pragma);

const COLUMNS = `SELECT c.id, b.name AS brand, c.brand_id, c.source, c.status, c.priority, c.created_at, c.first_response_time, c.resolution_time, c.due,
  c.first_response_due, k.email AS requested_by_email, k.phone AS requested_by_phone, c.contact_id AS requested_by_id,
  c.member_id AS assigned_to_member_id, c.team_id AS assigned_to_team_id, c.last_updated_at, c.subject, c.description_html, c.description_text,
  c.properties FROM conversations c LEFT JOIN brands b ON b.id = c.brand_id LEFT JOIN contacts k ON k.id = c.contact_id`;
const ORDER = "ORDER BY c.created_at DESC, c.sort_id DESC LIMIT ?";
const AFTER = "(c.created_at, c.sort_id) < (?, ?)";

const pages = {
  all: database.prepare(`${COLUMNS} ${ORDER}`),
  after: database.prepare(`${COLUMNS} WHERE ${AFTER} ${ORDER}`),
  of: database.prepare(`${COLUMNS} WHERE c.contact_id = ? ${ORDER}`),
  ofAfter: database.prepare(`${COLUMNS} WHERE c.contact_id = ? AND ${AFTER} ${ORDER}`),
};
const one = database.prepare(`${COLUMNS} WHERE c.id = ?`);
const total = database.prepare("SELECT value AS total FROM counters WHERE name = 'conversations'");
const totalOf = database.prepare("SELECT count(*) AS total FROM conversations WHERE contact_id = ?");
const contactOf = database.prepare("SELECT id FROM contacts WHERE email_key = ?");
const addContact = database.prepare("INSERT INTO contacts (email, email_key, created_at, updated_at) VALUES (?, ?, ?, ?) RETURNING id");
const addConversation = database.prepare(
  `INSERT INTO conversations (subject, description_html, description_text, status, priority, source, brand_id, contact_id, created_at, last_updated_at,
   due, first_response_due) VALUES (?, ?, ?, 'Open', ?, 'API', 1, ?, ?, ?, ?, ?) RETURNING id`,
);
const tagsOf = (count) =>
  database.prepare(
    `SELECT x.conversation_id, t.id, t.name AS label FROM conversation_tags x JOIN tags t ON t.id = x.tag_id
     WHERE x.conversation_id IN (${Array(count).fill("?").join()}) ORDER BY x.conversation_id, t.id`,
  );
const valuesOf = (count) =>
  database.prepare(
    `SELECT v.id, v.conversation_id, f.internal_name, f.name, v.value FROM custom_values v JOIN conversation_fields f ON f.id = v.field_id
     WHERE v.conversation_id IN (${Array(count).fill("?").join()}) ORDER BY v.conversation_id, v.id`,
  );
/** Statements by how many rows they are for: a page is nearly always full. */
const prepared = new Map();

/** Rows of other tables by the conversation that they belong to. */
function grouped(found) {
  const groups = new Map();
  for (const row of found) groups.get(row.conversation_id)?.push(row) ?? groups.set(row.conversation_id, [row]);
  return groups;
}

function completed(rows) {
  if (!rows.length) return rows;
  if (!prepared.has(rows.length)) prepared.set(rows.length, { tags: tagsOf(rows.length), values: valuesOf(rows.length) });
  const ids = rows.map(({ id }) => id);
  const { tags, values } = prepared.get(rows.length);
  const [tagged, valued] = [grouped(tags.all(...ids)), grouped(values.all(...ids))];
  return rows.map((row) => ({
    ...row,
    properties: JSON.parse(row.properties),
    tags: (tagged.get(row.id) ?? []).map(({ id, label }) => ({ id, label })),
    custom_fields: (valued.get(row.id) ?? []).map(({ id, internal_name, name, value }) => ({ id, internal_name, name, value: JSON.parse(value) })),
  }));
}

function list({ requested_by_id: requester, starting_after: cursor, per_page: size = "25" }) {
  const perPage = Number(size);
  const place = cursor ? positionOf(cursor) : [];
  const statement = requester ? (cursor ? pages.ofAfter : pages.of) : cursor ? pages.after : pages.all;
  const found = statement.all(...(requester ? [Number(requester)] : []), ...place, perPage + 1);
  const rows = found.slice(0, perPage);
  const next = found.length > perPage ? cursorOf(rows.at(-1)) : null;
  return {
    data: completed(rows),
    pages: { per_page: perPage, next_cursor: next },
    total_count: (requester ? totalOf.get(Number(requester)) : total.get()).total,
  };
}

const escape = (text) => text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);

const create = database.transaction(({ subject, description, requested_by: email, priority = "Medium" }) => {
  const now = Math.floor(Date.now() / 1000);
  const key = email.toLowerCase();
  const contact = contactOf.get(key) ?? addContact.get(email, key, now, now);
  const { id } = addConversation.get(subject, escape(description), description, priority, contact.id, now, now, now + 172_800, now + 14_400);
  return completed([one.get(id)])[0];
});

const isLine = (text, most) => typeof text === "string" && text.trim() !== "" && text.length <= most;

const app = express();
app.disable("x-powered-by");
app.use((request, response, next) => {
  const given = Buffer.from(request.get("authorization") ?? "");
  if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
  response.status(401).json({ error: { message: "Unauthorized" } });
});
app.get("/v1/conversations", (request, response) => response.json(list(request.query)));
app.post("/v1/conversations", express.json({ limit: "1mb" }), ({ body }, response) => {
  const isWhole = isLine(body.subject, 255) && isLine(body.description, 200 * 1024) && isLine(body.requested_by, 254);
  if (!isWhole) return response.status(400).json({ error: { message: "subject, description and requested_by are required" } });
  response.status(201).json({ data: create(body) });
});
const server = app.listen(0, "127.0.0.1", () => console.log(`listening on 127.0.0.1:${server.address().port}`));
