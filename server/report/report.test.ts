import { randomUUID } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testPolicy, testSetup } from "@/domain/drill/given";
import { simulate } from "@/domain/rehearsal/simulate";
import { reportOf } from "@/domain/report/report";
import { LOCALES } from "@/domain/locales";
import { sentence } from "@/domain/words/sentence";
import type { Saying } from "@/domain/words/said";
import { signedInAs, strangerOn, type TestBrowser } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { asks, comeIn, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { listening } from "@/server/front-door/testing";
import { storePolicy } from "@/server/scenario/mutations";
import { docxOf, partsOf } from "./docx";
import { OFFICIAL, PLAIN } from "./layouts";
import { REPORT_PREFIX, serveReport } from "./route";
import { xlsxOf } from "./xlsx";

const { db } = await openTestDatabase();
beforeAll(() => storePolicy(db, testPolicy));
const door = openFrontDoor(
  apiRoutes.map((route) =>
    route.prefix === REPORT_PREFIX
      ? { ...route, serve: (req, res, requestId) => serveReport(req, res, requestId, db) }
      : route,
  ),
  (_req, res) => res.end(),
);
const origin = await listening(door.server);
afterAll(() => door.close(0));

const tellZh = (what: Saying) => sentence(what, "zh");
const tellEn = (what: Saying) => sentence(what, "en");
const DAY = { zh: "2026年12月1日", en: "1 December 2026" };
const reports = (["weak", "medium", "strong"] as const).map((skill) =>
  reportOf(simulate(testSetup, { responder: skill, opposition: "medium" }, 5).drill, DAY),
);

/** The parts of a package, read by its directory as any reader would. */
function partsIn(file: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = file.length - 22;
  expect(file.readUInt32LE(end)).toBe(0x06054b50);
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i += 1) {
    expect(file.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, nameLength] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const name = file.toString("utf8", at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const text = inflateRawSync(file.subarray(from, from + packed)).toString("utf8");
    expect(Buffer.byteLength(text)).toBe(file.readUInt32LE(at + 24));
    parts.set(name, text);
    at += 46 + nameLength;
  }
  return parts;
}

/** @throws when a part is no well-formed XML: tags that do not close in order, or characters that must be escaped. */
function requireXml(text: string): void {
  const open: string[] = [];
  for (const [, inside = "", after = ""] of text.matchAll(/<([^<>]*)>([^<]*)/g)) {
    expect(after).not.toMatch(/>|&(?!(amp|lt|gt|quot);)/);
    const name = inside.replace(/^[/?]/, "").split(/[\s/]/, 1)[0] ?? "";
    if (inside.startsWith("/")) expect(open.pop()).toBe(name);
    else if (!inside.endsWith("/") && !inside.startsWith("?")) open.push(name);
  }
  expect(open).toEqual([]);
}

describe.each(reports.map((report, i) => [i + 1, report] as const))(
  "report %i as a document",
  (_i, report) => {
    const official = partsIn(docxOf(report, OFFICIAL, tellZh));
    const part = (name: string) => official.get(name) ?? "";
    const styleOf = (id: string) =>
      new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`).exec(part("word/styles.xml"))?.[0] ?? "";

    test("is a package of well-formed parts, each of which is declared", () => {
      for (const [name, text] of official) {
        requireXml(text);
        if (name.startsWith("word/") && !name.endsWith(".rels")) {
          expect(part("[Content_Types].xml")).toContain(`PartName="/${name}"`);
        }
      }
    });

    test("has the page of the official layout: A4, margins of 37, 35, 28 and 26 mm, a text of 156 by 225 mm", () => {
      const document = part("word/document.xml");
      expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
      const margin = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(document)?.[1]);
      const mm = (twips: number) => (twips / 1_440) * 25.4;
      expect(mm(margin("top"))).toBeCloseTo(37, 1);
      expect(mm(margin("bottom"))).toBeCloseTo(35, 1);
      expect(mm(margin("left"))).toBeCloseTo(28, 1);
      expect(mm(margin("right"))).toBeCloseTo(26, 1);
      expect(mm(11_906 - margin("left") - margin("right"))).toBeCloseTo(156, 1);
      expect(mm(16_838 - margin("top") - margin("bottom"))).toBeCloseTo(225, 1);
    });

    test("fits 22 lines and no 23rd on a page, and 28 characters and no 29th in a line", () => {
      const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(styleOf("Normal"))?.[1]);
      const height = 16_838 - OFFICIAL.page.top - OFFICIAL.page.bottom;
      expect(Math.floor(height / line)).toBe(22);
      expect(height - 22 * line).toBeLessThan(40);
      const size = Number(/<w:sz w:val="(\d+)"/.exec(styleOf("Normal"))?.[1]) * 10;
      const spacing = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(styleOf("Normal"))?.[1]);
      expect(size).toBe(320);
      const width = 11_906 - OFFICIAL.page.left - OFFICIAL.page.right;
      expect(Math.floor(width / (size + spacing))).toBe(28);
      expect(part("word/document.xml")).toContain(`<w:docGrid w:type="lines" w:linePitch="${line}"/>`);
      expect(styleOf("Normal")).toContain('<w:widowControl w:val="0"/>');
      expect(styleOf("Normal")).toContain('w:firstLineChars="200"');
    });

    test("is set in 仿宋, its headings in 黑体 and 楷体, counted 一、 and （一）, its title in 小标宋", () => {
      expect(styleOf("Normal")).toContain('w:eastAsia="FangSong_GB2312"');
      expect(styleOf("Heading1")).toContain('w:eastAsia="SimHei"');
      expect(styleOf("Heading2")).toContain('w:eastAsia="KaiTi_GB2312"');
      expect(styleOf("Title")).toContain('w:eastAsia="FZXiaoBiaoSong-B05S"');
      expect(styleOf("Title")).toContain('<w:sz w:val="44"/>');
      for (const text of ["一、基本情况", "二、成绩", "三、失分情况", "（一）", "（二）"]) {
        expect(part("word/document.xml")).toContain(text);
      }
    });

    test("has its page numbers in 14 pt between dashes, odd ones at the right and even ones at the left", () => {
      expect(part("word/settings.xml")).toContain("<w:evenAndOddHeaders/>");
      expect(part("word/footer1.xml")).toContain('<w:jc w:val="right"/>');
      expect(part("word/footer2.xml")).toContain('<w:jc w:val="left"/>');
      expect(
        part("word/footer1.xml")
          .replace(/<[^>]+>/g, "")
          .trim(),
      ).toBe("—  PAGE  —");
      expect(styleOf("Footer")).toContain('<w:sz w:val="28"/>');
      const document = part("word/document.xml");
      const relations = part("word/_rels/document.xml.rels");
      for (const [type, target] of [
        ["default", "footer1.xml"],
        ["even", "footer2.xml"],
      ]) {
        const id = new RegExp(`w:type="${type}" r:id="(\\w+)"`).exec(document)?.[1];
        expect(relations).toContain(
          `Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="${target}"`,
        );
      }
    });

    test("has a plain look in English, without a grid", () => {
      const plain = new Map(partsOf(report, PLAIN, tellEn).map(({ name, text }) => [name, text]));
      expect(plain.get("word/document.xml")).not.toContain("docGrid");
      expect(plain.get("word/document.xml")).toContain("1. The drill");
      expect(plain.get("word/document.xml")).not.toMatch(/[\u4e00-\u9fff]/);
    });
  },
);

test("a workbook writes text as text, whatever it begins with, and numbers as numbers", () => {
  const parts = partsIn(
    xlsxOf(
      "Scores",
      [
        ["=1+1", "a\u0000<b>"],
        [7.5, "x"],
      ],
      [10, 10],
    ),
  );
  const sheet = parts.get("xl/worksheets/sheet1.xml") ?? "";
  for (const text of parts.values()) requireXml(text);
  expect(sheet).toContain('<c r="A1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
  expect(sheet).toContain("a&lt;b&gt;");
  expect(sheet).toContain('<c r="A2"><v>7.5</v></c>');
  expect(sheet).not.toContain("<f>");
});

describe("the files of a drill", () => {
  const FILES = ["official.docx", "report.docx", "scores.xlsx", "scores.csv", "drill.json"];
  const get = (drillId: string, file: string, who: TestBrowser, locale = "zh") =>
    fetch(`${origin}${REPORT_PREFIX}${drillId}/${locale}/${file}`, {
      headers: { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });

  async function endedDrill() {
    const { drillId, controller } = await planTestDrill(db);
    const [control, player, stranger] = [
      await signedInAs(db, "trainer"),
      await signedInAs(db, "officer"),
      await signedInAs(db, "trainer"),
    ];
    await comeIn(db, drillId, { userId: control.id, name: "Control" }, { role: "controller" });
    await comeIn(db, drillId, { userId: player.id, name: "Player" }, RESPONDER);
    await asks(db, drillId, controller, { type: "StartDrill", rate: 1 });
    await asks(db, drillId, controller, { type: "EndDrill", how: "ended", reason: "" });
    return {
      drillId,
      controller,
      control,
      player,
      stranger,
    };
  }

  test("are given to control from EndEx on, to players from the release on, the log to control alone, and to strangers never", async () => {
    const { drillId, controller, control, player, stranger } = await endedDrill();
    const statuses = async (who: TestBrowser) =>
      Promise.all(FILES.map(async (file) => (await get(drillId, file, who)).status));
    expect(await statuses(control)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(player)).toEqual([403, 403, 403, 403, 403]);
    await asks(db, drillId, controller, { type: "ReleaseScores" });
    expect(await statuses(player)).toEqual([200, 200, 200, 200, 403]);
    expect(await statuses(stranger)).toEqual([404, 404, 404, 404, 404]);
    expect((await get(drillId, "official.docx", strangerOn(db))).status).toBe(401);
    expect((await get(randomUUID(), "official.docx", control)).status).toBe(404);
    expect((await get(drillId, "other.docx", control)).status).toBe(404);
  });

  test("are what they say they are, in each language", async () => {
    const { drillId, control } = await endedDrill();
    for (const locale of LOCALES) {
      for (const file of ["official.docx", "report.docx"]) {
        const bytes = Buffer.from(await (await get(drillId, file, control, locale)).arrayBuffer());
        expect(partsIn(bytes).get("word/document.xml")).toContain("Test drill");
      }
      const csv = await (await get(drillId, "scores.csv", control, locale)).text();
      expect(csv.split("\r\n").length).toBeGreaterThan(4);
    }
    const bytes = Buffer.from(await (await get(drillId, "scores.csv", control)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const log = (await (await get(drillId, "drill.json", control)).json()) as { events: unknown[] };
    expect(log.events[0]).toMatchObject({ position: 1, event: { type: "DrillPlanned" } });
  });
});
