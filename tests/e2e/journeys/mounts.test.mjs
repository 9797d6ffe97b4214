import assert from "node:assert/strict";

import { journey } from "../journey.mjs";

journey("a hundred mounts leave nothing behind", { needs: ["memory"] }, async ({ page, visit, widget, t }) => {
  const mount = (times) =>
    page.evaluate(async (times) => {
      const widget = document.querySelector("support-widget");
      const place = widget.parentElement;
      for (let index = 0; index < times; index += 1) {
        widget.remove();
        await new Promise((resolve) => setTimeout(resolve));
        place.append(widget);
        while (!widget.shadowRoot.querySelector(".support article")) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }, times);
  await visit();
  await widget.whenUp();
  await mount(20);
  const before = await page.memory();
  await mount(100);
  const after = await page.memory();
  t.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  // The stack that the linker would choose is alone as much as that; a fourth of the one that build.rs chooses is kept for what goes deeper than this.
  assert.ok(before.wasm < 1_048_576, "the module holds a megabyte");
  assert.ok(after.untouched >= 32_768, "the module's stack is nearly full");
  assert.ok(after.wasm <= before.wasm, "the module's memory grew");
  assert.ok(after.nodes <= before.nodes * 1.05 + 50, "nodes are left");
  assert.ok(after.listeners <= before.listeners * 1.05 + 10, "listeners are left");
  assert.ok(after.heap <= before.heap * 1.15 + 500_000, "objects are left");
});
