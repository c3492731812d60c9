import "server-only";
import { and, arrayContains, eq, inArray, isNull, sql } from "drizzle-orm";
import { personNameIn } from "@/domain/account/schema";
import { isPastPlannedEnd, isSelfRun } from "@/domain/drill/solo";
import type { DrillListed } from "@/domain/roster/schema";
import type { Locale } from "@/domain/locales";
import { inLocale, isWritten, LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { caseStudies } from "@/server/db/schema/case-studies";
import { drillEvents, drillTeams } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { estimatedWallMs, fromDrill, roomsOf } from "@/server/drill/room";
import { listDrills, type Asker } from "@/server/drill/queries";
import { listDrafts } from "@/server/library/queries";
import { openTo } from "@/server/scenario/queries";

/** One thing that needs somebody now. */
export type Need = {
  kind:
    | "drill-running"
    | "drill-to-join"
    | "drill-planned"
    | "evaluation-waiting"
    | "review-waiting"
    | "case-to-review"
    | "scenario-draft"
    | "case-draft";
  id: string;
  title: string;
  href: string;
  detail: string | null;
  side: "responder" | "opposition" | null;
  /** Unix time in ms; null where no time matters. */
  atMs: number | null;
  /** A drill that only this person can end runs on beyond its planned time. */
  overdue: boolean;
  /** How many more of its kind there are that are not named: said of the last that is. */
  more: number;
};

/** More than this in one group is a list of its own, not something to see at a glance. */
const GROUP_MAX = 8;

/** More than one person has in hand: so many are looked at to count what is not named. */
const OWN_MAX = 1_000;

/** What needs somebody now, in the language they read, each as an address to go to. */
export async function needsOf(db: Database, asker: Asker, locale: Locale): Promise<Need[]> {
  const writes = asker.roles.includes("trainer") || asker.roles.includes("administrator");
  const ownDrills = async (phase: DrillListed["phase"], unreleased = false) =>
    (await listDrills(db, asker, { phase, own: true, unreleased, limit: OWN_MAX })).drills;
  const [running, planned, ended, cases, drafts] = await Promise.all([
    ownDrills("running"),
    ownDrills("planned"),
    ownDrills("ended", true),
    writes ? casesOf(db, asker, locale) : [],
    writes ? scenarioDraftsOf(db, asker, locale) : [],
  ]);
  const drills = [...running, ...planned, ...ended];
  const submitted = await handedIn(
    db,
    asker.id,
    drills.filter(isToEvaluate).map(({ drillId }) => drillId),
  );
  const ofDrills = drills.flatMap((drill) => drillNeed(drill, locale, submitted) ?? []);
  const all = [...ofDrills, ...cases, ...drafts];
  const named = new Map<Need["kind"], number>();
  const shown = all.flatMap((need): Need[] => {
    const n = (named.get(need.kind) ?? 0) + 1;
    named.set(need.kind, n);
    if (n > GROUP_MAX) return [];
    const ofKind = n === GROUP_MAX ? all.filter(({ kind }) => kind === need.kind).length : n;
    return [{ ...need, more: ofKind - n }];
  });
  const solo = new Set(drills.filter(({ format }) => format === "solo").map(({ drillId }) => drillId));
  return Promise.all(
    shown.map(async (need) =>
      need.kind === "drill-running" && solo.has(need.id)
        ? { ...need, overdue: await isOverdue(db, need.id) }
        : need,
    ),
  );
}

function isOverdue(db: Database, drillId: string): Promise<boolean> {
  const wallMs = estimatedWallMs(roomsOf(db));
  return fromDrill(
    db,
    drillId,
    (drill) => isSelfRun(drill) && isPastPlannedEnd(drill, drill.setup.scenario.plannedMinutes, wallMs),
  );
}

function drillNeed(drill: DrillListed, locale: Locale, submitted: ReadonlySet<string>): Need | null {
  const { drillId, seat, teams } = drill;
  // A drill that one may merely know of needs nothing from one.
  const mine = seat ?? (teams.length === 1 ? { role: "player" as const, ...teams[0] } : null);
  if (!mine) return null;
  const playing = mine.role === "player" ? mine : null;
  const team = teams.find(({ lane, side }) => lane === playing?.lane && side === playing.side)?.name;
  const need = {
    id: drillId,
    title: drill.title,
    detail: team && isWritten(team) ? inLocale(team, locale) : inLocale(drill.scenarioTitle, locale),
    side: playing?.side ?? null,
    overdue: false,
    more: 0,
  };
  const console = { controller: "/control", evaluator: "/evaluate", observer: "/wall", player: "" }[
    mine.role
  ];
  const href = drill.joined
    ? `/drills/${drillId}${console}`
    : drill.joinCode === null
      ? null
      : `/join/${drill.joinCode}`;

  switch (drill.phase) {
    case "planned":
      if (href === null) return null;
      return {
        kind: drill.joined ? "drill-planned" : "drill-to-join",
        ...need,
        href,
        atMs: drill.plannedForMs,
      };
    case "running":
      if (href === null) return null;
      return {
        kind: drill.joined ? "drill-running" : "drill-to-join",
        ...need,
        href,
        atMs: drill.startedAtMs,
      };
    case "ended":
      if (isToEvaluate(drill) && !submitted.has(drillId) && href !== null) {
        return { kind: "evaluation-waiting", ...need, href, atMs: drill.endedAtMs };
      }
      return drill.joined && mine.role === "controller" && !drill.scoresReleased
        ? { kind: "review-waiting", ...need, href: `/drills/${drillId}/review`, atMs: drill.endedAtMs }
        : null;
  }
}

function isToEvaluate({ phase, seat, joined, scoresReleased }: DrillListed): boolean {
  return phase === "ended" && joined && seat?.role === "evaluator" && !scoresReleased;
}

/** Of these drills those in which an evaluator has handed in every lane. */
async function handedIn(db: Database, userId: string, drillIds: readonly string[]): Promise<Set<string>> {
  if (drillIds.length === 0) return new Set();
  const lanes = await db
    .select({ drillId: drillTeams.drillId, lanes: sql<number>`count(distinct ${drillTeams.lane})::int` })
    .from(drillTeams)
    .where(inArray(drillTeams.drillId, [...drillIds]))
    .groupBy(drillTeams.drillId);
  const submissions = await db
    .select({ drillId: drillEvents.drillId, lanes: sql<number>`count(distinct ${drillEvents.lane})::int` })
    .from(drillEvents)
    .where(
      and(
        inArray(drillEvents.drillId, [...drillIds]),
        sql`${drillEvents.event} ->> 'type' = 'EvaluationSubmitted'`,
        sql`${drillEvents.by} ->> 'participantId' = ${userId}`,
      ),
    )
    .groupBy(drillEvents.drillId);
  const lanesOf = new Map(lanes.map((row) => [row.drillId, row.lanes]));
  return new Set(
    submissions.filter((row) => row.lanes >= (lanesOf.get(row.drillId) ?? 1)).map(({ drillId }) => drillId),
  );
}

async function casesOf(db: Database, asker: Asker, locale: Locale): Promise<Need[]> {
  const rows = await listDrafts(db, asker, ["in-review", "draft"]);
  const mine = await casesWrittenBy(db, asker.id);
  return rows.flatMap((row): Need[] => {
    const kind =
      row.status === "in-review" && row.mayReview
        ? "case-to-review"
        : row.status === "draft" && mine.has(row.id)
          ? "case-draft"
          : null;
    if (kind === null) return [];
    return [
      {
        kind,
        id: row.id,
        title: inLocale(LocalText.parse(row.title), locale),
        href: `/library/drafts/${row.id}`,
        detail: row.sentBackReason ?? (row.editedBy && personNameIn(row.editedBy, locale)),
        side: null,
        overdue: false,
        more: 0,
        atMs: row.editedAtMs,
      },
    ];
  });
}

async function casesWrittenBy(db: Database, userId: string): Promise<Set<string>> {
  const rows = await db
    .select({ id: caseStudies.id })
    .from(caseStudies)
    .where(and(eq(caseStudies.status, "draft"), arrayContains(caseStudies.authorIds, [userId])));
  return new Set(rows.map(({ id }) => id));
}

/** Scenarios this person was the last to edit and has not published as they are now. */
async function scenarioDraftsOf(db: Database, asker: Asker, locale: Locale): Promise<Need[]> {
  const published = db
    .select({ scenarioId: scenarioVersions.scenarioId })
    .from(scenarioVersions)
    .where(
      and(eq(scenarioVersions.scenarioId, scenarios.id), eq(scenarioVersions.revision, scenarios.revision)),
    );
  const rows = await db
    .select({
      id: scenarios.id,
      zh: scenarios.titleZh,
      en: scenarios.titleEn,
      editedAt: scenarios.editedAt,
    })
    .from(scenarios)
    .where(
      and(
        eq(scenarios.editedBy, asker.id),
        isNull(scenarios.archivedAt),
        sql`not exists ${published}`,
        // Whoever went elsewhere since, or is to play on it, is not reminded of it.
        openTo(asker),
      ),
    )
    .orderBy(sql`${scenarios.editedAt} desc`)
    .limit(OWN_MAX);
  return rows.map(({ id, zh, en, editedAt }) => ({
    kind: "scenario-draft",
    id,
    title: inLocale({ zh, en }, locale),
    href: `/scenarios/${id}`,
    detail: null,
    side: null,
    overdue: false,
    more: 0,
    atMs: editedAt.getTime(),
  }));
}
