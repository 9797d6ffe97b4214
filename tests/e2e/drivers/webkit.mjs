// WebKitGTK's MiniBrowser, driven by Selenium's client over WebDriver. Each profile is a browser of its own; all are on one display
// that nobody sees.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { Builder, By, Key, Origin } from "selenium-webdriver";

import { waitFor } from "../wait.mjs";
import { Elsewhere } from "./elsewhere.mjs";
import { start } from "./program.mjs";
import { evaluate, placeIn, placeInFrame, pressKey, travel } from "./scripted.mjs";

/** What journeys may need and this driver can't do. */
export const CANNOT = ["axe", "compose", "crash", "download", "media", "memory", "shifts"];

const BROWSER = process.env.MINIBROWSER_PATH ?? "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const DRIVER = process.env.WEBKIT_DRIVER_PATH ?? "/usr/bin/WebKitWebDriver";

/** How long the browser may take to start, and to do what it is asked, in milliseconds. */
const START = 60_000;

/** How long a way through the history has to lead to another address, in milliseconds. After that it is one to the same. */
const SAME_ADDRESS = 3_000;

/** What every page runs first: the driver reports nothing by itself, so the page does. */
const PREAMBLE = readFileSync(new URL("./inpage/preamble.js", import.meta.url), "utf8");

/** @returns {Promise<import("../driver.mjs").Browser>} */
export async function launch() {
  const screen = await startScreen();
  return {
    preamble: PREAMBLE,
    open: (look) => Session.open(screen.name, look),
    close: () => screen.program.stop(),
  };
}

/** A screen that nobody sees; the X server picks its number and tells it. */
async function startScreen() {
  const flags = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const program = start("Xvfb", flags, { stdio: ["ignore", "ignore", "ignore", "pipe"], endsBy: "SIGTERM" });
  let told = "";
  program.child.stdio[3]?.on("data", (data) => (told += data));
  await waitFor("the screen", () => {
    program.check();
    return told.endsWith("\n");
  }, START);
  return { name: `:${told.trim()}`, program };
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** A browser with a profile of its own, and its windows. */
class Session {
  /** @type {import("../driver.mjs").Trouble[]} */
  #troubles = [];
  #last = Promise.resolve();
  #window = "";

  /**
   * @param {string} screen
   * @param {import("../driver.mjs").Look} [look]
   */
  static async open(screen, look = {}) {
    const session = new Session();
    session.look = look;
    // Its own: what another session asked for may arrive late.
    session.elsewhere = await Elsewhere.start();
    session.folder = await mkdtemp(path.join(tmpdir(), "support-webkit-"));
    try {
      await session.#start(screen);
      return await session.#page(await session.driver.getWindowHandle());
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async #start(screen) {
    const port = await freePort();
    this.program = start(DRIVER, ["--host=127.0.0.1", `--port=${port}`], {
      env: {
        ...process.env,
        DISPLAY: screen,
        HOME: this.folder,
        XDG_CACHE_HOME: this.folder,
        XDG_DATA_HOME: this.folder,
        XDG_CONFIG_HOME: this.folder,
        LC_ALL: "C",
        GDK_BACKEND: "x11",
        // No services of a desktop, no graphics card.
        DBUS_SESSION_BUS_ADDRESS: "disabled:",
        NO_AT_BRIDGE: "1",
        GIO_USE_VFS: "local",
        LIBGL_ALWAYS_SOFTWARE: "1",
      },
    });
    await waitFor("WebKitWebDriver", () => {
      this.program.check();
      return isReady(port);
    }, START);
    const proxy = `127.0.0.1:${this.elsewhere.port}`;
    this.driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: "MiniBrowser",
        proxy: { proxyType: "manual", httpProxy: proxy, sslProxy: proxy, noProxy: ["127.0.0.1"] },
        timeouts: { script: START, pageLoad: START },
        "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] },
      })
      .build();
  }

  /**
   * Does something in a window. The driver does one thing at a time, in one window at a time.
   *
   * @template T
   * @param {string} window
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #in(window, work) {
    const turn = this.#last.then(async () => {
      if (this.#window !== window) await this.driver.switchTo().window(window);
      this.#window = window;
      return soon(work());
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  /**
   * @param {string} window
   * @returns {Promise<import("../driver.mjs").Page>}
   */
  async #page(window) {
    const { driver } = this;
    const here = (work) => this.#in(window, work);
    const run = (expression) => driver.executeScript(`return (${expression});`);
    const hands = {
      run: (expression) => here(() => run(expression)),
      clickAt: (point, times) =>
        here(async () => {
          let mouse = driver.actions().move({ ...point, origin: Origin.VIEWPORT, duration: 0 });
          for (let time = 0; time < times; time += 1) mouse = mouse.press().release();
          await mouse.perform();
        }),
      pressKey: (key, held) =>
        here(() => {
          const named = (name) => Key[name.toUpperCase()] ?? name;
          const down = held.reduce((actions, each) => actions.keyDown(named(each)), driver.actions());
          return held.reduceRight((actions, each) => actions.keyUp(named(each)), down.sendKeys(named(key))).perform();
        }),
    };
    const resize = (width, height) => here(() => resizeTo(driver, width, height));
    const address = () => here(() => driver.getCurrentUrl());
    // A script whose page goes into the history meanwhile never answers, and the driver waits for it for good: until there is
    // another address, nothing is asked of the page.
    const leave = async (steps) => {
      const before = await address();
      const hasLeft = () => waitFor("another address", async () => (await address()) !== before, SAME_ADDRESS);
      await travel(hands, steps, () => hasLeft().catch(() => {}));
    };
    const page = {
      ...placeIn(hands),
      goto: (url) => here(() => driver.get(url)),
      reload: () => here(() => driver.navigate().refresh()),
      back: () => leave(-1),
      forward: () => leave(1),
      address: async () => new URL(await address()),
      download: () => Promise.reject(new Error("WebKit is not asked for downloads")),
      frame: (selector) => placeInFrame(hands, selector, (expression) => here(() => inFrame(driver, selector, () => run(expression)))),
      resize,
      pressKey: (keys) => pressKey(hands, keys),
      evaluate: (work, argument) => evaluate(hands, work, argument),
      screenshot: async (file) => writeFile(file, await here(() => driver.takeScreenshot()), "base64"),
      crash: () => Promise.reject(new Error("WebKitWebDriver goes with the page")),
      offline: async (isOffline) => {
        await this.look.network.unplug(isOffline);
        await evaluate(hands, tellNetwork, isOffline);
      },
      closeTab: () => here(() => driver.close()),
      another: () => this.#another(),
      elsewhere: () => this.elsewhere.asked,
      troubles: () => this.#troubles,
      hear: (trouble) => void this.#troubles.push(trouble),
      outline: () => Promise.reject(new Error("WebKit does not tell")),
      memory: () => Promise.reject(new Error("WebKit does not tell")),
      close: () => this.close(),
    };
    await resize(this.look.width ?? 1280, this.look.height ?? 900);
    return page;
  }

  async #another() {
    const opened = await this.#in(this.#window, async () => {
      await this.driver.switchTo().newWindow("window");
      this.#window = await this.driver.getWindowHandle();
      return this.#window;
    });
    return this.#page(opened);
  }

  async close() {
    await this.driver?.quit().catch(() => {});
    await this.program?.stop();
    await this.elsewhere.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the driver was asked for, or an error once it takes longer than anything may: a driver that hangs says nothing. */
async function soon(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`WebKitWebDriver did not answer for ${START / 1000} s`)), START);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Does something in a frame, and comes back. */
async function inFrame(driver, selector, work) {
  await driver.switchTo().frame(await driver.findElement(By.css(selector)));
  try {
    return await work();
  } finally {
    await driver.switchTo().defaultContent();
  }
}

/** Says in the page what a browser says that has lost its network, or has it again. */
function tellNetwork(isOffline) {
  if (isOffline) Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  else delete navigator.onLine;
  dispatchEvent(new Event(isOffline ? "offline" : "online"));
}

/** Makes a window so large that what is in it has this size, or as small as it becomes: its buttons need some room. */
async function resizeTo(driver, width, height) {
  const frame = await driver.manage().window().getRect();
  const [innerWidth, innerHeight] = await driver.executeScript("return [innerWidth, innerHeight]");
  const wanted = { width: frame.width - innerWidth + width, height: frame.height - innerHeight + height };
  await driver.manage().window().setRect({ x: 0, y: 0, ...wanted });
}

/** Whether a driver answers. */
function isReady(port) {
  return new Promise((resolve) => {
    const asked = http.get({ host: "127.0.0.1", port, path: "/status" }, (answer) => resolve(answer.resume().statusCode === 200));
    asked.on("error", () => resolve(false));
  });
}
