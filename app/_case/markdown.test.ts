import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { parseInline, parseMarkdown, type Block, type Inline } from "./markdown";

test("paragraphs, headings, lists and quotations are told apart", () => {
  const blocks = parseMarkdown("第一段\n接着写\n\n## 小标题\n\n- 一\n- 二\n\n1. 甲\n2. 乙\n\n> 引文\n> 续");
  expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "heading", "list", "list", "quote"]);
  expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: "一" }], [{ text: "二" }]] });
  expect(blocks[3]).toMatchObject({ ordered: true });
});

test("marks inside a Chinese sentence work without spaces around them", () => {
  expect(parseInline("先**看手**，再*近身*。")).toEqual([
    { kind: "text", text: "先" },
    { kind: "strong", children: [{ kind: "text", text: "看手" }] },
    { kind: "text", text: "，再" },
    { kind: "emphasis", children: [{ kind: "text", text: "近身" }] },
    { kind: "text", text: "。" },
  ]);
});

test("a mark without its partner is an asterisk", () => {
  expect(parseInline("3 * 4 = 12 **")).toEqual([{ kind: "text", text: "3 * 4 = 12 **" }]);
});

test("HTML, links and scripts are words like any other", () => {
  const source = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="alert(1)">';
  expect(parseMarkdown(source)).toEqual([{ kind: "paragraph", lines: [[{ kind: "text", text: source }]] }]);
});

property.prop([fc.string({ unit: fc.constantFrom("*", "#", ">", "-", "1", ".", " ", "\n", "字", "a") })])(
  "whatever is typed, it ends, and no word is lost",
  (source) => {
    const words = (text: string) => text.replace(/[^字a]/gu, "");
    expect(words(parseMarkdown(source).map(textOfBlock).join(""))).toBe(words(source));
  },
);

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.lines.map(textOf).join("\n");
    case "heading":
      return textOf(block.children);
    case "list":
      return block.items.map(textOf).join("\n");
    case "quote":
      return block.blocks.map(textOfBlock).join("\n");
  }
}

function textOf(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.kind === "text" ? one.text : textOf(one.children))).join("");
}
