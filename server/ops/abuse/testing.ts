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
import { seedStarterContent } from "@/server/starter/seed";
import { createOrganisation } from "@/server/organisations/mutations";
import type { Hints } from "./samples";

/** Somebody who tries things out, with the cookies of a browser. */
export type Person = { name: string; id: string; cookies: TestBrowser["cookies"]; call: TestBrowser["call"] };

export type Scene = {
  people: readonly Person[];
  /** What fields of a procedure are given, as things stand now. */
  hintsFor: (procedure: string) => Promise<Hints>;
  /** Signs everybody in again whose session is gone. */
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
  const named = (name: string) => people.find((one) => one.name === name) ?? scapegoat;
  const trainer = named("trainer");
  const revive = async () => {
    for (const person of people) await signIn(db, person);
  };
  await revive();

  const api = await trainer.call();
  const team = await api.teams.create({
    name: { zh: "", en: "Own team" },
    shortName: "O",
    organisationId: at.own,
  });
  const { caseId } = await api.library.createDraft({ title: { zh: "", en: "Own case" } });
  const { scenarioId } = await api.scenario.create({
    from: { kind: "scenario", scenarioId: starterId },
    title: { zh: "", en: "Own scenario" },
  });
  const { revision, content } = await api.scenario.read({ scenarioId });
  const { groundId } = content;
  await api.scenario.publish({ scenarioId, revision });
  const planned = {
    title: "Tried out",
    scenarioId,
    format: "opposed" as const,
    mode: "mixed" as const,
    noNotice: false,
    teams: [
      { lane: 1, side: "responder" as const, teamId: null, name: "R" },
      { lane: 1, side: "opposition" as const, teamId: null, name: "O" },
    ],
    people: [],
  };
  const drill = await api.drill.create(planned);
  const waiting = await api.drill.create({ ...planned, title: "Still to come" });
  await (
    await named("officer").call()
  ).drill.join({ code: drill.joinCode, role: "player", side: "responder" });
  await (await named("evaluator").call()).drill.join({ code: drill.joinCode, role: "evaluator" });
  const command = {
    drillId: drill.drillId,
    commandId: randomUUID(),
    command: { type: "StartDrill" as const, rate: 1 as const },
  };
  await api.drill.command(command);

  const hintsFor = async (procedure: string): Promise<Hints> => {
    // Only where they are asked for: reading a scenario runs all its checks.
    const study = procedure.startsWith("library.")
      ? await (await named("administrator").call()).library.readDraft({ caseId })
      : null;
    const scenario = procedure.startsWith("scenario.")
      ? await (await trainer.call()).scenario.read({ scenarioId })
      : null;
    const about: Record<string, Hints> = {
      scenario: { revision: scenario?.revision, content: scenario?.content },
      library: { revision: study?.revision, content: study?.content, slug: study?.slug },
      people: { id: scapegoat.id },
      teams: { id: team.id },
      organisations: { id: at.other },
      practice: { scenarioId: starterId },
    };
    return {
      drillId: drill.drillId,
      commandId: randomUUID(),
      scenarioId,
      caseId,
      userId: scapegoat.id,
      organisationId: at.own,
      parentId: null,
      teamId: null,
      code: waiting.joinCode,
      staffNumber: fitting(`S-${randomUUID()}`, 20).toUpperCase(),
      email: `s-${randomUUID()}@example.invalid`,
      identifier: "NOBODY-1",
      current: TEST_PASSWORD,
      next: "nine paper boats",
      anyId: randomUUID(),
      version: 1,
      lane: 1,
      groundId,
      unitIds: [],
      photos: [],
      ...about[procedure.split(".")[0] ?? ""],
    };
  };
  return { people: [...people, stranger(db)], hintsFor, revive };
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
