import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { csvOf } from "@/domain/csv";
import type { Reader } from "@/domain/drill/reader";
import { maySeeScores } from "@/domain/drill/reader";
import type { Drill } from "@/domain/drill/state";
import { LOCALES, type Locale } from "@/domain/locales";
import { Refusal } from "@/domain/refusal";
import { reportOf } from "@/domain/report/report";
import { scoresTable } from "@/domain/report/scores-table";
import { sentence } from "@/domain/words/sentence";
import { say, type Saying } from "@/domain/words/said";
import { whoAsks } from "@/server/auth/session";
import type { Database } from "@/server/db/client";
import { currentDatabase } from "@/server/db/current";
import { readStream } from "@/server/drill/event-store";
import { fromDrill } from "@/server/drill/room";
import { requireReader } from "@/server/review/access";
import { handedInTo } from "@/server/review/queries";
import { daysIn } from "./days";
import { docxOf } from "./docx";
import { OFFICIAL, PLAIN } from "./layouts";
import { xlsxOf } from "./xlsx";

export const REPORT_PREFIX = "/api/reports/";

/** A drill, a language, and what of the drill. */
const Address = z.tuple([
  z.uuid(),
  z.enum(LOCALES),
  z.enum(["official.docx", "report.docx", "scores.xlsx", "scores.csv", "drill.json"]),
]);
type File = z.infer<typeof Address>[2];

/** Longer logs are not written out while somebody waits. */
const EVENTS_MAX = 50_000;

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
} as const;

/**
 * Gives out the report of a drill that is over, its scores as tables, and its log, at
 * `/api/reports/<drill>/<language>/<file>`: to
 * whoever may see the scores; the log with everything in it to control alone.
 */
export async function serveReport(
  req: IncomingMessage,
  res: ServerResponse,
  _requestId: string,
  db: Database = currentDatabase(),
): Promise<void> {
  const path = (req.url ?? "").split("?", 1)[0] ?? "";
  const address = Address.safeParse(path.slice(REPORT_PREFIX.length).split("/"));
  const { user, placeIn } = await whoAsks(db, req.headers.cookie, address.data?.[0]);
  if (user === null) throw new Refusal("sign-in-required");
  if (user.mustChangePassword) throw new Refusal("password-must-change");
  if (!address.success) throw new Refusal("drill-not-found");
  if (req.method !== "GET" && req.method !== "HEAD") throw new Refusal("request-not-understood");
  const [drillId, locale, file] = address.data;
  const reader = await requireReader(db, user, drillId, await placeIn(drillId));
  const bytes =
    file === "drill.json"
      ? await logOf(db, drillId, reader)
      : await fileOf(db, { drillId, file, locale, reader });
  const ending = z.enum(["docx", "xlsx", "csv", "json"]).parse(file.split(".").at(-1));
  res.writeHead(200, {
    "cache-control": "private, no-store",
    "content-type": TYPES[ending],
    "content-length": bytes.length,
    "content-disposition": `attachment; filename="${file}"`,
    "x-content-type-options": "nosniff",
  });
  res.end(req.method === "HEAD" ? undefined : bytes);
}

type Asked = { drillId: string; file: File; locale: Locale; reader: Reader };

async function fileOf(db: Database, { drillId, file, locale, reader }: Asked): Promise<Buffer> {
  const tell = (what: Saying) => sentence(what, locale);
  return fromDrill(db, drillId, (drill) => {
    requireReadable(drill, reader);
    if (file.endsWith(".docx")) {
      const report = reportOf(drill, daysIn(drill.started?.wallMs ?? 0));
      return docxOf(report, file === "official.docx" ? OFFICIAL : PLAIN, tell);
    }
    const rows = scoresTable(drill).map((row) =>
      row.map((cell) => (typeof cell === "number" ? cell : tell(cell.said))),
    );
    if (file.endsWith(".csv")) return Buffer.from(csvOf(rows), "utf8");
    return xlsxOf(tell(say("report.sheet.name")), rows, [6, 12, 16, 18, 36, 12, 8, 8, 60, 40]);
  });
}

/** The whole drill as it is stored, setup and every event but those that are still an evaluator's own; only for those who run it. */
async function logOf(db: Database, drillId: string, reader: Reader): Promise<Buffer> {
  if (reader.role !== "controller") throw new Refusal("role-not-allowed");
  const isHandedIn = await fromDrill(db, drillId, (drill) => {
    requireReadable(drill, reader);
    return handedInTo(drill, reader);
  });
  // What an evaluator has not handed in is nobody else's to read, here as on the screens.
  const events = (await readStream(db, drillId, 0)).filter(isHandedIn);
  return Buffer.from(JSON.stringify({ format: "sandtable-drill", version: 1, drillId, events }), "utf8");
}

/** @throws {Refusal} "review-not-open", "drill-not-ended", "report-too-large". */
function requireReadable(drill: Drill, reader: Reader): void {
  if (!maySeeScores(drill, reader)) throw new Refusal("review-not-open");
  if (drill.phase !== "ended") throw new Refusal("drill-not-ended");
  if (drill.position > EVENTS_MAX) throw new Refusal("report-too-large", { count: EVENTS_MAX });
}
