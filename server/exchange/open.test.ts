import { describe, expect, test } from "vitest";
import type { Table } from "@/domain/exchange/plan";
import { planIn, readingOf } from "@/domain/exchange/table";
import { openFile } from "./open";
import { archiveOf, workbookOf } from "./testing";

async function tablesOf(name: string, bytes: Uint8Array) {
  const opened = await openFile(name, bytes);
  if (opened.is !== "tables") throw new Error(JSON.stringify(opened));
  return opened;
}

async function refusalOf(bytes: Uint8Array, name = "plan.xlsx") {
  const opened = await openFile(name, bytes);
  return opened.is === "refused" ? opened.said.say : opened.is;
}

const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe("a workbook", () => {
  test("gives its cells as people see them: shared texts, times, days, numbers, results of formulas", async () => {
    const rows = [
      `<row r="1">${inline("A1", "时间")}${inline("B1", "情况内容")}</row>`,
      '<row r="2"><c r="A2" s="1"><v>0.40972222222222221</v></c><c r="B2" t="s"><v>0</v></c></row>',
      '<row r="4"><c r="A4" s="2"><v>45469.375</v></c><c r="B4"><v>0.10000000000000001</v></c></row>',
      '<row r="5"><c r="B5" t="str"><f>A1&amp;B1</f><v>合计</v></c></row>',
    ].join("");
    const strings = '<si><r><t>码头</t></r><r><t>冒烟</t></r><rPh sb="0" eb="1"><t>まとう</t></rPh></si>';
    const { tables, losses } = await tablesOf("a.xlsx", workbookOf(rows, { strings }));
    expect(tables).toEqual([
      {
        name: "计划",
        isHidden: false,
        rows: [
          ["时间", "情况内容"],
          ["09:50:00", "码头冒烟"],
          [],
          ["2024-06-26T09:00:00", "0.1"],
          ["", "合计"],
        ],
      },
    ]);
    expect(losses).toEqual([{ row: null, said: { say: "exchange.loss.formula", with: { count: 1 } } }]);
  });

  test("repeats what a cell over several rows shows in each of them", async () => {
    const rows = `<row r="1">${inline("A1", "T+5")}${inline("B1", "一")}</row><row r="2">${inline("B2", "二")}</row>`;
    const after = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>';
    const { tables } = await tablesOf("a.xlsx", workbookOf(rows, { after }));
    expect(tables[0]?.rows).toEqual([
      ["T+5", "一"],
      ["T+5", "二"],
    ]);
  });

  test("of too many rows is cut where it says so, and costs no more than its first rows", async () => {
    const row = (n: number) => `<row r="${n}">${inline(`A${n}`, `第${n}行`)}</row>`;
    const rows = Array.from({ length: 200_000 }, (_, i) => row(i + 1)).join("");
    const { tables, losses } = await tablesOf("a.xlsx", workbookOf(rows));
    expect(tables[0]?.rows).toHaveLength(5_000);
    expect(losses).toContainEqual({ row: null, said: { say: "exchange.loss.rows", with: { count: 5_000 } } });
  });

  test("whose cells all show one long text is refused: written out it would fill the server", async () => {
    const cells = Array.from({ length: 60 }, () => '<c t="s"><v>0</v></c>').join("");
    const rows = Array.from({ length: 100 }, (_, i) => `<row r="${i + 1}">${cells}</row>`).join("");
    const strings = `<si><t>${"长".repeat(8_000)}</t></si>`;
    expect(await refusalOf(workbookOf(rows, { strings }))).toBe("exchange.refused.bomb");
  });

  test("with a day that no calendar has shows its number, and 165 bytes alone make no lock file", async () => {
    const rows = '<row r="1"><c r="A1" s="2"><v>-1000000000000</v></c><c r="B1"><v>5</v></c></row>';
    const { tables } = await tablesOf("a.xlsx", workbookOf(rows));
    expect(tables[0]?.rows).toEqual([["-1000000000000", "5"]]);
    expect(await refusalOf(Buffer.from(`1,2\n${"a".repeat(161)}`), "a.csv")).toBe("tables");
  });

  test("made to burst, with a document type, with a password, of the old kind, cut short or left as a lock is refused in a sentence", async () => {
    expect(await refusalOf(workbookOf(" ".repeat(40_000_000)))).toBe("exchange.refused.bomb");
    const withType = archiveOf({ "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' });
    expect(await refusalOf(withType)).toBe("exchange.refused.doctype");
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
    expect(await refusalOf(old)).toBe("exchange.refused.old");
    const locked = Buffer.concat([old, Buffer.from("EncryptedPackage", "utf16le")]);
    expect(await refusalOf(locked)).toBe("exchange.refused.encrypted");
    const whole = workbookOf(`<row r="1">${inline("A1", "时间")}</row>`);
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toBe("exchange.refused.broken");
    expect(await refusalOf(Buffer.alloc(165, 0x20), "~$plan.xlsx")).toBe("exchange.refused.lock");
    expect(await refusalOf(archiveOf({ "a.txt": "a" }))).toBe("exchange.refused.unknown");
    expect(await refusalOf(Buffer.alloc(0))).toBe("exchange.refused.empty");
    expect(await refusalOf(Buffer.alloc(17_000_000))).toBe("exchange.refused.tooBig");
    expect(await refusalOf(Buffer.from('{"a": '))).toBe("exchange.refused.broken");
  });
});

describe("a text document", () => {
  const cell = (text: string, properties = "") =>
    `<w:tc>${properties ? `<w:tcPr>${properties}</w:tcPr>` : ""}<w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const document = (body: string) =>
    archiveOf({ "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>` });

  test("gives its tables, cells over several rows filled and over several columns kept in place", async () => {
    const body = `<w:tbl>
      <w:tr>${cell("时间")}${cell("情况内容")}${cell("对象")}</w:tr>
      <w:tr>${cell("09:10", '<w:vMerge w:val="restart"/>')}${cell("冒烟")}${cell("接警席")}</w:tr>
      <w:tr>${cell("", "<w:vMerge/>")}${cell("停电", '<w:gridSpan w:val="2"/>')}</w:tr>
    </w:tbl>`;
    const { tables } = await tablesOf("a.docx", document(body));
    expect(tables[0]?.rows).toEqual([
      ["时间", "情况内容", "对象"],
      ["09:10", "冒烟", "接警席"],
      ["09:10", "停电", ""],
    ]);
  });

  test("without tables gives its lines that begin with a time", async () => {
    const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const body = [
      line("演练方案"),
      line("九点十分，渡轮码头来电"),
      line("09：25 发现可疑物"),
      line("完"),
    ].join("");
    const { tables } = await tablesOf("a.docx", document(body));
    const [table] = tables as [Table];
    expect(planIn(table, readingOf(table)).injects.map(({ text, when }) => [text, when])).toEqual([
      ["渡轮码头来电", { on: "time", atMs: 0 }],
      ["发现可疑物", { on: "time", atMs: 900_000 }],
    ]);
  });
});

describe("a table of separated values", () => {
  const plan = "序号;时间;情况内容\n001;T+0;码头冒烟\n002;T+03:30;又一通来电";
  const expected = [
    ["序号", "时间", "情况内容"],
    ["001", "T+0", "码头冒烟"],
    ["002", "T+03:30", "又一通来电"],
  ];
  const gb18030 = Buffer.from(
    "d0f2bac53bcab1bce43bc7e9bff6c4dac8dd0a3030313b542b303bc2ebcdb7c3b0d1cc0a3030323b542b30333a33303bd3d6d2bbcda8c0b4b5e7",
    "hex",
  );
  test.each([
    ["UTF-8", Buffer.from(plan)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${plan}`)],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${plan}`, "utf16le")],
    ["UTF-16 without one", Buffer.from(plan.replaceAll("码头冒烟", "smoke"), "utf16le")],
    ["GB 18030", gb18030],
    ["tabs", Buffer.from(plan.replaceAll(";", "\t"))],
    ["commas, quoted", Buffer.from(plan.replaceAll(";", ",").replaceAll("码头冒烟", '"码头冒烟"'))],
  ])("is read in %s", async (_, bytes) => {
    const { tables } = await tablesOf("plan.csv", bytes);
    const rows = tables[0]?.rows.map((row) => row.map((cell) => (cell === "smoke" ? "码头冒烟" : cell)));
    expect(rows).toEqual(expected);
  });

  test("keeps line breaks inside of quotation marks, and what looks like a formula as text", async () => {
    const { tables } = await tablesOf("plan.csv", Buffer.from('a,b\n"一\n二",=1+1'));
    expect(tables[0]?.rows[1]).toEqual(["一\n二", "=1+1"]);
  });
});
