/** How tests read catalogues. */

/** Every sentence by its dotted key. */
export function leaves(tree: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
      const at = prefix === "" ? key : `${prefix}.${key}`;
      if (typeof value === "string") return [[at, value] as const];
      return typeof value === "object" && value !== null ? [...leaves(value, at)] : [];
    }),
  );
}

/** The placeholders and tags of an ICU message, sorted, each once. A message with unbalanced braces throws. */
export function valuesNamedIn(sentence: string): string[] {
  const names = new Set<string>();
  let at = 0;

  // A message ends at the end of the sentence or, inside a plural or select, at its closing brace.
  function message(nested: boolean): void {
    for (; at < sentence.length; at++) {
      const tag = /^<([\w-]+)>/.exec(sentence.slice(at))?.[1];
      if (tag !== undefined) names.add(tag);
      if (sentence[at] === "'" && /^'[{}<]/.test(sentence.slice(at))) at = sentence.indexOf("'", at + 1);
      else if (sentence[at] === "{") placeholder();
      else if (sentence[at] === "}" && nested) return;
      else if (sentence[at] === "}") throw new Error(`A brace too many: ${sentence}`);
    }
    if (nested) throw new Error(`A brace is missing: ${sentence}`);
  }

  function placeholder(): void {
    const head = /^\{\s*(\w+)\s*(?:,\s*(\w+))?/.exec(sentence.slice(at));
    if (!head?.[1]) throw new Error(`A placeholder has no name: ${sentence}`);
    // What the renderer derives of a value (domain/words/telling.ts) names the value.
    names.add(head[1].replace(/^has_|_(?:begins|open)$/g, ""));
    at += head[0].length;
    for (; at < sentence.length; at++) {
      if (sentence[at] === "}") return;
      if (sentence[at] === "{") {
        at += 1;
        message(true);
      }
    }
    throw new Error(`A brace is missing: ${sentence}`);
  }

  message(false);
  return [...names].sort();
}
