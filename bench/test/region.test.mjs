import assert from "node:assert/strict";
import { test } from "node:test";

import { replaced } from "../report/region.mjs";

const DOCUMENT = "a\n<!-- begin x (written by `cargo xtask bench`) -->\nold\n<!-- end x -->\nz\n";

test("a part is replaced, and what stands around it stays", () => {
  const once = replaced(DOCUMENT, "x", "new");
  assert.equal(once, "a\n<!-- begin x (written by `cargo xtask bench`) -->\n\nnew\n\n<!-- end x -->\nz\n");
  assert.equal(replaced(once, "x", "new"), once);
});

test("a part that is missing is an error", () => {
  assert.throws(() => replaced(DOCUMENT, "y", "new"), /no part y/);
});
