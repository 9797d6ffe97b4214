import assert from "node:assert/strict";

import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

/** The sum of red, green and blue of an element's text, up to 765. */
const lightness = (element) =>
  element.evaluate((node) => {
    const [red, green, blue] = getComputedStyle(node).color.match(/[\d.]+/g).map(Number);
    return red + green + blue;
  });

const background = (element) => element.evaluate((node) => getComputedStyle(node).backgroundColor);

const looks = {
  "by default": {},
  "in the dark": { colorScheme: "dark" },
  "with reduced motion": { reducedMotion: true },
  "in forced colours": { forcedColors: true },
  "in the dark, with reduced motion, on a phone": { colorScheme: "dark", reducedMotion: true, width: 320, height: 640 },
};

for (const [name, look] of Object.entries(looks)) {
  journey(`the journey works ${name}`, { look }, async ({ visit, widget }) => {
    await visit();
    await widget.whenUp();
    const isDark = (await lightness(widget.subject)) > 382;
    if (!look.forcedColors) assert.equal(isDark, look.colorScheme === "dark");
    const moves = await widget.send.evaluate((button) => getComputedStyle(button).transitionDuration !== "0s");
    assert.equal(moves, !look.reducedMotion);
    const number = await widget.sendRequest();
    await widget.showList();
    await waitFor("the request on top of the list", async () => (await widget.numbers())[0] === number);
  });
}

journey("the widget follows the portal's themes as they are switched", {}, async ({ page, visit, widget, portal }) => {
  await visit();
  await widget.whenUp();
  await widget.fill();
  const light = await lightness(widget.subject);
  await portal.openAccount();
  await page.role("radio", "Dark").click();
  await waitFor("light text", async () => (await lightness(widget.subject)) > light + 300);
  await page.role("radio", "Dispatch").click();
  await waitFor("the accent of the other theme", async () => (await background(widget.send)) === "rgb(242, 179, 61)");
  assert.match(await widget.subject.evaluate((input) => getComputedStyle(input).fontFamily), /Bahnschrift/);
  assert.notEqual(await widget.subject.value(), "", "what was typed stays");

  // The portal remembers the choice.
  await page.reload();
  await widget.whenUp();
  assert.equal(await background(widget.send), "rgb(242, 179, 61)");
});

/** How far one element's text stands out from another one's background, by WCAG: from 1 to 21. */
const contrast = async (element, ground) =>
  element.evaluate((node, ground) => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [light, dark] = [luminance(getComputedStyle(node).color), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }, await background(ground));

for (const [accent, colorScheme] of [["#ffd400", "light"], ["#123a8c", "dark"]]) {
  journey(`a link can be read whatever the brand's colour: ${accent} on ${colorScheme}`, { look: { colorScheme } }, async ({ page, visit, widget }) => {
    await visit();
    await widget.whenUp();
    await widget.whenListed();
    await page.css("support-widget").evaluate((element, color) => element.style.setProperty("--support-accent", color), accent);
    const ratio = await contrast(widget.list.role("button", "CSV"), widget.subject);
    assert.ok(ratio >= 4.5, `${ratio}`);
  });
}
