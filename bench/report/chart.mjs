// Charts as SVG: bars with their spread, and lines over sizes. They stand in a document as pictures, so each brings its own style sheet and
// reads in light and in dark. Pure.

const WIDTH = 720;
const LABELS = 150;
const VALUES = 96;
const BAR = 18;
const GAP = 8;
const HEAD = 44;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-size:15px;font-weight:600}.quiet{fill:#57606a;font-size:12px}
.own{fill:#1c5cc4}.other{fill:#8c959f}.axis{stroke:#d0d7de}.spread{stroke:#24292f}.line{fill:none;stroke-width:2}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}.own{fill:#6ea8fe}.other{fill:#6e7681}.axis{stroke:#3d444d}.spread{stroke:#e6edf3}}`;

/** Colours that stay apart for eyes that see fewer, on light and on dark. */
const COLOURS = ["#3b82f6", "#d97706", "#0d9488", "#c026d3", "#71717a", "#dc2626"];

const escape = (text) => String(text).replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);
const place = (value) => Number(value.toFixed(1));
const text = (x, y, words, name = "", more = "") => `<text x="${place(x)}" y="${place(y)}"${name && ` class="${name}"`}${more}>${escape(words)}</text>`;

function svg(height, title, body) {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${place(height)}" role="img" aria-label="${escape(title)}">` +
    `<style>${STYLE}</style>${text(0, 18, title, "title")}${body}</svg>\n`
  );
}

/** A number with as many digits as anybody reads. */
export function shown(value) {
  if (value === null || !Number.isFinite(value)) return "–";
  const digits = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * Bars in groups, one below the other, each with the middle half of what was measured as a thin line.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.unit
 * @param {{ label: string, bars: { label: string, isOwn?: boolean, value: number, low?: number, high?: number }[] }[]} chart.groups
 */
export function bars({ title, unit, groups }) {
  const all = groups.flatMap((group) => group.bars);
  const most = Math.max(...all.map(({ value, high = value }) => Math.max(value, high)));
  const scale = (value) => (value / most) * (WIDTH - LABELS - VALUES);
  const parts = [];
  let y = HEAD;
  for (const group of groups) {
    if (group.label) parts.push(text(0, y, group.label, "quiet"));
    if (group.label) y += 10;
    for (const { label, isOwn, value, low, high } of group.bars) {
      const middle = y + BAR / 2;
      parts.push(text(LABELS - 10, middle + 4.5, label, "", ' text-anchor="end"'));
      parts.push(`<rect class="${isOwn ? "own" : "other"}" x="${LABELS}" y="${place(y)}" width="${place(Math.max(1, scale(value)))}" height="${BAR}" rx="3"/>`);
      const end = scale(Math.max(value, high ?? 0));
      if (low !== undefined && high > low) {
        parts.push(`<path class="spread" d="M${place(LABELS + scale(low))} ${place(middle)}H${place(LABELS + scale(high))}"/>`);
      }
      parts.push(text(LABELS + end + 8, middle + 4.5, `${shown(value)} ${unit}`));
      y += BAR + GAP;
    }
    y += 22;
  }
  return svg(y - 18, title, parts.join(""));
}

/**
 * Lines over sizes, which stand at even distances: each is ten times the one before, or nearly so. What was not measured is no number, and
 * no point.
 *
 * @param {object} chart
 * @param {string} chart.title
 * @param {string} chart.unit
 * @param {string[]} chart.sizes
 * @param {{ label: string, values: number[] }[]} chart.lines
 */
export function lines({ title, unit, sizes, lines: all }) {
  const [top, bottom, left, right] = [HEAD, 260, 56, WIDTH - LABELS];
  const most = Math.max(...all.flatMap(({ values }) => values).filter(Number.isFinite));
  const x = (index) => left + 20 + (index / Math.max(1, sizes.length - 1)) * (right - left - 40);
  const y = (value) => bottom - (value / most) * (bottom - top);
  const parts = [`<path class="axis" d="M${left} ${bottom}H${right}"/>`];
  for (const share of [0, 0.5, 1]) parts.push(text(left - 8, y(most * share) + 4, shown(most * share), "quiet", ' text-anchor="end"'));
  sizes.forEach((size, index) => parts.push(text(x(index), bottom + 20, size, "quiet", ' text-anchor="middle"')));
  const ends = spread(all.map(({ values }) => y(values.findLast(Number.isFinite))), 17);
  all.forEach(({ label, values }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const points = values.flatMap((value, at) => (Number.isFinite(value) ? [[place(x(at)), place(y(value))]] : []));
    parts.push(`<path class="line" stroke="${colour}" d="M${points.map((point) => point.join(" ")).join("L")}"/>`);
    for (const [cx, cy] of points) parts.push(`<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`);
    parts.push(`<circle cx="${right + 4}" cy="${place(ends[index])}" r="4" fill="${colour}"/>`, text(right + 14, ends[index] + 4.5, label));
  });
  parts.push(text(0, 34, unit, "quiet"));
  return svg(bottom + 32, title, parts.join(""));
}

/** The same places, moved down as far as it takes to keep them apart. */
export function spread(places, distance) {
  const moved = [...places];
  const order = places.map((_, index) => index).sort((one, other) => places[one] - places[other]);
  for (let at = 1; at < order.length; at++) moved[order[at]] = Math.max(moved[order[at]], moved[order[at - 1]] + distance);
  return moved;
}
