import assert from "node:assert/strict";

import { isList } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";
import { REQUEST } from "../widget.mjs";

/** How long a former customer's words may be found at most, in milliseconds (bar B7). */
const AT_MOST = 1_000;

/** The session ends as the sample portal ends it, or becomes another customer's. */
const ENDINGS = ["signing out", "signing in as somebody else"];

/** Ends a session in the page, and measures how long any of the words can still be found there, in milliseconds. */
async function timeUntilGone(page, ending, words) {
  return page.evaluate(
    async ({ ending, words }) => {
      const element = document.querySelector("support-widget");
      const isFound = () => {
        const fields = [...element.shadowRoot.querySelectorAll("input, textarea")].map((field) => field.value);
        const kept = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).flat());
        const all = [element.shadowRoot.textContent, location.href, ...fields, ...kept].join("\n");
        return words.some((word) => all.includes(word));
      };
      if (!isFound()) throw new Error("nothing to be found: the test would show nothing");
      const began = performance.now();
      if (ending === "signing out") {
        document.querySelector('[data-action="sign-out"]').click();
      } else {
        const answer = fetch("/portal/token?customer=tomas").then((response) => response.json());
        element.getToken = async () => (await answer).token;
      }
      while (isFound() && performance.now() - began < 20_000) await new Promise((resolve) => setTimeout(resolve, 5));
      return performance.now() - began;
    },
    { ending, words },
  );
}

for (const ending of ENDINGS) {
  journey(`${ending} takes everything away at once`, {}, async ({ server, between, page, visit, widget, t }) => {
    const maya = await server.session("maya");
    const tomas = await server.session("tomas");
    const his = new Set((await server.conversations(tomas.requester)).map(({ subject }) => subject));
    const hers = (await server.conversations(maya.requester)).map(({ subject }) => subject);
    await visit("/?customer=maya");
    await widget.whenUp();
    await widget.whenListed();
    await widget.fill();
    // An answer that is still on its way when she goes.
    const letGo = between.hold((request) => isList(request) && request.path.includes("Open"));
    await widget.filter("Open").click();
    await waitFor("the filtered list to be asked for", () => between.requests.some((request) => isList(request) && request.path.includes("Open")));

    const words = [...hers.filter((subject) => !his.has(subject)), REQUEST.subject, REQUEST.description, maya.requester];
    const time = await timeUntilGone(page, ending, words);
    t.diagnostic(`gone after ${Math.round(time)} ms`);
    assert.ok(time < AT_MOST, `${time} ms`);

    letGo();
    // After signing out the portal shows another page, so nothing of the widget is in view.
    const shown = () =>
      widget.element.evaluate(({ shadowRoot: root }) => [root.textContent, ...[...root.querySelectorAll("input, textarea")].map((field) => field.value)].join("\n"));
    const next = ending === "signing out" ? /don’t know who you are/ : /\d+ of \d+/;
    await waitFor("what comes next", async () => next.test(await shown()));
    const later = await shown();
    assert.deepEqual(words.filter((word) => later.includes(word)), []);
  });
}
