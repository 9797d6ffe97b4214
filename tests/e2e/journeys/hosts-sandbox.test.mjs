import { HostPage } from "../host-page.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const SANDBOXES = {
  // Neither storage nor forms nor an origin: the page is as good as another site's.
  "with scripts alone": "allow-scripts",
  "with its own origin": "allow-scripts allow-same-origin",
};

/** Chromium's, on the latter. */
const REMARK = /can escape its sandboxing/;

for (const [name, sandbox] of Object.entries(SANDBOXES)) {
  journey(`the widget works in a sandbox ${name}`, { troubles: REMARK }, async (here) => {
    const { page, widget } = here;
    const host = await HostPage.start(here, { sandbox });
    await page.goto(host.origin);
    await widget.whenUp();
    await widget.fill();
    await widget.send.press("Enter");
    const number = await widget.receivedNumber();
    await widget.showList();
    await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
    await widget.opener(number).click();
    await widget.whenRead();
  });
}
