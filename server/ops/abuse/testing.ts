import "server-only";
import { randomUUID } from "node:crypto";
import type { Role } from "@/domain/account/schema";
import { fitting } from "@/domain/shortened";
import { createPerson } from "@/server/accounts/mutations";
import { lockAccounts } from "@/server/auth/mutations";
import { unlockAccount } from "@/server/auth/sign-in";
import { setPassword } from "@/server/auth/password";
import { strangerOn, TEST_PASSWORD, type TestBrowser } from "@/server/auth/testing";
import { openClient, type OpenedDatabase } from "@/server/db/client";
import { plainCase } from "@/server/library/testing";
import { createOrganisation } from "@/server/organisations/mutations";
import { seedStarterContent } from "@/server/starter/seed";
import type { Hints } from "./samples";

/** Somebody who tries things out, with the cookies of a browser. */
export type Person = { name: string; id: string; cookies: TestBrowser["cookies"]; call: TestBrowser["call"] };

export type Scene = {
  people: readonly Person[];
  /** What fields of a procedure are given, as things stand now. */
  hintsFor: (procedure: string) => Promise<Hints>;
  /** A body with what the procedure has used up replaced by another of its kind. */
  renewed: (procedure: string, body: string) => string;
  /** The procedure was carried out: what it used up is made anew. */
  use: (procedure: string) => Promise<void>;
  /** Signs everybody in again whose session is gone, and proves the administrator's password anew. */
  revive: () => Promise<void>;
};

/** Who comes to try: of the house's own organisation, of another one, and nobody. */
const CAST: readonly { name: string; roles: Role[]; at: "own" | "other" }[] = [
  { name: "administrator", roles: ["administrator"], at: "own" },
  { name: "trainer", roles: ["trainer"], at: "own" },
  { name: "trainer elsewhere", roles: ["trainer"], at: "other" },
  { name: "evaluator", roles: ["evaluator"], at: "own" },
  { name: "officer", roles: ["officer"], at: "own" },
  { name: "officer elsewhere", roles: ["officer"], at: "other" },
];

/** Two organisations with people, a team, a draft of a case, a scenario of one's own, a drill that runs and one that waits. */
export async function setScene(db: OpenedDatabase): Promise<Scene> {
  const starters = await seedStarterContent(db);
  const [starterId = ""] = starters.values();
  const place = async (name: string) =>
    createOrganisation(db, { name: { zh: name, en: name }, level: "bureau", parentId: null });
  const at = { own: await place("Own bureau"), other: await place("Other bureau") };
  const people: Person[] = [];
  for (const { name, roles, at: where } of CAST) people.push(await somebody(db, name, roles, at[where]));
  const scapegoat = await somebody(db, "scapegoat", ["officer"], at.own);
  const as = async (name: string) => (people.find((one) => one.name === name) ?? scapegoat).call();
  let provenAtMs = Date.now();
  const revive = async () => {
    for (const person of people) await signIn(db, person);
    // Long before it is no longer fresh: an account procedure would refuse everything for that reason alone.
    if (Date.now() - provenAtMs < 60_000) return;
    provenAtMs = Date.now();
    const { session } = await as("administrator");
    // Once the password itself has been guessed at too often, nothing follows that asks for it.
    await session.provePassword({ password: TEST_PASSWORD }).catch(() => null);
  };
  await revive();
  const own = await ownThings(await as("trainer"), starterId, at.own);
  const drill = await runningDrill(as, own.planned);
  const supplies = suppliesOf(as, own.planned);
  const waiting = await supplies.drill();
  const officerId = people.find(({ name }) => name === "officer")?.id ?? "";
  const drillHints = { ...drill, role: "player", side: "responder", code: waiting.joinCode, officerId };
  const known = { ...own, at, starterId, scapegoatId: scapegoat.id, waitingId: waiting.drillId };
  const stock = await stockOf(supplies);
  const hintsFor = (procedure: string) =>
    hintsOf(as, { ...known, ...drillHints }, procedure, stock.idFor(procedure));
  return { people: [...people, stranger(db)], hintsFor, renewed: stock.renewed, use: stock.use, revive };
}

type Api = Awaited<ReturnType<Person["call"]>>;
type As = (name: string) => Promise<Api>;
type Plan = Parameters<Api["drill"]["create"]>[0];

/** What the own organisation has. */
async function ownThings(api: Api, starterId: string, organisationId: string) {
  const team = await api.teams.create({ name: { zh: "", en: "Own team" }, shortName: "O", organisationId });
  const { caseId } = await api.library.createDraft({ title: { zh: "", en: "Own case" } });
  const { scenarioId } = await api.scenario.create({
    from: { kind: "scenario", scenarioId: starterId },
    title: { zh: "", en: "Own scenario" },
  });
  const { revision, content } = await api.scenario.read({ scenarioId });
  await api.scenario.publish({ scenarioId, revision });
  const [starterCase] = (await api.library.search({})).cases;
  const slug = starterCase?.slug ?? "";
  const [decision] = (await api.library.read({ slug })).study.decisions;
  const planned: Plan = {
    title: "Tried out",
    scenarioId,
    format: "opposed",
    mode: "mixed",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  };
  const chosen = { decisionId: decision?.id, optionId: decision?.options[0]?.id };
  return { teamId: team.id, caseId, scenarioId, groundId: content.groundId, planned, slug, ...chosen };
}

async function runningDrill(as: As, planned: Plan): Promise<{ drillId: string }> {
  const api = await as("trainer");
  const { drillId, joinCode } = await api.drill.create(planned);
  await (await as("officer")).drill.join({ code: joinCode, role: "player", side: "responder" });
  await (await as("evaluator")).drill.join({ code: joinCode, role: "evaluator" });
  const command = { type: "StartDrill" as const, rate: 1 as const };
  await api.drill.command({ drillId, commandId: randomUUID(), command });
  return { drillId };
}

/** Makes one more of what procedures use up. */
function suppliesOf(as: As, planned: Plan) {
  const draft = async () => {
    const { library } = await as("trainer");
    const title = { zh: "", en: "Used up" };
    const { caseId } = await library.createDraft({ title });
    const { revision } = await library.saveDraft({ caseId, revision: 1, content: plainCase(title) });
    return { caseId, revision };
  };
  return {
    drill: async () => (await as("trainer")).drill.create({ ...planned, title: "Still to come" }),
    draft,
    inReview: async () => {
      const { caseId, revision } = await draft();
      await (await as("trainer")).library.submit({ caseId, revision });
      return { caseId, revision };
    },
    published: async () => {
      const { caseId, revision } = await draft();
      await (await as("trainer")).library.submit({ caseId, revision });
      await (await as("administrator")).library.publish({ caseId, revision });
      return { caseId, revision };
    },
  };
}

/** What carrying a procedure out uses up: the next call of its kind needs another. */
const USES_UP: Record<string, keyof ReturnType<typeof suppliesOf>> = {
  "drill.cancel": "drill",
  "drill.delete": "drill",
  "library.submit": "draft",
  "library.sendBack": "inReview",
  "library.publish": "inReview",
  "library.retire": "published",
  "library.revise": "published",
};

/** Keeps one of each at hand. Inputs name the first one, and are sent with whichever is there. */
async function stockOf(supplies: ReturnType<typeof suppliesOf>) {
  const first = new Map<string, string>();
  const now = new Map<string, string>();
  const make = async (procedure: string) => {
    const kind = USES_UP[procedure];
    if (kind === undefined) return;
    const made = await supplies[kind]();
    now.set(procedure, "drillId" in made ? made.drillId : made.caseId);
  };
  for (const procedure of Object.keys(USES_UP)) {
    await make(procedure);
    first.set(procedure, now.get(procedure) ?? "");
  }
  return {
    idFor: (procedure: string) => first.get(procedure) ?? null,
    renewed: (procedure: string, body: string) => {
      const id = first.get(procedure);
      return id === undefined ? body : body.replaceAll(id, now.get(procedure) ?? id);
    },
    use: make,
  };
}

type Known = Awaited<ReturnType<typeof ownThings>> & {
  at: { own: string; other: string };
  drillId: string;
  waitingId: string;
  starterId: string;
  scapegoatId: string;
  officerId: string;
  role: string;
  side: string;
  code: string;
};

/** What fields of a procedure are given. */
async function hintsOf(as: As, known: Known, procedure: string, taken: string | null): Promise<Hints> {
  const [router = ""] = procedure.split(".");
  const { drillId, waitingId, officerId, scapegoatId } = known;
  const about: Record<string, () => Promise<Hints>> = {
    scenario: async () => {
      // Only where it is asked for: reading a scenario runs all its checks.
      const { revision, content } = await (
        await as("trainer")
      ).scenario.read({ scenarioId: known.scenarioId });
      return { revision, content };
    },
    library: async () => {
      const { revision, content } = await (
        await as("administrator")
      ).library.readDraft({ caseId: taken ?? known.caseId });
      return { revision, content, caseId: taken ?? known.caseId };
    },
    drill: async () => ({
      drillId: taken ?? (PLANNED_ONLY.includes(procedure) ? waitingId : drillId),
      userId: procedure === "drill.giveTeamRole" ? officerId : scapegoatId,
      ...(procedure === "drill.replan" ? await (await as("trainer")).drill.plan({ drillId: waitingId }) : {}),
    }),
    people: async () => ({ id: scapegoatId }),
    teams: async () => ({ id: known.teamId }),
    organisations: async () => ({ id: known.at.other, name: { zh: "", en: `Renamed ${randomUUID()}` } }),
    practice: async () => ({ scenarioId: known.starterId }),
    me: async () => ({ id: (await (await as("administrator")).me.sessions())[0]?.id }),
  };
  if (procedure === "drill.unassign") await expectScapegoat(as, known);
  const { at, slug, decisionId, optionId, scenarioId, teamId, groundId, role, side, code, caseId } = known;
  return {
    ...{ drillId, slug, decisionId, optionId, scenarioId, teamId, groundId, role, side, code, caseId },
    commandId: randomUUID(),
    userId: scapegoatId,
    organisationId: at.own,
    parentId: null,
    staffNumber: fitting(`S-${randomUUID()}`, 20).toUpperCase(),
    email: `s-${randomUUID()}@example.invalid`,
    identifier: "NOBODY-1",
    current: TEST_PASSWORD,
    next: "nine paper boats",
    anyId: randomUUID(),
    version: 1,
    lane: 1,
    unitIds: [],
    photos: [],
    ...(await about[router]?.()),
  };
}

/** What is done to a drill before it starts. */
const PLANNED_ONLY = ["drill.replan", "drill.move", "drill.assign", "drill.unassign"];

async function expectScapegoat(as: As, { waitingId, scapegoatId }: Known): Promise<void> {
  const seat = { role: "player", lane: 1, side: "responder" } as const;
  await (await as("trainer")).drill.assign({ drillId: waitingId, userId: scapegoatId, ...seat });
}

async function somebody(
  db: OpenedDatabase,
  name: string,
  roles: Role[],
  organisationId: string,
): Promise<Person> {
  const id = await createPerson(db, {
    name: `The ${name}`,
    latinName: null,
    email: null,
    staffNumber: `ABUSE-${name.replace(/ /g, "-").toUpperCase()}`,
    roles,
    organisationId,
  });
  return { name, id, ...strangerOn(db, { address: "192.0.2.7" }) };
}

function stranger(db: OpenedDatabase): Person {
  return { name: "stranger", id: "", ...strangerOn(db) };
}

async function signIn(db: OpenedDatabase, person: Person): Promise<void> {
  const current = await (await person.call()).session.current();
  if (current !== null && !current.mustChangePassword) return;
  await db.transaction(async (tx) => {
    await lockAccounts(tx);
    await setPassword(tx, person.id, TEST_PASSWORD, { byOwner: true, keepSessionId: null });
    await unlockAccount(tx, person.id);
  });
  const identifier = `ABUSE-${person.name.replace(/ /g, "-").toUpperCase()}`;
  await (await person.call()).session.signIn({ identifier, password: TEST_PASSWORD });
}

/** What was written to the database, row by row, as the database itself saw it. */
export type Writes = {
  /** How many rows have been written that are more than the count of a try. */
  count: () => Promise<number>;
  /** The rows since that count, with the tables they are in. */
  since: (count: number) => Promise<{ table: string; row: unknown }[]>;
  close: () => Promise<void>;
};

/** Tables in which a refused call leaves a trace on purpose: that it was tried, and that somebody is still there. */
const TRACES = ["audit_entries", "sign_in_attempts", "sessions", "setup_tokens"];

/** Puts a trigger on every table, so that a single written row is noticed, whatever wrote it. */
export async function watchWrites(ownerUrl: string): Promise<Writes> {
  const owner = openClient(ownerUrl, { connectionsMax: 2 });
  await owner.unsafe(`
    create table abuse_writes (id bigserial primary key, name text not null, written jsonb);
    create function abuse_noted() returns trigger language plpgsql security definer set search_path = public as $$
      begin
        insert into abuse_writes (name, written)
        values (tg_table_name, case when tg_op = 'DELETE' then null else to_jsonb(new) - 'bytes' - 'search' end);
        return null;
      end $$;
    do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'abuse_writes'
        and tablename <> all ('{${TRACES.join(",")}}') loop
        execute format('create trigger abuse after insert or update or delete on %I for each row execute function abuse_noted()', name);
      end loop;
    end $$;
  `);
  return {
    count: async () => {
      const [row] = await owner<
        { last: number }[]
      >`select coalesce(max(id), 0)::int as last from abuse_writes`;
      return row?.last ?? 0;
    },
    since: async (count) => {
      const rows = await owner<{ table: string; row: unknown }[]>`
        select name as table, written as row from abuse_writes where id > ${count} order by id`;
      return [...rows];
    },
    close: () => owner.end(),
  };
}
