// A language that nobody speaks: English with accents, longer by two fifths, between brackets. What is not written so was not looked up,
// and what has no room for it will have none for German.

const ACCENTED = Object.fromEntries(
  Array.from("aåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzžAÅBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQɊRŔSŠTŢUÛVṼWŴXẊYÝZŽ".matchAll(/../gu), ([pair]) => [...pair]),
);

/** Words, each vowel twice. */
const changed = (words) => words.replaceAll(/[a-z]/gi, (letter) => (ACCENTED[letter] ?? letter).repeat(/[aeiou]/i.test(letter) ? 2 : 1));

/** What stands in a message up to a closing brace that was not opened in it, and what follows from there. */
function message(text) {
  let done = "";
  for (;;) {
    const [words] = text.match(/^[^{}]*/);
    done += changed(words);
    text = text.slice(words.length);
    if (!text.startsWith("{")) return [done, text];
    const [inside, rest] = placeholder(text.slice(1));
    done += `{${inside}}`;
    text = rest;
  }
}

/** What stands between braces, of which the words in the alternatives are to be read. */
function placeholder(text) {
  let done = "";
  for (;;) {
    const [syntax] = text.match(/^[^{}]*/);
    const mark = text[syntax.length];
    done += syntax;
    text = text.slice(syntax.length + 1);
    if (mark !== "{") return [done, text];
    const [inside, rest] = message(text);
    done += `{${inside}}`;
    text = rest.slice(1);
  }
}

/**
 * Messages by key, in the language that nobody speaks.
 *
 * @param {Record<string, string>} english
 * @param {"ltr" | "rtl"} direction
 */
export function pseudo(english, direction) {
  const texts = Object.entries(english).map(([key, text]) => [key, `⟦${message(text)[0]}⟧`]);
  // Names of formats, and of a file.
  const { csv, json, file_name } = english;
  return { ...Object.fromEntries(texts), csv, json, file_name, direction };
}
