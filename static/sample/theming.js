// The page on which looks are tried. What is shown to be copied is what is in force: one text, given to a style sheet of the
// page's own making, which a strict content security policy allows.

const stage = document.querySelector(".stage");
const room = document.querySelector(".stage-page");
const widget = document.querySelector("support-widget");
const code = document.getElementById("css");
const knobs = [...document.querySelectorAll("[data-property]")];

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

/** What the page says to the widget, by the names of the properties. */
let said = new Map();

/** The declarations of a look, as themes.css has them. */
function declarationsOf(look) {
  const found = new Map();
  for (const { cssRules, href } of document.styleSheets) {
    if (!href?.endsWith("/themes.css")) continue;
    for (const { selectorText, style } of cssRules) {
      if (selectorText !== `.stage[data-look="${look}"] support-widget`) continue;
      for (const name of style) found.set(name, style.getPropertyValue(name).trim());
    }
  }
  return found;
}

/** A colour as it is seen now, in the notation of a colour field; a name of ours or of CSS's own. */
function seen(color) {
  const probe = document.createElement("span");
  room.append(probe);
  probe.style.color = color;
  probe.style.forcedColorAdjust = "none";
  const painter = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  painter.fillStyle = getComputedStyle(probe).color;
  painter.fillRect(0, 0, 1, 1);
  probe.remove();
  const parts = [...painter.getImageData(0, 0, 1, 1).data].slice(0, 3);
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** What stands where a look says nothing about a colour. */
const UNSAID = { accent: "light-dark(#1c5cc4, #8fb8ff)", text: "light-dark(#1b1f27, #e9ebef)", surface: "light-dark(#fff, #17191e)" };

function showKnobs() {
  for (const knob of knobs) {
    const { property, unit = "", default: standard } = knob.dataset;
    const value = said.get(`--support-${property}`);
    if (knob.type === "color") knob.value = seen(value ?? UNSAID[property]);
    else if (knob.type === "range") knob.value = Number.parseFloat(value ?? standard);
    else knob.value = value ?? "";
    const output = knob.parentElement.querySelector("output");
    if (output) output.value = knob.value + unit;
  }
}

function show() {
  const lines = [...said].map(([name, value]) => `  ${name}: ${value};\n`).join("");
  code.textContent = lines ? `support-widget {\n${lines}}\n` : "/* Nothing: the widget takes font, size, light and dark from the page. */\n";
  sheet.replaceSync(`.stage[data-look] support-widget {\n${lines}}`);
  document.getElementById("copied").textContent = "";
  showKnobs();
}

/** @param {string} look */
function begin(look) {
  stage.dataset.look = look;
  said = declarationsOf(look);
  choose("scheme", "auto");
  show();
  // A look that is always light, or always dark, leaves nothing to choose.
  document.getElementById("schemes").disabled = getComputedStyle(stage).colorScheme !== "light dark";
}

function choose(name, value) {
  if (name === "look") begin(value);
  if (name === "room") room.dataset.width = value;
  if (name === "scheme") {
    stage.dataset.scheme = value;
    widget.setAttribute("theme", value);
    showKnobs();
  }
  for (const choice of document.querySelectorAll(`input[name="${name}"]`)) choice.checked = choice.value === value;
}

for (const choices of document.querySelectorAll(".choices fieldset")) {
  choices.addEventListener("input", ({ target }) => {
    if (target.name) return choose(target.name, target.value);
    const { property, unit = "" } = target.dataset;
    if (target.value) said.set(`--support-${property}`, target.value + unit);
    else said.delete(`--support-${property}`);
    show();
  });
}

document.getElementById("copy").addEventListener("click", async () => {
  const copied = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(code.textContent);
    copied.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(code);
    copied.textContent = "The browser does not let us copy. It is selected: copy it by hand.";
  }
});

widget.getToken = async () => {
  const response = await fetch("/portal/token", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`The portal's back end answered ${response.status}.`);
  return (await response.json()).token;
};

const asked = new URLSearchParams(location.search).get("look");
choose("look", document.querySelector(`input[name="look"][value="${CSS.escape(asked ?? "")}"]`) ? asked : "harbour");
