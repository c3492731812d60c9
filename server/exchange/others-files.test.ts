import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { recognised } from "@/domain/exchange/formats";
import type { ForeignPlan } from "@/domain/exchange/plan";
import { planIn, readingOf } from "@/domain/exchange/table";
import { openFile } from "./open";

// Files that other projects publish: they stand beside the project where there are any, and are never copied into it.
const FOLDER = path.resolve("../shared/data");

/** What comes of a file: how many injects, when they come, and what is told of it; or why it is refused. */
const FILES: Record<string, { injects: number; when?: unknown[]; told?: string[] } | { refused: string }> = {
  "asapcyber/msel.csv": { injects: 6, when: [300_000, 720_000], told: ["column"] },
  "asapcyber/scorecard.csv": { injects: 0, told: ["noText"] },
  "asapcyber/event_log_template.csv": { injects: 0, told: ["noText"] },
  "cards/bnb-carddb-template.json": { injects: 1, when: ["hand"], told: ["file"] },
  "cexf/misp-01.json": { injects: 2, when: [0, "after"], told: ["evaluation"] },
  "cexf/skillaegis-basic-event-creation.json": {
    injects: 5,
    when: [0, "after", "after"],
    told: ["evaluation"],
  },
  "cexf/skillaegis-basic-filtering.json": { injects: 7, when: ["hand"], told: ["evaluation"] },
  "cexf/skillaegis-campaign-targeting-multiple-isacs.json": { injects: 9, when: [0], told: ["repeats"] },
  "cexf/skillaegis-flubot-malware.json": { injects: 9, when: ["hand"] },
  "cexf/skillaegis-scam-call-encoding.json": { injects: 9, when: [0, "hand"] },
  "cexf/skillaegis-spearphishing-incident.json": { injects: 9, when: [0, "hand"] },
  "crucible/blueprint-seed-data.json": { refused: "exchange.refused.noInjects" },
  "crucible/crucible-ExploreBulkImport.xlsx": { injects: 2, when: ["hand", "hand"] },
  "fuesim/fuesim-create-send-increase-limit-current.json": { refused: "exchange.refused.format" },
  "iceberg/iceberg-ransomware_response.json": {
    injects: 5,
    when: ["hand", "options", "options"],
    told: ["notes"],
  },
  "murail/murail-PMS.xlsx": { injects: 1, when: [0] },
  "murail/murail-chronogramme-first.xlsx": { injects: 100, when: [0, 120_000, 240_000], told: ["file"] },
  "openaev/import-data.json": { injects: 0, told: ["others"] },
  "openaev/import-scenario-with-attack-pattern.json": { injects: 1, when: [0], told: ["command"] },
  "openaev/test_file_1.xlsx": { injects: 2, when: ["hand", "hand"], told: ["beforeStart", "row"] },
  "openaev/test_file_2.xlsx": { injects: 3, when: [0, 300_000, 300_000], told: ["row"] },
  "own/excel-lock-file.xlsx": { refused: "exchange.refused.lock" },
  "own/msel-bom-semicolon.csv": { injects: 5, when: [0, 210_000, 300_000, "hand", 450_000] },
  "own/msel-gbk.csv": { injects: 5, when: [0, 210_000, 300_000, "hand", 450_000] },
  "own/msel-utf16le-tab.csv": { injects: 5, when: [0, 210_000, 300_000, "hand", 450_000] },
  "serge/serge-wargame.json": { refused: "exchange.refused.format" },
  "t3sf/MSEL.xlsx": { injects: 12, when: [0, 60_000, 120_000, 120_000], told: ["column"] },
  "t3sf/MSEL_EXAMPLE.json": { injects: 12, when: [0, 60_000, 120_000, 120_000], told: ["column"] },
};

async function foundIn(file: string): Promise<ForeignPlan | { refused: string }> {
  const opened = await openFile(path.basename(file), readFileSync(path.join(FOLDER, file)));
  if (opened.is === "refused") return { refused: opened.said.say };
  const [table] = opened.is === "tables" ? opened.tables : [];
  const found = opened.is === "json" ? recognised(opened.json).found : table ? { table } : null;
  if (!found) throw new Error("There is nothing in it.");
  if ("refused" in found) return { refused: found.refused.say };
  return "plan" in found ? found.plan : planIn(found.table, readingOf(found.table));
}

describe.skipIf(!existsSync(FOLDER))("a file of another project", () => {
  test.each(Object.entries(FILES))(
    "%s becomes what can be made of it, and the rest is told",
    async (file, wanted) => {
      const found = await foundIn(file);
      if ("refused" in wanted) return expect(found).toEqual(wanted);
      if ("refused" in found) throw new Error(found.refused);
      const when = found.injects.map((inject) =>
        inject.when.on === "time" ? inject.when.atMs : inject.when.on,
      );
      const told = new Set(found.losses.map(({ said }) => said.say));
      expect(found.injects).toHaveLength(wanted.injects);
      expect(when.slice(0, wanted.when?.length ?? 0)).toEqual(wanted.when ?? []);
      expect([...(wanted.told ?? [])].filter((loss) => !told.has(`exchange.loss.${loss}` as never))).toEqual(
        [],
      );
    },
  );

  test("says the same in its two forms", async () => {
    const [book, json] = await Promise.all([foundIn("t3sf/MSEL.xlsx"), foundIn("t3sf/MSEL_EXAMPLE.json")]);
    if ("refused" in book || "refused" in json) throw new Error("Neither is refused.");
    const seen = ({ injects }: ForeignPlan) =>
      // Spaces and blank lines at the ends of lines were lost in one of the two.
      injects.map(({ title, text, from, to, when }) => [title, text.replace(/\s+/g, " "), from, to, when]);
    expect(seen(book)).toEqual(seen(json));
  });
});
