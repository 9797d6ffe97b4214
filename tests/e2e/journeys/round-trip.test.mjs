// What is typed is what is read: in the list, and in the conversation.
//
// The one rule: control characters are left out or become blanks (docs/form.md), half a surrogate pair becomes U+FFFD, and HTML (in which
// the desk keeps texts) folds blanks within a line. So control characters aren't typed here (a native test has them), a lone surrogate
// becomes U+FFFD, and blanks are compared folded.

import assert from "node:assert/strict";

import { OWN } from "../hostile/vectors.mjs";
import { journey } from "../journey.mjs";
import { waitFor } from "../wait.mjs";

const PLAIN = [
  "Grüße aus Zürich – naïve façade, œuvre",
  "Ελληνικά, русский, українська, հայերեն, ქართული",
  "العربية ١٢٣ עברית 45",
  "हिन्दी தமிழ் ไทย မြန်မာ ខ្មែរ",
  "日本語 한국어 中文 𠮷野家",
  "e\u0301 é ﬁ Å Å ẞ ǆ",
  "👍🏽 👨‍👩‍👧 🇨🇭 ☺️ ☺",
  "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ①②③ ½ ‰ № ℡",
  "a & b &amp; c &#65; &nbsp; &lt;",
  "1 < 2 > 0 \"quoted\" 'single' `tick`",
  "C:\\temp\\new \\n \\u0041 %20 + =",
  "tab-free, comma; semicolon: colon! question? (round) [square] {curly}",
];

/** What the rule makes of a text. */
const kept = (text) => text.replaceAll(/[\s\p{Cc}\ufeff]+/gu, " ").toWellFormed().trim();

const STRINGS = [...PLAIN, ...OWN.map(({ text }) => text)].map(kept).filter((text) => text && text.length <= 200);

/** Groups whose texts fit into one subject. */
function groups(texts) {
  const made = [[]];
  for (const text of texts) {
    if ([...made.at(-1), text].join(" · ").length > 250) made.push([]);
    made.at(-1).push(text);
  }
  return made;
}

const all = groups(STRINGS);
const parts = process.env.SUPPORT_SOAK ? 1 : 3;

for (let part = 0; part < parts; part++) {
  // In parts, so that each has a page and a database of its own.
  const own = all.filter((_, index) => index % parts === part);
  journey(`what is typed is what is read, ${part + 1} of ${parts}`, {}, async ({ visit, widget }) => {
    assert.ok(STRINGS.length >= 150, `${STRINGS.length} strings`);
    await visit();
    await widget.whenUp();
    for (const texts of own) {
      const subject = texts.join(" · ");
      const number = await widget.sendRequest({ subject, description: texts.join("\n") });
      await waitFor("the row", () => widget.opener(number).isVisible());
      assert.equal(kept(await widget.opener(number).evaluate((row) => row.textContent)), subject);
      await widget.opener(number).click();
      await widget.whenRead();
      const read = await widget.conversation.css(".said .prose-text").evaluate((prose) => [...prose.children].map((each) => each.textContent).join("\n\n"));
      assert.deepEqual(read.split("\n").map(kept), texts);
      await widget.back.click();
      await widget.showForm();
      await widget.sendAnother.click();
    }
  });
}
