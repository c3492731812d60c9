import "server-only";
import type { Report, ReportNode, Sentence } from "@/domain/report/tree";
import { say } from "@/domain/words/said";
import type { Telling } from "@/domain/words/telling";
import { INSTEAD, PAGE, type Layout } from "./layouts";
import { packageHead, packageOf, relations, XML_HEAD, xmlText, type Part } from "./package-file";

type Style = Layout["body"];

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/**
 * A report as a document for word processors.
 *
 * @param tell Tells in the language of the document.
 */
export function docxOf(report: Report, layout: Layout, tell: Telling): Buffer {
  return packageOf(partsOf(report, layout, tell));
}

/** The parts of the document, by name; exported for tests, which measure them. */
export function partsOf(report: Report, layout: Layout, tell: Telling): Part[] {
  const footers = layout.isTwoSided ? (["right", "left"] as const) : (["center"] as const);
  const types: Record<string, string> = {
    "word/document.xml": "wordprocessingml.document.main",
    "word/styles.xml": "wordprocessingml.styles",
    "word/settings.xml": "wordprocessingml.settings",
    "word/fontTable.xml": "wordprocessingml.fontTable",
  };
  footers.forEach((_, i) => (types[`word/footer${i + 1}.xml`] = "wordprocessingml.footer"));
  return [
    ...packageHead(types, "word/document.xml"),
    { name: "word/document.xml", text: documentXml(report, layout, tell) },
    relations("word/_rels/document.xml.rels", [
      ["styles", "styles.xml"],
      ["settings", "settings.xml"],
      ["fontTable", "fontTable.xml"],
      ...footers.map((_, i) => ["footer", `footer${i + 1}.xml`] as const),
    ]),
    { name: "word/styles.xml", text: stylesXml(layout) },
    { name: "word/settings.xml", text: settingsXml(layout) },
    { name: "word/fontTable.xml", text: fontTableXml() },
    ...footers.map((align, i) => ({ name: `word/footer${i + 1}.xml`, text: footerXml(layout, align) })),
  ];
}

function documentXml(report: Report, layout: Layout, tell: Telling): string {
  const counts: [number, number] = [0, 0];
  const body = report.nodes.map((node) => nodeXml(node, { layout, tell, counts })).join("");
  const title = paragraph("Title", run(tell(report.title)));
  const { page, linePitch, isTwoSided } = layout;
  const footers = isTwoSided
    ? '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    : '<w:footerReference w:type="default" r:id="rId4"/>';
  const grid = linePitch === null ? "" : `<w:docGrid w:type="lines" w:linePitch="${linePitch}"/>`;
  return `${XML_HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}"><w:body>${title}${body}<w:sectPr>${footers}<w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="${page.footer}" w:gutter="0"/>${grid}</w:sectPr></w:body></w:document>`;
}

type Setting = { layout: Layout; tell: Telling; counts: [number, number] };

function nodeXml(node: ReportNode, setting: Setting): string {
  const { tell, counts } = setting;
  switch (node.kind) {
    case "heading": {
      counts[node.level - 1] = (counts[node.level - 1] ?? 0) + 1;
      if (node.level === 1) counts[1] = 0;
      const n = counts[node.level - 1] ?? 0;
      const count = node.level === 1 ? say("report.count.first", { n }) : say("report.count.second", { n });
      return paragraph(`Heading${node.level}`, run(tell(count) + tell(node.text)));
    }
    case "paragraph":
      return paragraph("Normal", sentencesXml(node.sentences, tell));
    case "table":
      return tableXml(node, setting);
  }
}

function sentencesXml(sentences: readonly Sentence[], tell: Telling): string {
  return sentences
    .map((sentence, i) => {
      const { isChanged } = sentence;
      const text = tell(sentence.said) + (isChanged ? tell(say("report.changed")) : "");
      const before = i === 0 ? "" : gapBetween(tell);
      return run(before) + run(text, isChanged ? '<w:u w:val="single"/>' : "");
    })
    .join("");
}

/** What stands between two sentences in a language: nothing or a space, which its catalogue knows. */
function gapBetween(tell: Telling): string {
  return tell({ list: ["", ""], as: "sentences" });
}

function tableXml({ head, rows }: Extract<ReportNode, { kind: "table" }>, { layout, tell }: Setting): string {
  const width = PAGE.width - layout.page.left - layout.page.right;
  const rest = Math.floor(width / (head.length + 1));
  const widths = head.map((_, i) => (i === 0 ? width - rest * (head.length - 1) : rest));
  const cell = (text: string, i: number, more: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[i] ?? rest}" w:type="dxa"/></w:tcPr>${paragraph("Cell", run(text, more), i === 0 ? "" : '<w:jc w:val="right"/>')}</w:tc>`;
  const row = (texts: readonly string[], isHead: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${texts.map((text, i) => cell(text, i, isHead ? "<w:b/>" : "")).join("")}</w:tr>`;
  const line = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).join("");
  const columns = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${row(head.map(tell), true)}${rows
    .map((cells) =>
      row(
        cells.map(({ said }) => tell(said)),
        false,
      ),
    )
    .join("")}</w:tbl>`;
}

function paragraph(style: string, runs: string, more = ""): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${runs}</w:p>`;
}

function run(text: string, properties = ""): string {
  if (text === "") return "";
  const set = properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${set}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
}

function stylesXml(layout: Layout): string {
  const indent = layout.isIndented ? '<w:ind w:firstLineChars="200" w:firstLine="632"/>' : "";
  const kept = "<w:keepNext/>";
  const [first, second] = layout.headings;
  return `${XML_HEAD}<w:styles xmlns:w="${WORD}">${[
    style("Normal", "Normal", layout.body, indent, true),
    style("Title", "Title", layout.title, ""),
    style("Heading1", "heading 1", first, indent, false, kept, 0),
    style("Heading2", "heading 2", second, indent, false, kept, 1),
    style("Cell", "Table Cell", layout.cell, ""),
    style("Footer", "footer", layout.number, ""),
  ].join("")}</w:styles>`;
}

/** Its properties stand in the order that the format demands. */
function style(
  id: string,
  name: string,
  { latin, eastAsia, size, bold, align, line, spacing }: Style,
  indent: string,
  isDefault = false,
  keeps = "",
  outline: number | null = null,
): string {
  const level = outline === null ? "" : `<w:outlineLvl w:val="${outline}"/>`;
  const jc = align ? `<w:jc w:val="${align}"/>` : "";
  // An exact height does not depend on how a program measures a font. Without widow control all lines of a page fill.
  const set = `${keeps}<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>${indent}${jc}${level}`;
  const fonts = `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${eastAsia}" w:cs="${latin}"/>`;
  const closer = spacing === undefined ? "" : `<w:spacing w:val="${spacing}"/>`;
  return `<w:style w:type="paragraph"${isDefault ? ' w:default="1"' : ""} w:styleId="${id}"><w:name w:val="${name}"/>${isDefault ? "" : '<w:basedOn w:val="Normal"/>'}<w:pPr>${set}</w:pPr><w:rPr>${fonts}${bold ? "<w:b/>" : ""}${closer}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
}

/** What stands in for a font that is not there: fonts of the state's set are not everywhere, and none is embedded. */
function fontTableXml(): string {
  const fonts = Object.entries(INSTEAD)
    .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`)
    .join("");
  return `${XML_HEAD}<w:fonts xmlns:w="${WORD}">${fonts}</w:fonts>`;
}

function settingsXml({ isTwoSided }: Layout): string {
  return `${XML_HEAD}<w:settings xmlns:w="${WORD}">${isTwoSided ? "<w:evenAndOddHeaders/>" : ""}<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;
}

function footerXml({ isTwoSided }: Layout, align: "left" | "right" | "center"): string {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const number = `${field("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field("end")}`;
  const dash = isTwoSided ? ["\u2014 ", " \u2014"] : ["", ""];
  // One character from the outer edge.
  const outer = isTwoSided ? `<w:ind w:${align}Chars="100" w:${align}="280"/>` : "";
  return `${XML_HEAD}<w:ftr xmlns:w="${WORD}">${paragraph("Footer", run(dash[0] ?? "") + number + run(dash[1] ?? ""), `${outer}<w:jc w:val="${align}"/>`)}</w:ftr>`;
}
