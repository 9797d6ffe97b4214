// A monkey: it uses the widget at random, by a seed, and remembers what must not get lost.

import assert from "node:assert/strict";

import { DEADLINE, waitFor } from "./wait.mjs";

const CUSTOMERS = ["maya", "tomas", "wren"];
const WIDTHS = [320, 560, 1280];
/** What may take typed words away, since it says so. */
const TAKES_AWAY = /discard|withdraw|delete|remove|edit|another|follow-up|clear/i;

/** How often the monkey does what, relative to each other. */
const HABITS = {
  type: 8,
  send: 3,
  click: 8,
  choose: 3,
  pause: 3,
  goOffline: 1,
  killServer: 1,
  comeBack: 4,
  changeCustomer: 1,
  takeOut: 1,
  reload: 1,
  goBack: 1,
  resize: 1,
};

/** How many steps it takes at least. */
const LEAST_STEPS = 80;

/** Numbers in [0, 1) by a seed: mulberry32. */
function randomBy(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Monkey {
  /** @type {string[]} What it did, for whoever looks into a failure. */
  diary = [];
  /** @type {Map<string, string>} All subjects ever typed, by the customer who typed them. */
  #subjects = new Map();
  /** @type {Set<string>} Subjects that were neither taken back nor replaced, and stand in no field. */
  #away = new Set();
  /** The subject in the form. */
  #inForm = "";
  #customer = CUSTOMERS[0];
  #isOffline = false;
  #isServerUp = true;
  /** How many texts it has typed. */
  typed = 0;

  /**
   * @param {import("./journey.mjs").Surroundings} surroundings
   * @param {number} seed
   */
  constructor(surroundings, seed) {
    Object.assign(this, surroundings);
    this.seed = seed;
    this.random = randomBy(seed);
  }

  /** Plays for so long, in milliseconds, and so many steps at least, then sees that nothing is lost, doubled or stuck. */
  async play(time) {
    await this.#visit();
    const end = performance.now() + time;
    // A busy machine may take a minute for a few steps.
    while (performance.now() < end || this.diary.length < LEAST_STEPS) {
      const habit = this.#pickHabit();
      this.diary.push(habit);
      await this[habit]();
      await this.#notice(habit);
      if (this.diary.length % 40 === 0) await this.settle();
    }
    await this.settle();
    await this.#proveAlive();
  }

  /** Sets all right again, and checks what the desk has against what was written. */
  async settle() {
    this.diary.push("settle");
    await this.comeBack();
    await waitFor("everything to be sent", () => this.#isSent(), 6 * DEADLINE);
    const counts = await this.#counts();
    for (const [subject, made] of counts) {
      const owners = made.map(({ requested_by_id: owner }) => owner);
      // What is typed while nobody is known is nobody's: another customer may take it up.
      assert.equal(owners.length, new Set(owners).size, `doubled: ${subject} ${JSON.stringify(made)}`);
    }
    const { text } = await this.#state();
    for (const subject of this.#away) {
      assert.ok(counts.has(subject) || text.includes(subject), `lost: ${subject}`);
      if (counts.has(subject)) this.#away.delete(subject);
    }
  }

  /** Whether nothing waits any more. The outbox goes on slowly after failures, so whatever can be hurried is. */
  async #isSent() {
    if (!(await this.#state()).isWaiting) return true;
    await this.#ask(() => {
      const buttons = document.querySelector("support-widget").shadowRoot.querySelectorAll("button");
      for (const button of buttons) if (/^Send (now|again)$/.test(button.textContent.trim())) button.click();
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return false;
  }

  // --- Habits -------------------------------------------------------------------------------------------------------

  async type() {
    const isSubject = this.random() < 0.7;
    const field = isSubject ? this.widget.subject : this.widget.description;
    const words = isSubject ? `monkey ${this.seed}/${this.typed + 1}` : `said by a monkey, ${this.typed + 1} times\nand on`;
    // It may not be there, or be locked: then nothing is typed.
    const before = await field.evaluateAll(typeInto, words);
    if (before === null) return;
    this.typed += 1;
    if (!isSubject) return;
    this.#subjects.set(words, this.#customer);
    // What was typed over, be it restored since the last look, is not looked for any more.
    this.#away.delete(before);
    this.#away.delete(this.#inForm);
    this.#inForm = words;
  }

  async send() {
    // What is looked for and clicked in one go can't be gone in between; a click would wait for it to come back.
    await this.widget.send.evaluateAll(([button]) => button?.click());
  }

  async click() {
    const words = await this.page.evaluate(pressSomething, this.random());
    this.diary.push(`  ${words}`);
    // Which of those that wait it was about is not known here: none of them is looked for any more.
    if (TAKES_AWAY.test(words)) this.#giveUp();
  }

  async choose() {
    await this.page.evaluate(chooseSomething, [this.random(), this.random()]);
  }

  async pause() {
    await new Promise((resolve) => setTimeout(resolve, this.random() * 800));
  }

  async goOffline() {
    this.#isOffline = true;
    await this.page.offline(true);
  }

  async killServer() {
    if (!this.#isServerUp) return;
    this.#isServerUp = false;
    await this.server.stop("SIGKILL");
  }

  async comeBack() {
    if (!this.#isServerUp) await this.server.start();
    this.#isServerUp = true;
    if (this.#isOffline) await this.page.offline(false);
    this.#isOffline = false;
  }

  async changeCustomer() {
    await this.settle();
    this.#becomes(CUSTOMERS[Math.floor(this.random() * CUSTOMERS.length)]);
    await this.#visit();
  }

  async takeOut() {
    await this.page.evaluate(async () => {
      const widget = document.querySelector("support-widget");
      const place = widget.parentElement;
      widget.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      place.append(widget);
    });
    await this.#whenUp();
  }

  async reload() {
    await this.comeBack();
    await this.page.reload();
    await this.#whenUp();
  }

  async goBack() {
    await this.comeBack();
    await this.page.back().catch(() => {});
    // Before the first page there is an empty one.
    if ((await this.#ask(() => location.href)).answer === "about:blank") return this.#visit();
    await this.#whenUp();
    const { answer } = await this.#ask(() => new URLSearchParams(location.search).get("customer"));
    // The page before may be another customer's.
    if (answer !== this.#customer) this.#becomes(answer);
  }

  async resize() {
    await this.page.resize(WIDTHS[Math.floor(this.random() * WIDTHS.length)], 800);
  }

  // --- What it knows ------------------------------------------------------------------------------------------------

  #pickHabit() {
    const all = Object.entries(HABITS);
    let left = this.random() * all.reduce((sum, [, weight]) => sum + weight, 0);
    return all.find(([, weight]) => (left -= weight) < 0)?.[0] ?? "pause";
  }

  /** Whatever was in the form and is not there any more must be found elsewhere. */
  async #notice(habit) {
    const { subject } = await this.#state();
    if (this.#inForm && subject !== this.#inForm) {
      this.diary.push(`  ${this.#inForm} left the form by ${habit}`);
      this.#away.add(this.#inForm);
    }
    this.#inForm = this.#subjects.has(subject) ? subject : "";
    this.#away.delete(this.#inForm);
  }

  /** Another customer on a device takes away what the former one had not sent. */
  #becomes(customer) {
    if (customer !== this.#customer) this.#giveUp();
    this.#customer = customer;
  }

  #giveUp() {
    this.#away.clear();
    this.#inForm = "";
  }

  async #visit() {
    await this.comeBack();
    await this.visit(`/?customer=${this.#customer}`);
    await this.#whenUp();
  }

  /** A question to the page: asked again while the page is on its way to another. */
  async #ask(work) {
    return waitFor("the page", async () => {
      try {
        return { answer: await this.page.evaluate(work) };
      } catch (error) {
        if (/context was destroyed|navigat/i.test(error.message)) return undefined;
        throw error;
      }
    });
  }

  async #whenUp() {
    const isUp = () => Boolean(document.querySelector("support-widget")?.shadowRoot?.querySelector(".support"));
    await waitFor("the widget", async () => (await this.#ask(isUp)).answer);
  }

  /** What is to be seen in the widget. */
  async #state() {
    const { answer } = await this.#ask(() => {
      const root = document.querySelector("support-widget")?.shadowRoot;
      const text = root?.querySelector(".support")?.textContent ?? "";
      const fields = [...(root?.querySelectorAll("input, textarea") ?? [])].map((field) => field.value);
      const label = [...(root?.querySelectorAll("label") ?? [])].find((each) => each.textContent === "Subject");
      return {
        // What waits on the device, for a customer whose token can't be had just now, is not lost either.
        text: [text, ...fields, ...Object.values({ ...localStorage })].join("\n"),
        subject: label ? root.getElementById(label.htmlFor).value : "",
        isWaiting: /not sent yet|not confirmed yet|Sending…/i.test(text),
      };
    });
    return answer;
  }

  /** What the desk has of each subject that the monkey typed. */
  async #counts() {
    const counts = new Map();
    for (const customer of new Set(this.#subjects.values())) {
      const { requester } = await this.server.session(customer);
      for (const made of await this.server.conversations(requester)) {
        const { subject } = made;
        if (this.#subjects.has(subject)) counts.set(subject, [...(counts.get(subject) ?? []), made]);
      }
    }
    return counts;
  }

  /** After all this a customer can still write, and sees it. */
  async #proveAlive() {
    await this.page.resize(1280, 900);
    await this.#visit();
    await this.widget.whenUp();
    if (await this.widget.sendAnother.isVisible()) await this.widget.sendAnother.click();
    const number = await this.widget.sendRequest({ subject: `after monkey ${this.seed}`, description: "All is well." });
    await waitFor("it on top of the list", async () => (await this.widget.numbers())[0] === number);
  }
}

/** Types into a field, if that can be done at this moment, and gives what was there. */
function typeInto([field], words) {
  if (!field || field.readOnly || field.disabled || !field.checkVisibility()) return null;
  const before = field.value;
  field.focus();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  return before;
}

/** Presses one of the things in view; gives its words. */
function pressSomething(random) {
  const root = document.querySelector("support-widget")?.shadowRoot;
  const all = [...(root?.querySelectorAll("button, a[href], summary, input[type=checkbox]") ?? [])].filter(
    // Nothing that leaves the page.
    (element) => element.checkVisibility() && !element.target && !element.hasAttribute("download"),
  );
  const chosen = all[Math.floor(random * all.length)];
  chosen?.click();
  return chosen?.textContent.trim() ?? "";
}

/** Chooses some option of some select in view. */
function chooseSomething([which, option]) {
  const root = document.querySelector("support-widget")?.shadowRoot;
  const all = [...(root?.querySelectorAll("select") ?? [])].filter((element) => element.checkVisibility() && !element.disabled);
  const chosen = all[Math.floor(which * all.length)];
  if (!chosen) return;
  chosen.selectedIndex = Math.floor(option * chosen.options.length);
  chosen.dispatchEvent(new Event("input", { bubbles: true }));
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
}
