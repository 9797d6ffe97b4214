"""What the documents can't say, and what every answer must have.

Schemathesis makes its requests from `docs/openapi`. Whether a status, a member or the name of a field is one that the
desk has, a schema can't say; so in a request that is meant to be accepted, those that were made up are
replaced by what is there. A request that is meant to be refused goes out as it was made.
"""

import json
import os
import pathlib
import uuid
from urllib.parse import parse_qsl, urlsplit

import requests
import schemathesis
from hypothesis import strategies as st

DOCUMENTS = pathlib.Path(__file__).parents[2] / "docs/openapi"
DESK, KEY = os.environ["SUPPORT_DESK"], os.environ["SUPPORT_DESK_KEY"]
ROLE, CUSTOMER = os.environ["SUPPORT_ROLE"], os.environ["SUPPORT_CUSTOMER"]
# A conversation is deleted by nearly every call that may, so there are many.
CONVERSATIONS = 40

BRANDS, TEAMS, MEMBERS = [1, 2], [456, 457, 458], ["sam@example.com", "ines@example.com"]
CUSTOM_FIELDS = [
    {"internal_name": "order_id", "value": "A-1"},
    {"internal_name": "carrier", "value": "Northpost"},
    {"internal_name": "satisfaction", "value": 4},
]
FORMATS = {
    "address": ["ann@example.com", "+44 20 7946 0000"],
    "e-mail": ["ann@example.com", "nobody@example.com"],
    "phone": ["+44 20 7946 0000", "030 1234567"],
    "status": ["Open", "Pending", "Resolved", "Closed"],
    "member": MEMBERS,
    "team": ["Billing", "456"],
    "own-address": [CUSTOMER],
    "guest-name": ["Ann"],
}


# Texts of a body that must be among these.
TEXTS = {
    "requested_by": [CUSTOMER] if ROLE == "gateway" else FORMATS["address"],
    "status": FORMATS["status"],
    "assignee": MEMBERS,
    "team": FORMATS["team"],
}

# What a change of a conversation may hold: one of these must be there, and nothing else counts.
CHANGES = json.loads((DOCUMENTS / "desk.json").read_text())["components"]["schemas"]["ChangeConversation"]["properties"]


def desk(method, path, **more):
    answer = requests.request(
        method, DESK + path, headers={"Authorization": f"Bearer {KEY}"}, timeout=20, **more
    )
    answer.raise_for_status()
    return answer.json()


def make_conversation(number):
    body = {"subject": f"Number {number}", "description": "d", "requested_by": CUSTOMER}
    return desk("POST", "/conversations", json=body)["data"]


MADE = [make_conversation(number) for number in range(CONVERSATIONS)]
IDS = [made["id"] for made in MADE]
CONTACT = MADE[0]["requested_by_id"]
for _ in range(3):
    desk("POST", f"/conversations/{IDS[0]}/reply", json={"reply_text": "r", "type": "REPLY"})
FIELDS = [field["id"] for field in desk("GET", "/conversations/fields")["data"]]

for name, values in FORMATS.items():
    schemathesis.openapi.format(name, st.sampled_from(values))
# Any text may be a cursor. Whether it is one, only the server knows: `before_call` asks it.
schemathesis.openapi.format("cursor", st.just("cursor"))


@schemathesis.hook
def filter_case(context, case):
    """Leaves out what is meant to be refused and is not there: an empty parameter of a query is as good as none.

    What is made up as an object, say, is sent as an empty text, or not at all.
    """
    is_bad = case.meta is not None and case.meta.generation.mode.is_negative
    return not (is_bad and has_empty(case.query or {}))


def has_empty(query):
    sent = urlsplit(requests.Request("GET", DESK, params=query).prepare().url).query
    return len({name for name, _ in parse_qsl(sent)}) < len(query)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes a request that is meant to be accepted refer to what there is."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if "id" in (case.path_parameters or {}):
        case.path_parameters["id"] = known_id(case)
    if case.query:
        mend_query(case)
    if "Idempotency-Key" in (case.headers or {}):
        # The same key with another body is refused, and both are made by chance here.
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if isinstance(case.body, dict):
        mend_body(case.operation.label, case.body)


def known_id(case):
    path, asked = case.operation.path, case.path_parameters["id"]
    known = FIELDS if "/fields/" in path else IDS
    if asked in known or not str(asked).isdigit():
        return asked
    if case.method.upper() == "DELETE":
        return make_conversation(asked)["id"]
    return known[int(asked) % len(known)]


def mend_query(case):
    # The cursor of another list is refused, and so is one of another order.
    case.query.pop("starting_after", None)
    for name, known in (("requested_by_email", "e-mail"), ("requested_by_phone", "phone")):
        replace(case.query, name, lambda asked: asked or FORMATS[known][0])
    if ROLE == "gateway":
        replace(case.query, "brand_id[]", lambda ids: [])
        replace(case.query, "requested_by_id", lambda _: CONTACT)


def mend_body(label, body):
    replace(body, "brand_id", lambda asked: one_of(BRANDS, asked))
    replace(body, "team_id", lambda asked: one_of(TEAMS, asked))
    for name, known in TEXTS.items():
        replace(body, name, lambda asked: asked if asked in known else known[0])
    replace(body, "custom_fields", lambda asked: CUSTOM_FIELDS[: len(asked)])
    # Only for a conversation that is resolved, and not before it was made.
    body.pop("resolved_at", None)
    if ROLE == "gateway":
        body.pop("brand_id", None), body.pop("custom_fields", None)
        body.pop("requested_by_firstname", None)
    if label == "POST /conversations/fields":
        mend_field(body)
    names = CHANGES if label == "PATCH /conversations/{id}" else body
    if label.startswith("PATCH") and all(body.get(name) is None for name in names):
        body["subject" if "fields" not in label else "name"] = "Another"
    if label == "PATCH /conversations/fields/{id}":
        # Options are for some fields only, and each once.
        body.pop("field_options", None)
        body["is_active"] = True


def mend_field(body):
    global made_fields
    made_fields += 1
    body["internal_name"] = f"field_{os.getpid()}_{made_fields}"
    kind = body["type"]
    for name in ("field_options", "levels", "choices"):
        body.pop(name, None)
    if kind in ("dropdown", "multi_select"):
        body["field_options"] = ["One", "Two"]
    if kind == "nested":
        body["levels"] = ["Area"]
        body["choices"] = [{"name": "Account", "choices": []}]


made_fields = 0


def replace(container, name, by):
    if container.get(name) is not None:
        container[name] = by(container[name])


def one_of(known, asked):
    return known[int(asked) % len(known)]


# Bar D6: what every answer has, whatever it is.
HEADERS = {
    "x-content-type-options": ["nosniff"],
    "referrer-policy": ["no-referrer"],
    "content-security-policy": ["default-src 'none'; frame-ancestors 'none'"],
    "cache-control": ["no-store", "private, no-cache"],
}


# The control: with a header that no answer has, the check must fail.
if control := os.environ.get("SUPPORT_CONTROL_HEADER"):
    HEADERS[control] = []


@schemathesis.check
def careful_headers(context, response, case):
    for name, allowed in HEADERS.items():
        found = response.headers.get(name)
        assert found and len(found) == 1 and found[0] in allowed, f"{name}: {found}"
    assert response.headers.get("x-request-id"), "x-request-id is missing"
    if ROLE == "gateway":
        assert response.headers.get("vary"), "vary is missing"
