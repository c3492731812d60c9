import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { isReadable, parseMarkdown, type Block, type Inline } from "./markdown";

test("paragraphs, headings, lists, quotations and rules are told apart", () => {
  const blocks = parseMarkdown(
    "第一段\n接着写\n\n## 小标题\n\n- 一\n- 二\n\n3. 甲\n4. 乙\n\n> 引文\n> 续\n\n---\n",
  );
  expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "heading", "list", "list", "quote", "rule"]);
  expect(blocks[2]).toMatchObject({ start: null, items: [[{ kind: "paragraph" }], [{ kind: "paragraph" }]] });
  expect(blocks[3]).toMatchObject({ start: 3 });
});

test("marks inside a Chinese sentence work without spaces around them, also beside its punctuation", () => {
  expect(inlineOf("先**看手**，再*近身*。")).toEqual([
    { kind: "text", text: "先" },
    { kind: "strong", children: [{ kind: "text", text: "看手" }] },
    { kind: "text", text: "，再" },
    { kind: "emphasis", children: [{ kind: "text", text: "近身" }] },
    { kind: "text", text: "。" },
  ]);
  expect(inlineOf("**重点。**后文")).toEqual([
    { kind: "strong", children: [{ kind: "text", text: "重点。" }] },
    { kind: "text", text: "后文" },
  ]);
  expect(inlineOf("前文**“引号”**后文")[1]).toMatchObject({ kind: "strong" });
});

test("a mark without its partner is an asterisk", () => {
  expect(inlineOf("3 * 4 = 12 **")).toEqual([{ kind: "text", text: "3 * 4 = 12 **" }]);
});

test("a line that an author ends is a line that a reader sees", () => {
  expect(inlineOf("一、甲\n二、乙")).toEqual([
    { kind: "text", text: "一、甲" },
    { kind: "break" },
    { kind: "text", text: "二、乙" },
  ]);
});

test.each([
  '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="alert(1)">',
  "![x](http://example.org/x.png) <http://example.org> `code` &lt;b&gt;",
])("HTML, links, pictures and code are words like any other: %s", (source) => {
  expect(parseMarkdown(source)).toEqual([{ kind: "paragraph", children: [{ kind: "text", text: source }] }]);
});

/** Texts written to bring a reader's page down. */
const HOSTILE = {
  "quotations inside each other": ">".repeat(5_000),
  "quotations with spaces": "> ".repeat(4_000),
  "lists inside each other": "- ".repeat(4_000),
  "numbers inside each other": "1. ".repeat(2_600),
  "lists inside each other by indentation": Array.from({ length: 90 }, (_, i) => `${"  ".repeat(i)}- a`).join(
    "\n",
  ),
  "quotations of lists of quotations": "> - 1. ".repeat(1_100),
  "asterisks around one word": `${"*".repeat(3_999)}a${"*".repeat(3_999)}`,
  "emphasis inside strong inside emphasis": emphasised(1_300),
};

test.each(Object.entries(HOSTILE))("%s are told unreadable, and shown as typed", (_, source) => {
  expect(isReadable(source)).toBe(false);
  expect(parseMarkdown(source).map(textOfBlock).join("").replace(/\s/g, "")).toBe(source.replace(/\s/g, ""));
});

test("what people write is readable: a list of three levels in a quotation, a text of three hundred points", () => {
  expect(isReadable("> 一\n> - 二\n>   - 三\n>     1. 四 **五*六*七**")).toBe(true);
  expect(isReadable("- **要点**：一\n".repeat(300))).toBe(true);
});

property.prop([
  fc.string({ unit: fc.constantFrom("*", "_", "#", ">", "-", "1.", " ", "\n", "字", "a"), maxLength: 400 }),
])("whatever is typed, no word is lost and the tree stays shallow", (source) => {
  const words = (text: string) => text.replace(/[^字a]/gu, "");
  const blocks = parseMarkdown(source);
  expect(words(blocks.map(textOfBlock).join(""))).toBe(words(source));
  expect(depth(blocks)).toBeLessThanOrEqual(16);
});

function emphasised(times: number): string {
  return Array.from({ length: times }).reduce<string>(
    (text, _, i) => (i % 2 ? `*b ${text} b*` : `**c ${text} c**`),
    "a",
  );
}

function inlineOf(source: string): Inline[] {
  const [block] = parseMarkdown(source);
  return block?.kind === "paragraph" ? block.children : [];
}

function depth(blocks: readonly Block[]): number {
  return Math.max(
    0,
    ...blocks.map((block) => {
      if (block.kind === "quote") return 1 + depth(block.blocks);
      if (block.kind === "list") return 1 + Math.max(0, ...block.items.map(depth));
      return 1;
    }),
  );
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return textOf(block.children);
    case "list":
      return block.items.map((item) => item.map(textOfBlock).join("\n")).join("\n");
    case "quote":
      return block.blocks.map(textOfBlock).join("\n");
    case "rule":
      return "";
  }
}

function textOf(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => (one.kind === "text" ? one.text : one.kind === "break" ? "\n" : textOf(one.children)))
    .join("");
}
