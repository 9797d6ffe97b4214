// Where an element's own headings stand among those of the page.

/**
 * The level of its titles: what `heading-level` says, or else 2. The module complains of what is none.
 *
 * @param {HTMLElement & { headingLevel: string | null, display: string | null }} host
 */
export function titleLevel({ headingLevel, display }) {
  const said = headingLevel?.trim() ?? "";
  const level = /^[1-6]$/.test(said) ? Number(said) : 2;
  return display === "launcher" ? Math.max(level, 2) : level;
}
