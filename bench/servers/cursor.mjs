// Where a page of the twin begins: behind the row of this time and number. Pure.

export const cursorOf = ({ created_at: at, id }) => Buffer.from(`${at}.${id}`).toString("base64url");
export const positionOf = (cursor) => Buffer.from(cursor, "base64url").toString().split(".").map(Number);
