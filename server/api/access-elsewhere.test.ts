import { randomUUID } from "node:crypto";
import type { AnyTRPCProcedure } from "@trpc/server";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isRefusal } from "@/domain/refusal";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { Scenario } from "@/domain/scenario/schema";
import type { DrillCommand } from "@/domain/drill/schema";
import type { NewDrill } from "@/domain/roster/schema";
import { signedInOf, type TestBrowser } from "@/server/auth/testing";
import { drills } from "@/server/db/schema/drills";
import { caseStudies } from "@/server/db/schema/case-studies";
import { sessions } from "@/server/db/schema/auth";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { samplesOf, type Hints } from "@/server/ops/abuse/samples";
import { watchWrites, type Writes } from "@/server/ops/abuse/testing";
import { askForJob } from "@/server/jobs/mutations";
import { plainCase } from "@/server/library/testing";
import { storeGround, storePolicy } from "@/server/scenario/mutations";
import { createOrganisation } from "@/server/organisations/mutations";
import { appRouter } from "./root";
import type { createCaller } from "./root";

/**
 * A trainer of another organisation is a standing role: what every procedure answers him is written down here a second
 * time, so that a new procedure fails until somebody has ruled on it.
 */
type Ruling =
  /** About his own account or session: nothing of others can be named in it. */
  | { own: true }
  /** Refused with one of these, whatever of the other organisation he names. */
  | { refused: readonly string[] }
  /** Answered: what it tells is everybody's to know, or his own organisation's. `writes`: what he makes is his own. */
  | { open: string; writes?: true; refused?: readonly string[] };

const own: Ruling = { own: true };
const administratorsOnly: Ruling = { refused: ["role-not-allowed"] };
const noSuchDrill: Ruling = { refused: ["drill-not-found"] };
const noSuchCase: Ruling = { refused: ["case-not-found"] };
const noSuchScenario: Ruling = { refused: ["scenario-not-found"] };

const RULINGS: Record<string, Ruling> = {
  "audit.export": administratorsOnly,
  "audit.page": administratorsOnly,
  "audit.state": administratorsOnly,
  "audit.verify": administratorsOnly,
  "drill.assign": noSuchDrill,
  // Of drills that wait or run the code lets anybody in to play or look on: he is given the others'.
  "drill.byCode": { refused: ["join-code-unknown", "drill-already-ended"] },
  "drill.cancel": noSuchDrill,
  "drill.command": noSuchDrill,
  "drill.create": { refused: ["scenario-not-found", "input-invalid"] },
  "drill.delete": noSuchDrill,
  "drill.earlier": noSuchDrill,
  "drill.giveTeamRole": noSuchDrill,
  "drill.join": { refused: ["join-code-unknown", "drill-already-ended"] },
  "drill.list": { open: "the drills of his own organisation" },
  "drill.live": noSuchDrill,
  "drill.lobby": noSuchDrill,
  "drill.mapTiles": { open: "the house's own pictures" },
  "drill.move": noSuchDrill,
  "drill.notices": { open: "what he himself is told" },
  "drill.ownCheck": noSuchDrill,
  "drill.plan": noSuchDrill,
  "drill.putNoticeAway": { open: "nothing happens for a notice of somebody else" },
  "drill.replan": noSuchDrill,
  "drill.setting": noSuchDrill,
  "drill.takeTeamRole": noSuchDrill,
  "drill.unassign": noSuchDrill,
  "drill.view": noSuchDrill,
  "drill.wallTime": { open: "the time" },
  "drill.wayIn": noSuchDrill,
  "home.needs": { open: "what is asked of himself" },
  "jobs.cancel": { refused: ["not-found"] },
  "jobs.mine": { open: "what he asked for himself" },
  "jobs.read": { refused: ["not-found"] },
  "library.answer": { open: "published cases are everybody's", refused: ["option-unknown"] },
  "library.createDraft": { open: "a draft of his own", writes: true },
  "library.drafts": { open: "the drafts of his own organisation" },
  "library.duplicate": { open: "a copy of what is published, as a draft of his own", writes: true },
  "library.publish": noSuchCase,
  "library.read": { open: "published cases are everybody's" },
  "library.readDraft": noSuchCase,
  "library.retire": noSuchCase,
  "library.revise": noSuchCase,
  "library.saveDraft": noSuchCase,
  "library.search": { open: "published cases are everybody's" },
  "library.sendBack": noSuchCase,
  "library.submit": noSuchCase,
  "limits.lift": administratorsOnly,
  "limits.list": administratorsOnly,
  "me.changePassword": own,
  "me.endOtherSessions": own,
  "me.endSession": { refused: ["not-found"] },
  "me.preferences": own,
  "me.profile": own,
  "me.sessions": own,
  "me.setPreferences": own,
  "organisations.alike": administratorsOnly,
  "organisations.create": administratorsOnly,
  "organisations.delete": administratorsOnly,
  "organisations.edit": administratorsOnly,
  "organisations.tree": { open: "everybody knows the organisation" },
  "people.create": administratorsOnly,
  "people.disable": administratorsOnly,
  "people.edit": administratorsOnly,
  "people.enable": administratorsOnly,
  "people.one": administratorsOnly,
  "people.page": administratorsOnly,
  "people.resetPassword": administratorsOnly,
  "people.toPick": { open: "names and organisations, to name people for a drill" },
  "practice.offers": { open: "what is open to his own organisation" },
  "practice.start": noSuchScenario,
  "rejudging.adopt": administratorsOnly,
  "rejudging.begin": administratorsOnly,
  "rejudging.changes": administratorsOnly,
  "rejudging.drop": administratorsOnly,
  "rejudging.list": administratorsOnly,
  "review.evidence": noSuchDrill,
  "review.makeCase": noSuchDrill,
  "review.overview": noSuchDrill,
  "review.records": noSuchDrill,
  "review.replay": noSuchDrill,
  "review.replaySetting": noSuchDrill,
  "review.replaySides": noSuchDrill,
  "review.result": noSuchDrill,
  "review.timeline": noSuchDrill,
  "scenario.actions": { open: "the built-in catalogue" },
  "scenario.archive": noSuchScenario,
  "scenario.check": { open: "says of what he hands in himself whether it fits, and stores nothing" },
  "scenario.create": { open: "a blank one of his own", writes: true, refused: ["scenario-not-found"] },
  "scenario.duplicate": noSuchScenario,
  "scenario.ground": { open: "grounds are everybody's" },
  "scenario.grounds": { open: "grounds are everybody's" },
  "scenario.list": { open: "the starters and his own organisation's" },
  "scenario.policies": { open: "standards are everybody's" },
  "scenario.publish": noSuchScenario,
  "scenario.read": noSuchScenario,
  "scenario.save": noSuchScenario,
  "scenario.setPractice": noSuchScenario,
  "scenario.versions": noSuchScenario,
  "session.current": own,
  "session.demoAccounts": own,
  "session.expiry": own,
  "session.provePassword": own,
  "session.signIn": own,
  "session.signInToDemo": own,
  "session.signOut": own,
  "setup.complete": own,
  "setup.isOpen": own,
  "teams.create": { refused: ["owned-elsewhere"] },
  "teams.edit": { refused: ["owned-elsewhere"] },
  "teams.list": { open: "everybody may know who plays where" },
  "teams.retire": { refused: ["owned-elsewhere"] },
  "teams.setMembers": { refused: ["owned-elsewhere"] },
};

/** Stands in everything of the own organisation that is nobody else's to read. */
const SECRET = "canary";

const { db, ownerUrl } = await openTestDatabase();
let writes: Writes;
let stranger: ReturnType<typeof createCaller>;
/** What every procedure is tried with: one set of ids for each drill and code that there is. */
let sets: Hints[] = [];
let secretIds: string[] = [];
let ownPeople: (
  role: "trainer of the organisation" | "trainer above it" | "evaluator" | "administrator",
) => Promise<TestBrowser>;
let sessionOfOther = "";

const procedures = Object.entries(appRouter._def.procedures as object as Record<string, AnyTRPCProcedure>);

beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  const place = (name: string, level: "bureau" | "district", parentId: string | null) =>
    createOrganisation(db, { name: { zh: name, en: name }, level, parentId });
  const above = await place("Above", "bureau", null);
  const [ours, theirs] = [await place("Ours", "district", above), await place("Theirs", "district", above)];
  ownPeople = (role) =>
    role === "administrator"
      ? signedInOf(db, null, "administrator")
      : role === "evaluator"
        ? signedInOf(db, ours, "evaluator")
        : signedInOf(db, role === "trainer above it" ? above : ours, "trainer");
  const trainer = await signedInOf(db, ours, "trainer");
  const officer = await signedInOf(db, ours, "officer");
  const administrator = await (await signedInOf(db, null, "administrator")).call();
  const api = await trainer.call();
  const secret = (what: string) => ({ zh: `${SECRET} ${what}`, en: `${SECRET} ${what}` });

  const content = { ...testScenario, title: secret("scenario") };
  const scenarioId = await storedScenario(content, ours, true);
  const hiddenOn = await storedScenario(content, ours, false);
  const draft = await api.library.createDraft({ title: secret("draft") });
  const team = await api.teams.create({
    name: { zh: "众人皆知", en: "Known to all" },
    shortName: "K",
    organisationId: ours,
  });
  await api.teams.setMembers({ id: team.id, members: [{ userId: officer.id, duty: "captain" }] });

  const planned: NewDrill = {
    title: `${SECRET} drill`,
    scenarioId,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: team.id },
      { lane: 1, side: "opposition", teamId: null, name: `${SECRET} team` },
    ],
    scripted: [],
    oppositionCell: false,
    people: [],
  };
  const does = (drillId: string, command: DrillCommand) =>
    api.drill.command({ drillId, commandId: randomUUID(), command });
  const made: { state: string; drillId: string }[] = [];
  for (const state of ["planned", "hidden", "running", "ended", "released", "cancelled"] as const) {
    const drill = await api.drill.create({
      ...planned,
      title: `${SECRET} ${state}`,
      scenarioId: state === "hidden" ? hiddenOn : scenarioId,
      noNotice: state === "hidden",
    });
    made.push({ state, drillId: drill.drillId });
    if (state === "cancelled") await api.drill.cancel({ drillId: drill.drillId, reason: SECRET });
    if (!["running", "ended", "released"].includes(state)) continue;
    await does(drill.drillId, { type: "StartDrill", rate: 1 });
    if (state === "running") continue;
    await does(drill.drillId, { type: "EndDrill", how: "ended", reason: "" });
    if (state === "released") await does(drill.drillId, { type: "ReleaseScores" });
  }
  const practice = await (
    await signedInOf(db, ours, "officer")
  )
    .call()
    .then((learner) => learner.practice.start({ scenarioId, skill: "weak", title: `${SECRET} practice` }));
  made.push({ state: "practice", drillId: practice.drillId });

  // A case of the drill that everybody may read: what it came from is not.
  const ended = made.find(({ state }) => state === "released")?.drillId ?? "";
  const published = await api.review.makeCase({ drillId: ended, lane: 1 });
  const told = plainCase({ zh: "公开", en: "Public" });
  await api.library.saveDraft({ caseId: published.caseId, revision: 1, content: told });
  await api.library.submit({ caseId: published.caseId, revision: 2 });
  await administrator.library.publish({ caseId: published.caseId, revision: 2 });
  const [row] = await db.select().from(caseStudies).where(eq(caseStudies.id, published.caseId));
  const [open] = await db.select().from(sessions).where(eq(sessions.userId, trainer.id));
  sessionOfOther = open?.id ?? "";

  const asked = { name: "test", input: z.strictObject({ what: z.string() }) };
  const { jobId } = await askForJob(db, asked, { what: SECRET }, { askedBy: trainer.id });

  const read = await api.scenario.read({ scenarioId });
  const draftRead = await api.library.readDraft({ caseId: draft.caseId });
  secretIds = [scenarioId, hiddenOn, draft.caseId, jobId, ...made.map(({ drillId }) => drillId)];
  const common: Hints = {
    scenarioId,
    caseId: draft.caseId,
    slug: row?.slug,
    userId: officer.id,
    organisationId: ours,
    jobId,
    parentId: ours,
    teamId: team.id,
    groundId: read.content.groundId,
    revision: 1,
    version: 1,
    lane: 1,
    commandId: randomUUID(),
    anyId: randomUUID(),
    photos: [],
    unitIds: [],
    drafted: draftRead.content,
    written: read.content,
  };
  const codes = await db.select({ id: drills.id, code: drills.joinCode }).from(drills);
  sets = made.map(({ state, drillId }) => ({
    ...common,
    drillId,
    code: ["planned", "running"].includes(state) ? "KM2P7X" : codes.find(({ id }) => id === drillId)?.code,
  }));
  writes = await watchWrites(ownerUrl);
  stranger = await (await signedInOf(db, theirs, "trainer")).call();
}, 300_000);
afterAll(() => writes.close());

async function storedScenario(content: Scenario, organisationId: string, openForPractice: boolean) {
  const { zh: titleZh, en: titleEn } = content.title;
  const [row] = await db
    .insert(scenarios)
    .values({ titleZh, titleEn, policyId: testPolicy.id, draft: content, organisationId, openForPractice })
    .returning({ id: scenarios.id });
  const scenarioId = row?.id ?? "";
  const pins = { groundId: testGround.id, groundVersion: 1, policyId: testPolicy.id, policyVersion: 1 };
  await db.insert(scenarioVersions).values({ scenarioId, version: 1, revision: 1, content, ...pins });
  return scenarioId;
}

/** What a field called "id" or "content" means differs from router to router. */
function hintsFor(name: string, set: Hints): Hints {
  const [router = ""] = name.split(".");
  const id = { teams: set["teamId"], people: set["userId"], organisations: set["organisationId"] }[router];
  const content = { library: set["drafted"], scenario: set["written"] }[router];
  return { ...set, id: name === "me.endSession" ? sessionOfOther : (id ?? set["anyId"]), content };
}

test("every procedure has a ruling, and nothing is ruled on that does not exist", () => {
  expect(Object.keys(RULINGS).sort()).toEqual(procedures.map(([name]) => name).sort());
});

describe("a trainer of another organisation, given the ids of everything in this one,", () => {
  const tried = procedures.filter(([name]) => {
    const ruling = RULINGS[name];
    return ruling !== undefined && !("own" in ruling);
  });

  test.each(tried)(
    "is answered by %s as it is ruled, learns no secret by it and changes nothing",
    async (name, procedure) => {
      const ruling = RULINGS[name] ?? own;
      const outcomes = new Set<string>();
      for (const input of inputsOf(name, procedure)) {
        const before = await writes.count();
        const outcome = await callAs(stranger, name, input);
        const told = JSON.stringify(outcome);
        expect(told.toLowerCase(), `${name} tells a secret`).not.toContain(SECRET);
        for (const id of secretIds) {
          if (!JSON.stringify(input ?? null).includes(id)) expect(told).not.toContain(id);
        }
        const written = await writes.since(before);
        if ("open" in ruling && ruling.writes) expect(JSON.stringify(written)).not.toContain(SECRET);
        else expect(written, name).toEqual([]);
        outcomes.add("refused" in outcome ? outcome.refused : "answered");
      }
      expect(outcomes.size).toBeGreaterThan(0);
      const answered = "open" in ruling ? ["answered"] : [];
      const expected = [...answered, ...("refused" in ruling ? (ruling.refused ?? []) : [])];
      for (const outcome of outcomes) expect(expected, name).toContain(outcome);
    },
  );

  test("cannot end somebody else's session, nor has anything here changed for its own people", async () => {
    const [session] = await db.select().from(sessions).where(eq(sessions.id, sessionOfOther));
    expect(session).toBeDefined();
  });
});

describe("a practice of somebody else's", () => {
  /** What the trail tells of is kept for administrators, and says of a practice that it was begun. */
  const OF_THE_TRAIL = ["audit.page", "audit.export"];
  // A list names a drill only as the place where its next page begins.
  const isList = (name: string) => name.endsWith(".list");
  const asksForDrill = (name: string) =>
    name !== "drill.join" && name !== "drill.byCode" && !isList(name) && /^(drill|review)\./.test(name);

  test.each(["trainer of the organisation", "trainer above it", "evaluator", "administrator"] as const)(
    "is by no door there for the %s: not by id, not by code, in no list, count or search",
    async (role) => {
      const caller = await (await ownPeople(role)).call();
      const set = sets.at(-1) ?? {};
      const practiceId = String(set["drillId"]);
      for (const [name, procedure] of procedures) {
        if (OF_THE_TRAIL.includes(name) || /^(session|setup|me)\./.test(name)) continue;
        const inputs = samplesOf(procedure._def.inputs as unknown[], hintsFor(name, set));
        const named = inputs.filter((input) => JSON.stringify(input ?? null).includes(practiceId));
        for (const input of named.slice(0, 6)) {
          const outcome = await callAs(caller, name, input);
          if (asksForDrill(name))
            expect({ name, outcome }).toEqual({ name, outcome: { refused: "drill-not-found" } });
        }
        if ((named.length > 0 && !isList(name)) || procedure._def.type !== "query") continue;
        const told = JSON.stringify(await callAs(caller, name, inputs.at(-1)));
        expect(told, name).not.toContain(practiceId);
        expect(told.toLowerCase(), name).not.toContain(`${SECRET} practice`);
      }
      for (const name of ["drill.byCode", "drill.join"]) {
        const outcome = await callAs(caller, name, { code: set["code"] });
        expect({ name, outcome }).toEqual({ name, outcome: { refused: "join-code-unknown" } });
      }
    },
  );
});

test("what is about one's own account names nothing of others", () => {
  const foreign = /"(drillId|scenarioId|caseId|userId|teamId|organisationId|slug|code)"/;
  for (const [name, procedure] of procedures) {
    if (!("own" in (RULINGS[name] ?? own))) continue;
    const samples = samplesOf(procedure._def.inputs as unknown[], { anyId: randomUUID() });
    expect(JSON.stringify(samples), name).not.toMatch(foreign);
  }
});

/** Every kind of input that a procedure takes, with each set of ids. */
function inputsOf(name: string, procedure: AnyTRPCProcedure): unknown[] {
  const all = sets.flatMap((set) => samplesOf(procedure._def.inputs as unknown[], hintsFor(name, set)));
  return [...new Map(all.map((input) => [JSON.stringify(input), input])).values()];
}

/** Calls a procedure by its dotted path; a refusal is an answer, everything else that goes wrong a failure. */
async function callAs(
  caller: ReturnType<typeof createCaller>,
  name: string,
  input: unknown,
): Promise<{ answered: unknown } | { refused: string }> {
  const procedure = name.split(".").reduce<unknown>((at, part) => Reflect.get(Object(at), part), caller);
  if (typeof procedure !== "function") throw new Error(`There is no procedure ${name}.`);
  try {
    return { answered: await procedure(input) };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (isRefusal(cause)) return { refused: cause.code };
    throw error;
  }
}
