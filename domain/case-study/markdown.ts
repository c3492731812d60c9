import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";

/** A piece of a line. */
export type Inline =
  { kind: "text"; text: string } | { kind: "break" } | { kind: "strong" | "emphasis"; children: Inline[] };

/** A piece of a text, as far as case reports use Markdown: no HTML, no links, no pictures, no code. */
export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "heading"; level: 3 | 4; children: Inline[] }
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "rule" };

/** How many lists and quotations may stand inside each other, and how many marks one inside the other. */
const DEPTH_MAX = 6;
/** Levels of the parsed tree: a list takes two of them, a paragraph and its text one each. */
const TREE_DEPTH_MAX = 2 * DEPTH_MAX + 4;
/** Marks in one text. The parser's time grows with their square in texts written to slow it down. */
const MARKS_MAX = 1_000;

const DIALECT = [
  // CommonMark alone leaves the asterisks of `**重点。**后文` standing.
  cjkFriendlyExtension(),
  {
    disable: {
      null: [
        "htmlFlow",
        "htmlText",
        "autolink",
        "labelStartLink",
        "labelStartImage",
        "labelEnd",
        "definition",
        "codeIndented",
        "codeFenced",
        "codeText",
        "characterReference",
        "setextUnderline",
      ],
    },
  },
];

/**
 * Reads the Markdown of a case report. Never fails: what it does not know is text, HTML included, so that nothing an
 * author types becomes anything but words on a page. A text for which `isReadable` is false is shown as it was typed,
 * in one paragraph.
 */
export function parseMarkdown(source: string): Block[] {
  return treeOf(source) ?? [{ kind: "paragraph", children: linesOf(source) }];
}

/** Whether a text can be shown as its marks say: not with hundreds of quotations inside each other, for example. */
export function isReadable(source: string): boolean {
  return treeOf(source) !== null;
}

function treeOf(source: string): Block[] | null {
  const text = source.replace(/\r\n?/g, "\n");
  if (!isModest(text)) return null;
  const tree = fromMarkdown(text, { extensions: DIALECT });
  return depthOf(tree) > TREE_DEPTH_MAX ? null : blocksOf(tree.children);
}

/** What can be told without parsing, because parsing what fails here could take seconds. */
function isModest(text: string): boolean {
  let marks = (text.match(/[*_]+/g) ?? []).length;
  for (const line of text.split("\n")) {
    if (DEEP_POINT.test(line) || (LONG_RUN.test(line) && !RULE.test(line))) return false;
    const opening = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/.exec(line)?.[0] ?? "";
    const containers = (opening.match(/>|[-+*]|\d+[.)]/g) ?? []).length;
    if (containers > DEPTH_MAX) return false;
    marks += containers;
  }
  return marks <= MARKS_MAX;
}

/** A point so far to the right that too many others stand around it. */
const DEEP_POINT = new RegExp(`^[ \\t>]{${4 * DEPTH_MAX},}(?:[-+*]|\\d{1,9}[.)])(?:[ \\t]|$)`);
/** More marks at once than emphasis can need, unless the line is a rule and nothing else. */
const LONG_RUN = /[*_]{7,}/;
const RULE = /^[ \t]*([*_])(?:[ \t]*\1)*[ \t]*$/;

function depthOf(root: Nodes): number {
  let deepest = 0;
  const waiting: [Nodes, number][] = [[root, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    if ("children" in node) for (const child of node.children) waiting.push([child, depth + 1]);
  }
  return deepest;
}

function blocksOf(nodes: readonly RootContent[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case "paragraph":
        return [{ kind: "paragraph", children: inlinesOf(node.children) }];
      case "heading":
        // The page has its title and the section its heading; what is in a body comes below both.
        return [{ kind: "heading", level: node.depth <= 2 ? 3 : 4, children: inlinesOf(node.children) }];
      case "list":
        return [
          {
            kind: "list",
            start: node.ordered ? (node.start ?? 1) : null,
            items: node.children.map((item) => blocksOf(item.children)),
          },
        ];
      case "blockquote":
        return [{ kind: "quote", blocks: blocksOf(node.children) }];
      case "thematicBreak":
        return [{ kind: "rule" }];
      default:
        // The dialect makes no other block.
        return [];
    }
  });
}

function inlinesOf(nodes: readonly PhrasingContent[]): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case "strong":
      case "emphasis":
        return [{ kind: node.type, children: inlinesOf(node.children) }];
      case "text":
        return linesOf(node.value);
      case "break":
        return [{ kind: "break" }];
      default:
        return [];
    }
  });
}

/** A line an author ends is a line a reader sees: reports are written line by line. */
function linesOf(text: string): Inline[] {
  return text
    .split("\n")
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ kind: "break" as const }] : []),
      ...(line === "" ? [] : [{ kind: "text" as const, text: line }]),
    ]);
}
