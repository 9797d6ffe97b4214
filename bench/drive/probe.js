// What a page of the bench has of its own: it sees when something is drawn, and does what a customer does. It runs before anything
// else, so that no shadow root escapes it.

(() => {
  /** @type {ShadowRoot[]} */
  const roots = [];
  const waiting = new Set();
  const check = () => waiting.forEach((look) => look());
  const observer = new MutationObserver(check);
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    observer.observe(root, everything);
    return root;
  };

  /** What WebAssembly modules hold, which the browser does not count as the page's. */
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const { memory } = (made.instance ?? made).exports;
    if (memory) memories.push(new WeakRef(memory));
    return made;
  };

  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  /** The first element that fits, in any shadow root still in the page. */
  function find(selector) {
    for (const root of roots) {
      const found = root.host.isConnected && root.querySelector(selector);
      if (found) return found;
    }
    return document.querySelector(selector);
  }

  /** After the next frame is drawn. */
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    });

  /** Waits until something holds, and then until that is drawn. */
  async function until(holds, what) {
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), 60_000);
      const look = () => {
        if (!holds()) return;
        waiting.delete(look);
        clearTimeout(late);
        resolve();
      };
      waiting.add(look);
      look();
    });
    return painted();
  }

  const isThere = (selector) => () => find(selector) !== null;
  const rows = ".rows:not(.skeleton) article";
  const shown = () => find(".shown")?.textContent ?? "";
  const isBusy = () => find(".list")?.getAttribute("aria-busy") === "true";
  const firstRow = () => find(".row-link")?.dataset.conversation;

  function put(control, value, event) {
    const prototype = control instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, "value").set.call(control, value);
    control.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }

  /** What a customer does, and when it is done. */
  const ACTIONS = {
    append() {
      const before = shown();
      find(".more").click();
      return () => !isBusy() && shown() !== before;
    },
    filter() {
      const before = shown();
      find(".chip").click();
      return () => !isBusy() && shown() !== before && find(rows);
    },
    sort() {
      const [before, order] = [firstRow(), find("#order")];
      put(order, order.options[order.selectedIndex === 0 ? 1 : 0].value, "change");
      return () => !isBusy() && firstRow() !== before;
    },
    find() {
      const [before, input] = [shown(), find("#find")];
      put(input, input.value ? "" : "invoice", "input");
      return () => shown() !== before;
    },
    open() {
      find(".row-link").click();
      return isThere('.conversation[aria-busy="false"] .said');
    },
    back() {
      find(".back").click();
      return () => !find(".conversation") && find(rows);
    },
  };

  let start = 0;
  window.bench = {
    /** The tag comes next. */
    begin() {
      start = performance.now();
      performance.mark("bench:begin");
    },
    /** Milliseconds from the tag until something is drawn. */
    since: async (selector) => (await until(isThere(selector), selector)) - start,
    rows: async () => (await until(isThere(rows), "rows")) - start,
    shift: () => shift,
    find,
    painted,
    /** Milliseconds from what a customer does until what came of it is drawn. */
    async act(name) {
      const before = performance.now();
      const isDone = ACTIONS[name]();
      return (await until(isDone, name)) - before;
    },
    /** Loads more until so many rows are there. */
    async load(size) {
      const loaded = () => Number(shown().replaceAll(",", "").split(" ")[0]);
      while (loaded() < size) await window.bench.act("append");
      return loaded();
    },
    /** Takes the subject out and puts a fresh one in, so many times. */
    async remount(tag, times) {
      for (let time = 0; time < times; time++) {
        const [old, fresh] = [document.querySelector(tag), document.createElement(tag)];
        for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
        old.replaceWith(fresh);
        roots.splice(0, roots.length, ...roots.filter((root) => root.host.isConnected));
        await until(isThere(rows), "rows");
      }
    },
    /** Bytes of everything the page holds. */
    async memory() {
      const { bytes } = await performance.measureUserAgentSpecificMemory();
      return bytes + memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0);
    },
  };
})();
