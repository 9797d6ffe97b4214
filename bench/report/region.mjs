// The parts of a document that a bench writes, between comments that name them. Pure.

const begin = (name) => `<!-- begin ${name} (written by \`cargo xtask bench\`) -->`;
const end = (name) => `<!-- end ${name} -->`;

/** The document with another text in a part. */
export function replaced(document, name, text) {
  const [from, to] = [document.indexOf(begin(name)), document.indexOf(end(name))];
  if (from < 0 || to < from) throw new Error(`the document has no part ${name}`);
  return `${document.slice(0, from)}${begin(name)}\n\n${text}\n\n${document.slice(to)}`;
}
