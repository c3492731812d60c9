import { randomUUID } from "node:crypto";
import { fc } from "@fast-check/vitest";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/domain/account/schema";
import type { Side } from "@/domain/conditions/terms";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import type { DrillCommand } from "@/domain/drill/schema";
import { isRefusal } from "@/domain/refusal";
import type { Seat } from "@/domain/roster/schema";
import { newPersonOf, strangerOn, TEST_PASSWORD, type TestBrowser } from "@/server/auth/testing";
import { users } from "@/server/db/schema/auth";
import { drills } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { teamMembers, teams } from "@/server/db/schema/teams";
import { untilGoneBy } from "@/server/drill/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { plainCase } from "@/server/library/testing";
import { createOrganisation } from "@/server/organisations/mutations";
import { storeGround, storePolicy } from "@/server/scenario/mutations";

/**
 * Histories of people, teams, organisations, a scenario and drills on it, made of real calls. After each step somebody
 * opens every door there is. What they are told is held against rows A1 to A5 of docs/faults.md, written down here a
 * second time as the few sentences they are: from what has happened, never from what the product says is allowed.
 */
const { db } = await openTestDatabase();

const CAST = {
  planner: ["east", "trainer"],
  second: ["east", "trainer"],
  chief: ["bureau", "trainer"],
  foreign: ["west", "trainer"],
  eva: ["east", "evaluator"],
  ann: ["east", "officer"],
  ben: ["east", "officer"],
  sub: ["east", "officer"],
  wes: ["west", "officer"],
} as const satisfies Record<string, readonly ["east" | "west" | "bureau", Role]>;
type Who = keyof typeof CAST;
const EVERYBODY = Object.keys(CAST) as Who[];

const places = { bureau: "", east: "", west: "" };
const ids: Record<string, string> = {};
const browsers: Record<string, TestBrowser> = {};
const idOf = (who: Who) => ids[who] ?? "";
const apiOf = (who: Who) => {
  const browser = browsers[who];
  if (!browser) throw new Error(`${who} is not there.`);
  return browser.call();
};
let administrator: TestBrowser;

beforeAll(async () => {
  await storeGround(db, testGround);
  await storePolicy(db, testPolicy);
  const place = (en: string, level: "bureau" | "district", parentId: string | null) =>
    createOrganisation(db, { name: { zh: "", en }, level, parentId });
  places.bureau = await place("City", "bureau", null);
  places.east = await place("East", "district", places.bureau);
  places.west = await place("West", "district", places.bureau);
  const come = async (at: keyof typeof places | null, role: Role) => {
    const { id, staffNumber } = await newPersonOf(db, at === null ? null : places[at], role);
    const browser = strangerOn(db);
    await (await browser.call()).session.signIn({ identifier: staffNumber, password: TEST_PASSWORD });
    return { id, browser };
  };
  for (const who of EVERYBODY) {
    const [at, role] = CAST[who];
    const { id, browser } = await come(at, role);
    ids[who] = id;
    browsers[who] = browser;
  }
  administrator = (await come(null, "administrator")).browser;
}, 60_000);

type Team = "red" | "blue";
type Place = { role: Seat["role"]; side: Side | null; joined: boolean };

/** What has happened to a drill. */
type DrillFacts = {
  id: string;
  code: string;
  title: string;
  swap: boolean;
  noNotice: boolean;
  /** Who belonged to its standing team when it was planned. */
  team: ReadonlySet<Who>;
  phase: "planned" | "running" | "ended";
  leg: number;
  released: boolean;
  cancelled: boolean;
  /** Without notice, and no call has reached anybody. */
  hidden: boolean;
  seats: Map<Who, Place>;
  /** Who has ever come in to play or to look on. */
  had: Set<Who>;
  /** What somebody's own console has shown of the teams while nothing was released. */
  shown: Map<Who, Set<Team>>;
};

type World = {
  tag: string;
  scenarioId: string;
  open: boolean;
  teamId: string;
  at: Record<Who, keyof typeof places>;
  drills: DrillFacts[];
  /** Drill ids of practices. */
  practices: Map<Who, string[]>;
  slugs: string[];
};

const isStaff = (role: Seat["role"]) => role === "controller" || role === "evaluator";

/** A drill that somebody knows of, and in which they play, are to play, have played or look on. */
function concerns(drill: DrillFacts, who: Who): boolean {
  if (drill.released || drill.cancelled) return false;
  const seat = drill.seats.get(who);
  if (seat && isStaff(seat.role)) return false;
  if (drill.hidden && seat?.role !== "observer") return false;
  return seat !== undefined || drill.had.has(who) || drill.team.has(who);
}

const isShut = ({ drills: all }: World, who: Who) => all.some((drill) => concerns(drill, who));

/** Of the scenario's own organisation, or of the one above it. */
const isNear = ({ at }: World, who: Who) => at[who] !== "west";
const isTrainer = (who: Who) => CAST[who][1] === "trainer";

/** Whether everything of the scenario is theirs to read: as its author, as staff, by practising, by a review. */
function mayReadAll(world: World, who: Who): boolean {
  const staffs = world.drills.some((drill) => {
    const seat = drill.seats.get(who);
    const plays = (other: DrillFacts) =>
      other !== drill && concerns(other, who) && other.seats.get(who)?.role === "player";
    return !drill.cancelled && seat?.joined && isStaff(seat.role) && !world.drills.some(plays);
  });
  if (staffs) return true;
  if (isShut(world, who)) return false;
  return (
    (isNear(world, who) && (isTrainer(who) || world.open)) ||
    (world.practices.get(who) ?? []).length > 0 ||
    world.drills.some((drill) => drill.released && mayReview(world, drill, who))
  );
}

function mayReview(world: World, drill: DrillFacts, who: Who): boolean {
  const seat = drill.seats.get(who);
  if (drill.team.has(who) || (seat && seat.role !== "observer")) return true;
  return isTrainer(who) && isNear(world, who);
}

/** A side's own brief is read on its console as well. */
const mayReadSide = (world: World, who: Who, side: Side) =>
  mayReadAll(world, who) ||
  world.drills.some((drill) => {
    const seat = drill.seats.get(who);
    return !drill.cancelled && seat?.joined && seat.role === "player" && seat.side === side;
  });

type Step =
  | { do: "plan"; noNotice: boolean; swap: boolean; seat: { who: Who; as: number } | null }
  | { do: "practice is"; open: boolean }
  | { do: "join"; who: Who; drill: number; as: number }
  | { do: "assign"; who: Who; drill: number; as: number }
  | { do: "remove" | "practise"; who: Who; drill: number }
  | { do: "start" | "go on" | "end" | "release" | "cancel" | "case"; drill: number }
  | { do: "team"; members: Who[] }
  | { do: "move"; who: Who; to: "east" | "west" };

const who = fc.constantFrom(...EVERYBODY);
const drill = fc.nat({ max: 1 });
const as = fc.nat({ max: 4 });
const some = <T extends string>(...kinds: T[]) => fc.constantFrom<T>(...kinds);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: some("join"), who, drill, as }) },
  { weight: 4, arbitrary: fc.record({ do: some("assign"), who, drill, as }) },
  { weight: 3, arbitrary: fc.record({ do: some("remove", "practise"), who, drill }) },
  { weight: 5, arbitrary: fc.record({ do: some("start", "go on", "end", "release", "case"), drill }) },
  { weight: 1, arbitrary: fc.record({ do: some("cancel"), drill }) },
  { weight: 2, arbitrary: fc.record({ do: some("practice is"), open: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: some("team"), members: fc.uniqueArray(who, { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: some("move"), who, to: some("east", "west") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: some("plan"),
      noNotice: fc.boolean(),
      swap: fc.boolean(),
      seat: fc.option(fc.record({ who, as })),
    }),
  },
);

const seatAs = (as: number, lane: number): Seat => {
  const roles = ["controller", "evaluator", "observer"] as const;
  const role = roles[as];
  return role ? { role } : { role: "player", lane, side: as === 3 ? "responder" : "opposition" };
};

async function newWorld(): Promise<World> {
  const tag = randomUUID().slice(0, 8);
  const secret = (what: string) => ({ zh: `${what}-${tag}`, en: `${what}-${tag}` });
  const content = {
    ...testScenario,
    brief: {
      ...testScenario.brief,
      responder: secret("responder"),
      opposition: secret("opposition"),
      control: secret("everything"),
    },
    items: testScenario.items.map((item) => ({ ...item, title: secret("everything") })),
  };
  const { zh: titleZh, en: titleEn } = content.title;
  const [row] = await db
    .insert(scenarios)
    .values({
      ...{ titleZh, titleEn, policyId: testPolicy.id, draft: content, organisationId: places.east },
      // Whoever wrote it may go elsewhere.
      createdBy: idOf("planner"),
    })
    .returning({ id: scenarios.id });
  const scenarioId = row?.id ?? "";
  await db.insert(scenarioVersions).values({
    scenarioId,
    version: 1,
    revision: 1,
    content,
    groundId: testGround.id,
    groundVersion: 1,
    policyId: testPolicy.id,
    policyVersion: 1,
  });
  const [team] = await db
    .insert(teams)
    .values({ organisationId: places.east, nameZh: tag, nameEn: tag, shortName: "T" })
    .returning({ id: teams.id });
  const teamId = team?.id ?? "";
  const at = Object.fromEntries(EVERYBODY.map((one) => [one, CAST[one][0]])) as World["at"];
  for (const one of EVERYBODY) {
    await db
      .update(users)
      .set({ organisationId: places[at[one]] })
      .where(eq(users.id, idOf(one)));
  }
  const world = { tag, scenarioId, open: false, teamId, at, drills: [], practices: new Map(), slugs: [] };
  await setTeam(world, ["ann", "ben"]);
  return world;
}

async function setTeam({ teamId }: World, members: readonly Who[]): Promise<void> {
  await db.delete(teamMembers).where(eq(teamMembers.teamId, teamId));
  for (const one of members) await db.insert(teamMembers).values({ teamId, userId: idOf(one) });
}

/** What becomes of a call: a refusal is none of this test's business, everything else is. */
async function tried<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && isRefusal(error.cause)) return null;
    throw error;
  }
}

async function does(drillId: string, by: Who, command: DrillCommand): Promise<boolean> {
  const api = await apiOf(by);
  return (await tried(api.drill.command({ drillId, commandId: randomUUID(), command }))) !== null;
}

async function take(world: World, one: Step): Promise<void> {
  if (one.do === "plan") return plan(world, one);
  if (one.do === "team") return setTeam(world, one.members);
  if (one.do === "move") {
    world.at[one.who] = one.to;
    await db
      .update(users)
      .set({ organisationId: places[one.to] })
      .where(eq(users.id, idOf(one.who)));
    return;
  }
  const planner = await apiOf("planner");
  if (one.do === "practice is") {
    const { scenarioId } = world;
    const set = await tried(planner.scenario.setPractice({ scenarioId, open: one.open }).then(() => true));
    if (set) world.open = one.open;
    return;
  }
  if (one.do === "practise") return practise(world, one.who);
  const facts = world.drills[one.drill % Math.max(1, world.drills.length)];
  if (!facts) return;
  if ("who" in one) return seatStep(facts, one);
  await drillStep(world, facts, one.do);
}

async function plan(world: World, { noNotice, swap, seat }: Step & { do: "plan" }): Promise<void> {
  if (world.drills.length === 2) return;
  const api = await apiOf("planner");
  const title = `drill${world.drills.length}-${world.tag}`;
  const named = seat && seat.who !== "planner" ? { who: seat.who, seat: seatAs(seat.as, 1) } : null;
  const rows = await db
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, world.teamId));
  const made = await tried(
    api.drill.create({
      title,
      scenarioId: world.scenarioId,
      format: swap ? "swap" : "opposed",
      mode: "tabletop",
      noNotice,
      teams: [
        { lane: 1, side: "responder", teamId: world.teamId },
        { lane: 1, side: "opposition", teamId: null, name: "Blue" },
      ],
      scripted: [],
      oppositionCell: false,
      people: named ? [{ userId: idOf(named.who), ...named.seat }] : [],
    }),
  );
  if (!made) return;
  const seats = new Map<Who, Place>([["planner", { role: "controller", side: null, joined: true }]]);
  if (named) seats.set(named.who, placeOf(named.seat, false));
  world.drills.push({
    ...{ id: made.drillId, code: made.joinCode, title, swap, noNotice, seats, hidden: noNotice },
    ...{ phase: "planned", leg: 1, released: false, cancelled: false },
    team: new Set(EVERYBODY.filter((one) => rows.some(({ userId }) => userId === idOf(one)))),
    had: new Set(),
    shown: new Map(),
  });
}

const placeOf = (seat: Seat, joined: boolean): Place => ({
  role: seat.role,
  side: seat.role === "player" ? seat.side : null,
  joined,
});

async function seatStep(facts: DrillFacts, one: Extract<Step, { who: Who; drill: number }>): Promise<void> {
  const { seats, id } = facts;
  if (one.do === "join") {
    const wish = seatAs(one.as, facts.leg);
    const api = await apiOf(one.who);
    const taken =
      (await tried(api.drill.join({ code: facts.code, ...wish }))) ??
      (await tried(api.drill.join({ code: facts.code })));
    if (!taken) return;
    seats.set(one.who, placeOf(taken.seat, true));
    if (!isStaff(taken.seat.role)) facts.had.add(one.who);
    return;
  }
  const api = await apiOf("planner");
  if (one.do === "remove") {
    const gone = await tried(api.drill.unassign({ drillId: id, userId: idOf(one.who) }).then(() => true));
    if (!gone) return;
    const before = seats.get(one.who);
    if (before && !isStaff(before.role)) facts.had.add(one.who);
    seats.delete(one.who);
    return;
  }
  if (one.do !== "assign") return;
  const seat = seatAs(one.as, facts.leg);
  const given = await tried(
    api.drill.assign({ drillId: id, userId: idOf(one.who), ...seat }).then(() => true),
  );
  if (!given) return;
  const wanted = placeOf(seat, facts.phase === "ended");
  const before = seats.get(one.who);
  const same = before?.role === wanted.role && before.side === wanted.side;
  seats.set(one.who, { ...wanted, joined: wanted.joined || (same && before.joined) });
}

async function drillStep(
  world: World,
  facts: DrillFacts,
  what: "start" | "go on" | "end" | "release" | "cancel" | "case",
): Promise<void> {
  const { id } = facts;
  const planner = await apiOf("planner");
  if (what === "start" && (await does(id, "planner", { type: "StartDrill", rate: 60 }))) {
    facts.phase = "running";
  } else if (what === "go on" && facts.phase === "running") {
    if (facts.swap && facts.leg === 1 && (await does(id, "planner", { type: "StartNextLeg" }))) {
      facts.leg = 2;
      for (const seat of facts.seats.values()) {
        if (seat.side) seat.side = seat.side === "responder" ? "opposition" : "responder";
      }
    }
    // The first call comes ten seconds after StartEx, at sixty times the pace.
    await untilGoneBy(db, id, 200);
    await does(id, "planner", { type: "SendRadio", text: "Go on", lane: 1, side: "responder" });
  } else if (what === "end" && (await does(id, "planner", { type: "EndDrill", how: "ended", reason: "" }))) {
    facts.phase = "ended";
  } else if (what === "release" && (await does(id, "planner", { type: "ReleaseScores" }))) {
    facts.released = true;
  } else if (what === "cancel") {
    const gone = await tried(planner.drill.cancel({ drillId: id, reason: "Off" }).then(() => true));
    if (gone) facts.cancelled = true;
  } else if (what === "case") {
    const made = await tried(planner.review.makeCase({ drillId: id, lane: 1 }));
    if (!made?.isNew) return;
    const title = { zh: `case-${world.tag}`, en: `case-${world.tag}` };
    const caseId = made.caseId;
    const { revision } = await planner.library.saveDraft({ caseId, revision: 1, content: plainCase(title) });
    await planner.library.submit({ caseId, revision });
    await (await administrator.call()).library.publish({ caseId, revision });
    world.slugs.push(made.slug);
  }
}

async function practise(world: World, who: Who): Promise<void> {
  const api = await apiOf(who);
  const { scenarioId, tag } = world;
  const made = await tried(
    api.practice.start({ scenarioId, skill: "weak", title: `practice-${who}-${tag}` }),
  );
  if (!made) return;
  world.practices.set(who, [...(world.practices.get(who) ?? []), made.drillId]);
  await does(made.drillId, who, { type: "StartDrill", rate: 60 });
  await does(made.drillId, who, { type: "EndDrill", how: "ended", reason: "" });
}

/** Everything that somebody is told who opens every door, by door. */
async function openDoors(world: World, who: Who): Promise<Map<string, unknown>> {
  const api = await apiOf(who);
  const { scenarioId } = world;
  const doors = new Map<string, () => Promise<unknown>>([
    ["scenario.list", () => api.scenario.list()],
    ["scenario.read", () => api.scenario.read({ scenarioId })],
    ["scenario.versions", () => api.scenario.versions({ scenarioId })],
    ["practice.offers", () => api.practice.offers()],
    ["library.search", () => api.library.search({})],
    ["library.drafts", () => api.library.drafts()],
    ["drill.list", () => api.drill.list()],
    ["home.needs", () => api.home.needs()],
    ["drill.notices", () => api.drill.notices()],
  ]);
  for (const slug of world.slugs) doors.set(`library.read ${slug}`, () => api.library.read({ slug }));
  const practices = [...world.practices.values()].flat();
  for (const drillId of [...world.drills.map(({ id }) => id), ...practices]) {
    doors.set(`setting ${drillId}`, () => api.drill.setting({ drillId }));
    doors.set(`view ${drillId}`, () => api.drill.view({ drillId }));
    doors.set(`lobby ${drillId}`, () => api.drill.lobby({ drillId }));
    doors.set(`overview ${drillId}`, () => api.review.overview({ drillId }));
    for (const side of ["responder", "opposition"] as const) {
      doors.set(`replay ${side} ${drillId}`, () => api.review.replaySetting({ drillId, lane: 1, side }));
    }
  }
  for (const { code, id } of world.drills) doors.set(`code ${id}`, () => api.drill.byCode({ code }));
  const told = new Map<string, unknown>();
  for (const [door, ask] of doors) {
    const answer = await tried(ask());
    if (answer !== null) told.set(door, answer);
  }
  return told;
}

/** So that a run in which every door stayed shut does not pass for one that kept its secrets. */
const opened = { everything: 0, side: 0, case: 0, practice: 0, review: 0, console: 0 };

async function look(world: World, who: Who): Promise<void> {
  await refreshHidden(world);
  const told = await openDoors(world, who);
  const holds = (secret: string) =>
    [...told]
      .filter(([, answer]) => JSON.stringify(answer).includes(`${secret}-${world.tag}`))
      .map(([door]) => door);
  const only = (may: boolean, doors: string[], count: keyof typeof opened) => {
    if (may) opened[count] += doors.length;
    else expect({ who, doors }).toEqual({ who, doors: [] });
  };
  only(mayReadAll(world, who), holds("everything"), "everything");
  for (const side of ["responder", "opposition"] as const) {
    only(mayReadSide(world, who, side), holds(side), "side");
  }
  // Its organisation's editors know a case as a draft; nobody reads it whom a drill on its scenario concerns.
  only(!isShut(world, who), holds("case"), "case");
  for (const other of EVERYBODY) only(other === who, holds(`practice-${other}`), "practice");
  for (const facts of world.drills) {
    const seat = facts.seats.get(who);
    const isPlayer = seat ? seat.role === "player" : facts.team.has(who);
    if (facts.hidden && isPlayer)
      expect({ who, doors: holds(facts.title.split("-")[0] ?? "") }).toEqual({ who, doors: [] });
    consoleShows(facts, who, told.get(`view ${facts.id}`));
    const mayNow = facts.released && !facts.cancelled && facts.team.has(who) && !isShut(world, who);
    if (mayNow) expect({ who, reads: told.has(`overview ${facts.id}`) }).toEqual({ who, reads: true });
    if (told.has(`overview ${facts.id}`)) opened.review += 1;
  }
}

/** Whoever has been shown what one team does while a drill runs never plays for the other. */
function consoleShows(facts: DrillFacts, who: Who, view: unknown): void {
  if (facts.phase === "ended" || view === undefined) return;
  const kind = Reflect.get(Object(view), "kind");
  const shown = facts.shown.get(who) ?? new Set<Team>();
  facts.shown.set(who, shown);
  const teamOf = (side: Side): Team => ((side === "responder") === (facts.leg === 1) ? "red" : "blue");
  if (kind === "side") {
    const side = facts.seats.get(who)?.side;
    if (!side) throw new Error(`${who} has a console and no side.`);
    const team = teamOf(side);
    expect({ who, plays: team, has: [...shown].filter((one) => one !== team) }).toEqual({
      who,
      plays: team,
      has: [],
    });
    shown.add(team);
    opened.console += 1;
  } else if (kind === "wall") {
    if (facts.phase === "running") shown.add(teamOf("responder"));
  } else {
    shown.add("red").add("blue");
  }
}

async function refreshHidden({ drills: all }: World): Promise<void> {
  for (const facts of all) {
    const [row] = await db.select().from(drills).where(eq(drills.id, facts.id));
    facts.hidden = facts.noNotice && row?.firstCallAt === null;
  }
}

/** Each takes a second or two; the nightly run sets its own number. */
const RUNS = fc.readConfigureGlobal().numRuns ?? 4;

test("nobody reads a side's secrets but who is entitled to them, and whoever has seen one side plays for no other, whatever has happened", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.array(step, { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
      fc.array(who, { minLength: 28, maxLength: 28 }),
      async (swap, between, lookers) => {
        const world = await newWorld();
        // Everything happens somewhere on the way of one drill from its plan to its release.
        const does = (what: "start" | "go on" | "end" | "case" | "release"): Step => ({ do: what, drill: 0 });
        const way: Step[][] = [
          [{ do: "join", who: "ann", drill: 0, as: 3 }],
          [
            { do: "join", who: "wes", drill: 0, as: 4 },
            does("start"),
            // Once a player has seen their console, they try the other side, by control's word and by the code.
            { do: "join", who: "ann", drill: 0, as: 3 },
            { do: "remove", who: "ann", drill: 0 },
            { do: "assign", who: "ann", drill: 0, as: 4 },
            { do: "join", who: "ann", drill: 0, as: 4 },
          ],
          ...[does("go on"), does("end"), does("case"), does("release")].map((one) => [one]),
          [{ do: "practice is", open: true }],
          [{ do: "practise", who: "ben", drill: 0 }],
        ];
        const first: Step[] = [{ do: "plan", noNotice: false, swap, seat: null }];
        const steps = [first, ...way].flatMap((together, i) => [...together, ...(between[i] ?? [])]);
        for (const [i, one] of steps.entries()) {
          await take(world, one);
          if ("who" in one) await look(world, one.who);
          await look(world, lookers[i] ?? "ann");
        }
        for (const one of EVERYBODY) await look(world, one);
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  for (const [what, count] of Object.entries(opened))
    expect({ what, some: count > 0 }).toEqual({ what, some: true });
}, 600_000);
