/** A piece of a line. */
export type Inline = { kind: "text"; text: string } | { kind: "strong" | "emphasis"; children: Inline[] };

/** A piece of a text, as far as case reports use Markdown: no HTML, no links, no pictures. */
export type Block =
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "heading"; level: 3 | 4; children: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "quote"; blocks: Block[] };

/**
 * Reads the Markdown of a case report. Never fails: what it does not know is text, HTML included, so that
 * nothing an author types can become anything but words on a page.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(line);
    if (line.trim() === "") {
      at += 1;
    } else if (heading) {
      const [, marks = "", text = ""] = heading;
      // The page has its title and the section its heading; what is in a body comes below both.
      blocks.push({ kind: "heading", level: marks.length <= 2 ? 3 : 4, children: parseInline(text) });
      at += 1;
    } else if (QUOTED.test(line)) {
      const quoted = run(lines, at, (candidate) => QUOTED.test(candidate));
      blocks.push({
        kind: "quote",
        blocks: parseMarkdown(quoted.map((one) => one.replace(QUOTED, "")).join("\n")),
      });
      at += quoted.length;
    } else if (BULLET.test(line) || NUMBER.test(line)) {
      const marker = BULLET.test(line) ? BULLET : NUMBER;
      const listed = run(lines, at, (candidate) => marker.test(candidate) || /^\s{2,}\S/.test(candidate));
      blocks.push({ kind: "list", ordered: marker === NUMBER, items: itemsOf(listed, marker) });
      at += listed.length;
    } else {
      const written = run(lines, at, (candidate, index) => index === 0 || !startsAnother(candidate));
      blocks.push({ kind: "paragraph", lines: written.map((one) => parseInline(one.trim())) });
      at += written.length;
    }
  }
  return blocks;
}

const QUOTED = /^\s{0,3}>\s?/;
const BULLET = /^\s{0,3}[-*+•]\s+/;
const NUMBER = /^\s{0,3}\d{1,3}[.)、]\s*(?=\S)/;

function startsAnother(line: string): boolean {
  return (
    line.trim() === "" ||
    /^#{1,6}\s/.test(line) ||
    QUOTED.test(line) ||
    BULLET.test(line) ||
    NUMBER.test(line)
  );
}

/** The lines from `from` on that belong together; always at least one. */
function run(
  lines: readonly string[],
  from: number,
  belongs: (line: string, index: number) => boolean,
): string[] {
  let to = from + 1;
  while (to < lines.length && belongs(lines[to] ?? "", to - from)) to += 1;
  return lines.slice(from, to);
}

function itemsOf(lines: readonly string[], marker: RegExp): Inline[][] {
  const texts: string[] = [];
  for (const line of lines) {
    if (marker.test(line)) texts.push(line.replace(marker, ""));
    else texts.push(`${texts.pop() ?? ""} ${line.trim()}`);
  }
  return texts.map((text) => parseInline(text.trim()));
}

/** Reads `**strong**` and `*emphasis*`; a mark without its partner is an asterisk. */
export function parseInline(text: string): Inline[] {
  const found = /\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*/u.exec(text);
  if (!found) return text === "" ? [] : [{ kind: "text", text }];
  const [whole, strong, emphasis] = found;
  return [
    ...(found.index > 0 ? [{ kind: "text" as const, text: text.slice(0, found.index) }] : []),
    strong === undefined
      ? { kind: "emphasis" as const, children: parseInline(emphasis ?? "") }
      : { kind: "strong" as const, children: parseInline(strong) },
    ...parseInline(text.slice(found.index + whole.length)),
  ];
}
