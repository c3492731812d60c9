/** Letters that look like those they stand for, and are in no word of the product. */
const STRANGE: Record<string, string> = Object.fromEntries(
  [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, i) => [
    letter,
    [..."áƀçđéƒğĥíĵķĺɱñóƥɋŕšťúṽŵẋýžÁɃÇĐÉƑĞĤÍĴĶĹṀÑÓƤɊŔŠŤÚṼŴẊÝŽ"][i] ?? letter,
  ]),
);

const STRANGE_LETTERS = new Set(Object.values(STRANGE));

/** How much longer than English other languages get. */
const LONGER = 0.35;

/**
 * A catalogue made strange: every letter of its sentences accented, each about a third longer and in brackets. A text
 * on a screen without them stands in no catalogue, one without its brackets is cut, and what breaks under it is too
 * narrow for other languages. Values, their forms (`plural`, `select`) and tags stay as they are.
 */
export function pseudo<Tree>(catalogue: Tree): Tree {
  if (typeof catalogue === "string") return strange(catalogue) as Tree;
  if (typeof catalogue !== "object" || catalogue === null) return catalogue;
  return Object.fromEntries(Object.entries(catalogue).map(([key, part]) => [key, pseudo(part)])) as Tree;
}

function strange(message: string): string {
  const made = sentenceFrom(message);
  const letters = [...made].filter((letter) => STRANGE_LETTERS.has(letter)).length;
  // In words, so that lines can be broken.
  const more = Array.from({ length: Math.ceil((letters * LONGER) / 6) }, () => "ẋẋẋẋẋ").join(" ");
  return letters === 0 ? message : `⟦${made}${more === "" ? "" : ` ${more}`}⟧`;
}

/** The letters of a message and of the messages within its plurals and choices. */
function sentenceFrom(message: string): string {
  let out = "";
  let at = 0;
  const text = () => {
    while (at < message.length && message[at] !== "}") {
      const tag = /^<\/?[\w-]+>/.exec(message.slice(at))?.[0];
      if (tag !== undefined) {
        out += tag;
        at += tag.length;
      } else if (message[at] === "{") value();
      else {
        const letter = message[at] ?? "";
        out += STRANGE[letter] ?? letter;
        at += 1;
      }
    }
  };
  const value = () => {
    // Up to where a form begins, or to the end of a value that has none.
    const head = /^\{[^{}]*/.exec(message.slice(at))?.[0] ?? "{";
    out += head;
    at += head.length;
    while (at < message.length && message[at] === "{") {
      out += "{";
      at += 1;
      text();
      const between = /^\}[^{}]*/.exec(message.slice(at))?.[0] ?? "}";
      out += between;
      at += between.length;
    }
    if (message[at] === "}") {
      out += "}";
      at += 1;
    }
  };
  text();
  return out;
}
