import assert from "node:assert/strict";

import { HostPage } from "../host-page.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

/** What a style sheet may say about everything, each more often met than one would think. */
const HOSTILE = `
  * { all: unset !important; }
  *, support-widget {
    letter-spacing: 1em !important; word-spacing: 1em !important; text-indent: 5em !important; text-transform: uppercase !important;
    text-align: right !important; text-shadow: 0 0 3px red !important; white-space: pre !important; line-height: 3 !important;
    font-style: italic !important; font-weight: 900 !important; font-variant: small-caps !important; cursor: wait !important;
    list-style: square !important; hyphens: auto !important; word-break: break-all !important; user-select: none !important;
    writing-mode: horizontal-tb !important; quotes: none !important; caret-color: transparent !important; tab-size: 40 !important;
  }
  div, section, form, button, input, label, p, h2, h3, ul, li, span { display: none !important; border: 9px solid red !important; opacity: 0.1 !important; }
`;

/** How each element in the widget looks, less what depends on how much room its words take. */
const looks = (element) =>
  element.evaluate((host) => {
    const byRoom = /^(width|height|(block|inline)-size|(perspective|transform)-origin|grid-template|top|right|bottom|left|inset|(margin|padding)-(left|right))/;
    // Some rows tell of all of them.
    return [...host.shadowRoot.querySelectorAll(".support, .support :not(.rows > :nth-child(n + 4), .rows > :nth-child(n + 4) *)")].map((node) => {
      const style = getComputedStyle(node);
      const names = [...style].filter((name) => !name.startsWith("--") && !byRoom.test(name));
      return `${node.localName}.${node.getAttribute("class") ?? ""} ${names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ")}`;
    });
  });

/** Does what every customer does, and sees that nothing has to be scrolled sideways. */
async function useIt({ widget, portal }) {
  await widget.showForm();
  const number = await widget.sendRequest();
  await widget.showList();
  await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  await widget.opener(number).click();
  await widget.whenRead();
  assert.ok((await portal.sidewaysScroll()) <= 0, "the conversation has to be scrolled sideways");
  await widget.back.click();
  await waitFor("the list", () => widget.list.isVisible());
  assert.ok((await portal.sidewaysScroll()) <= 0, "the list has to be scrolled sideways");
}

journey("a page that styles everything changes nothing in the widget", { look: { width: 375 } }, async (here) => {
  const { page, widget } = here;
  const seen = [];
  for (const css of ["body { margin: 0; }", HOSTILE]) {
    const host = await HostPage.start(here, { css });
    await page.goto(host.origin);
    await widget.whenUp();
    await widget.whenListed();
    seen.push(await looks(widget.element));
  }
  const [calm, hostile] = seen;
  assert.ok(calm.length > 100);
  assert.deepEqual(hostile, calm);
  await useIt(here);
});

journey("a page whose letters are giant has a widget with giant letters that can be used", { look: { width: 480 } }, async (here) => {
  const { page, widget } = here;
  const host = await HostPage.start(here, { css: "* { font-size: 40px !important; }" });
  await page.goto(host.origin);
  await widget.whenUp();
  assert.equal(await widget.subject.evaluate((field) => getComputedStyle(field).fontSize), "40px");
  await useIt(here);
});

journey("a page with a zoom of its own has a widget that fits into it", { look: { width: 700 } }, async (here) => {
  const { page, widget } = here;
  const host = await HostPage.start(here, { css: "body { zoom: 1.75; margin: 0; } @media print { body { zoom: 1 } }" });
  await page.goto(host.origin);
  await widget.whenUp();
  await useIt(here);
});

journey("a page without margins need not be scrolled sideways, however wide it is", {}, async (here) => {
  const { page, portal, widget } = here;
  const host = await HostPage.start(here, { css: "body { margin: 0; }" });
  await page.goto(host.origin);
  await widget.whenUp();
  await widget.whenListed();
  const check = async (what) => {
    for (const width of [1280, 880, 700]) {
      await page.resize(width, 900);
      assert.ok((await portal.sidewaysScroll()) <= 0, `${what} has to be scrolled at ${width} px`);
    }
    await page.resize(1280, 900);
  };
  await check("the list");
  await widget.opener((await widget.numbers())[0]).click();
  await widget.whenRead();
  await check("a conversation beside the list");
});

journey("a page from right to left has a widget whose English stays from left to right", {}, async (here) => {
  const { page, widget } = here;
  const host = await HostPage.start(here, { html: 'lang="en" dir="rtl"' });
  await page.goto(host.origin);
  await widget.whenUp();
  await widget.whenListed();
  const direction = () => widget.element.css(".support").evaluate((node) => getComputedStyle(node).direction);
  assert.equal(await direction(), "ltr");
  await useIt(here);

  // In a language from right to left everything changes its side.
  const [left, right] = [".form-pane", ".list-pane"].map((pane) => () => widget.element.css(pane).evaluate((node) => node.getBoundingClientRect().left));
  assert.ok((await left()) < (await right()));
  await page.evaluate(() => (document.documentElement.lang = "ar"));
  await waitFor("Arabic", async () => (await direction()) === "rtl");
  assert.ok((await left()) > (await right()));
  const row = await widget.element.css(".rows .row").evaluateAll(([row]) => {
    const start = (selector) => row.querySelector(selector).getBoundingClientRect().left;
    return { subject: start(".row-subject"), moment: start(".moment") };
  });
  assert.ok(row.moment < row.subject, "the time is at the end of the line");
  assert.ok((await here.portal.sidewaysScroll()) <= 0);
});

/** Shows on the screen what is for paper: no driver of ours prints. */
const asOnPaper = (element) =>
  element.evaluate((host) => {
    for (const sheet of host.shadowRoot.adoptedStyleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule.media?.mediaText === "print") rule.media.mediaText = "all";
      }
    }
  });

journey("on paper there is what is to be read and nothing to press", { look: { width: 720, colorScheme: "dark" } }, async (here) => {
  const { page, widget } = here;
  const host = await HostPage.start(here, { css: ":root { color-scheme: dark; }" });
  await page.goto(host.origin);
  await widget.whenUp();
  await widget.whenListed();
  const numbers = await widget.numbers();
  await widget.showForm();
  await asOnPaper(widget.element);

  const pressable = () =>
    widget.element.evaluate((element) => {
      const controls = element.shadowRoot.querySelectorAll("button, input, textarea, select");
      // A subject in the list is a button where it has no address, and so is how many are closed: on paper they are words.
      return [...controls].filter((control) => !control.matches(".row-link, .fold-button") && control.checkVisibility()).map((control) => control.outerHTML);
    });
  assert.deepEqual(await pressable(), []);
  assert.ok(await widget.list.isVisible(), "the list is printed where the form was in view");
  assert.ok(!(await widget.form.isVisible()));
  assert.deepEqual(await widget.numbers(), numbers);
  assert.ok(await widget.list.role("button", /^\d+ closed/).isVisible(), "nobody reads that there are more");
  const ink = await widget.rows.evaluateAll(([row]) => getComputedStyle(row).color);
  assert.equal(ink, "rgb(0, 0, 0)");

  await widget.opener(numbers[0]).click();
  assert.ok((await widget.whenRead()).length > 0);
  assert.deepEqual(await pressable(), []);
  assert.ok(!(await widget.list.isVisible()), "a conversation is printed without the list");
});

const SLOTTED = `<support-widget>
  <p id="fallback">It could not be loaded.</p>
  <p slot="header">We answer from 8:00 to 18:00.</p>
  <p slot="footer">Or call 01632 960118.</p>
  <p slot="empty">Nothing here yet.</p>
</support-widget>`;

journey("what a page puts into the slots is shown once the widget is up, and not before", {}, async (here) => {
  const { between, page, widget } = here;
  const letGo = between.hold(({ path }) => path.includes("support-widget_bg.wasm"));
  const host = await HostPage.start(here, { tag: SLOTTED });
  await page.goto(host.origin);
  const visible = (words) => page.phrase(words).isVisible();
  await waitFor("the fallback", () => visible("It could not be loaded."));
  assert.ok(!(await visible("We answer from 8:00 to 18:00.")), "the header flashes");
  letGo();
  await widget.whenUp();
  await widget.whenListed();
  assert.ok(await visible("We answer from 8:00 to 18:00."));
  assert.ok(await visible("Or call 01632 960118."));
  assert.ok(!(await visible("It could not be loaded.")));
  assert.ok(!(await visible("Nothing here yet.")), "somebody with conversations reads that there are none");
  const edge = (selector, side) => page.css(selector).evaluate((node, side) => node.getBoundingClientRect()[side], side);
  assert.ok((await edge("[slot=header]", "bottom")) < (await widget.form.evaluate((node) => node.getBoundingClientRect().top)));
  assert.ok((await edge("[slot=footer]", "top")) > (await widget.form.evaluate((node) => node.getBoundingClientRect().bottom)));
});
