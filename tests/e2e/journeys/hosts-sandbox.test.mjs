import { HostPage } from "../host-page.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { Widget } from "../widget.mjs";

/** Neither storage nor forms nor an origin: the page is as good as another site's. */
const SCRIPTS_ALONE = "allow-scripts";

/** @type {Record<string, import("../host-page.mjs").Host>} */
const SANDBOXES = {
  "a sandbox with scripts alone": { sandbox: SCRIPTS_ALONE },
  "a sandbox with its own origin": { sandbox: "allow-scripts allow-same-origin" },
  "a sandboxed frame with scripts alone": { sandbox: SCRIPTS_ALONE, isFramed: true },
};

/** Chromium's, on a sandbox with its own origin. */
const REMARK = /can escape its sandboxing/;

for (const [name, host] of Object.entries(SANDBOXES)) {
  journey(`the widget works in ${name}`, { troubles: REMARK, needs: host.isFramed ? ["frame"] : [] }, async (here) => {
    const { page } = here;
    await page.goto((await HostPage.start(here, host)).origin);
    const widget = new Widget(host.isFramed ? await page.frame("iframe") : page);
    await widget.whenUp();
    // In a frame WebKit lets nobody have the focus until somebody has pressed there.
    await widget.subject.click();
    await widget.fill();
    await widget.send.press("Enter");
    const number = await widget.receivedNumber();
    await widget.showList();
    await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
    await widget.opener(number).click();
    await widget.whenRead();
  });
}
