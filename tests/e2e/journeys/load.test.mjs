import assert from "node:assert/strict";

import { isList, isModule } from "../between.mjs";
import { journey } from "../journey.mjs";
import { waitFor, whenIdle } from "../wait.mjs";

const isOurs = ({ path }) => path.startsWith("/embed/") || path.startsWith("/support/");

/** Puts another tag at the top of the page that is shown. */
const add = (page, load) =>
  page.evaluate((load) => {
    const widget = document.createElement("support-widget");
    widget.id = "added";
    widget.load = load;
    widget.getToken = document.querySelector("support-widget").getToken;
    document.querySelector("main").prepend(widget);
  }, load);

journey("a tag that is not in view has loaded one file", {}, async ({ between, page, visit, widget, portal }) => {
  await visit("/#/overview");
  await portal.whenSignedIn("Maya Lindqvist");
  await whenIdle(page);
  assert.deepEqual(between.requests.filter(isOurs).map(({ path }) => path), ["/embed/embed.js"]);
  await portal.visit("Support");
  await widget.whenUp();
});

for (const load of ["eager", "idle", "interaction"]) {
  journey(`load="${load}"`, {}, async ({ between, page, visit, portal }) => {
    await visit("/#/overview");
    await portal.whenSignedIn("Maya Lindqvist");
    await add(page, load);
    const added = page.css("#added");
    if (load === "interaction") {
      await whenIdle(page);
      assert.equal(between.requests.filter(isModule).length, 0);
      await added.evaluate((widget) => widget.dispatchEvent(new PointerEvent("pointerover")));
    }
    await waitFor("the form", () => added.role("textbox", "Subject").isVisible());
  });
}

journey("what the page preloads is asked for once", {}, async ({ between, dressing, page, visit, widget }) => {
  const early =
    '<link rel="modulepreload" href="/embed/support-widget.js"><link rel="preload" as="fetch" crossorigin href="/embed/support-widget_bg.wasm"></head>';
  dressing.alter("/", (answer) => (answer.body = answer.body.replace("</head>", early)));
  await visit("/#/overview");
  await waitFor("the module, before it is wanted", () => between.requests.some(isModule));
  await page.evaluate(() => (location.hash = "#/support"));
  await widget.whenUp();
  for (const file of ["/embed/support-widget.js", "/embed/support-widget_bg.wasm"]) {
    assert.equal(between.requests.filter(({ path }) => path === file).length, 1, file);
  }
});

/** What of the page around the widget has moved without being asked to, and how much in all, within the widget as well. */
const shifts = (page) =>
  page.evaluate(async () => {
    const seen = [];
    let all = 0;
    const note = (entries) => {
      for (const { value, hadRecentInput, sources } of entries) {
        if (!hadRecentInput) all += value;
        const moved = sources.map(({ node }) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node));
        const ofThePage = moved.filter((element) => element?.closest("main, footer"));
        if (!hadRecentInput && ofThePage.length > 0) seen.push({ value, moved: ofThePage.map(({ outerHTML }) => outerHTML.slice(0, 60)) });
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // What is buffered comes in a task of its own.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    note(observer.takeRecords());
    return { moved: seen, all };
  });

/** Loads the page, and sees the widget come into the place that is kept for it. */
async function arrive({ between, page, visit, widget }, reserve) {
  const letGo = between.hold(isModule);
  await visit();
  await page.evaluate((reserve) => document.querySelector("support-widget").style.setProperty("--support-reserve", reserve), reserve);
  await waitFor("the module", () => between.requests.some(isModule));
  letGo();
  await widget.whenUp();
  await widget.whenListed();
  await whenIdle(page);
}

for (const width of [1280, 390]) {
  journey(`nothing in the page moves when the widget comes, ${width} px wide`, { look: { width }, needs: ["shifts"] }, async (here) => {
    await arrive(here, "");
    const { moved, all } = await shifts(here.page);
    assert.deepEqual(moved, [], JSON.stringify(moved));
    // The chips of the desk's own statuses and brands come with them, so the list's head may still grow by a line.
    assert.ok(all < 0.03, `what moved within the widget sums up to ${all}`);
  });
}

journey("something would move if its place were not kept", { needs: ["shifts"] }, async (here) => {
  await arrive(here, "0");
  assert.notDeepEqual((await shifts(here.page)).moved, []);
});

journey("the list is asked for while the module is on its way, and only once", {}, async ({ between, visit, widget }) => {
  const letGo = between.hold(isModule);
  await visit();
  const list = await waitFor("the list to be asked for", () => between.requests.find(isList));
  await waitFor("its answer", () => list.isAnswered);
  assert.equal(await widget.subject.isVisible(), false, "the module is not there");
  const tokens = between.requests.filter(({ path }) => path.startsWith("/portal/token")).length;
  letGo();
  assert.ok((await widget.whenListed()).total > 0);
  assert.equal(between.requests.filter(isList).length, 1, "the list was asked for again");
  assert.equal(between.requests.filter(({ path }) => path.startsWith("/portal/token")).length, tokens, "the page was asked for another token");
});

journey("what came ahead for one customer is not shown to the next", {}, async ({ between, page, visit, widget, server }) => {
  const letGo = between.hold(isModule);
  await visit();
  const list = await waitFor("the list to be asked for", () => between.requests.find(isList));
  await waitFor("its answer", () => list.isAnswered);
  const { token, requester } = await server.session("tomas");
  await page.evaluate((token) => {
    const widget = document.querySelector("support-widget");
    widget.getToken = undefined;
    widget.token = token;
  }, token);
  letGo();
  await widget.whenListed();
  const numbers = await widget.numbers();
  const own = await server.conversations(requester);
  assert.ok(numbers.length > 0);
  assert.ok(numbers.every((number) => own.some(({ id }) => id === number)), "somebody else's");
});

journey("what was asked ahead is given up when the tag goes", {}, async ({ between, page, visit }) => {
  between.hold(isModule);
  between.hold(isList);
  await visit();
  const list = await waitFor("the list to be asked for", () => between.requests.find(isList));
  await page.evaluate(() => document.querySelector("support-widget").remove());
  await waitFor("the request to be given up", () => list.isAborted);
});
