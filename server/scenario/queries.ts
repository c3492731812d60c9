import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, or, sql, type SQL } from "drizzle-orm";
import { readDocument, readUnfinished } from "@/domain/documents/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { may, type Owned } from "@/domain/account/may";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { Refusal } from "@/domain/refusal";
import { checkScenario, type Problem } from "@/domain/scenario/check";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";
import { env } from "@/server/env";
import type { Database, Transaction } from "@/server/db/client";
import { users } from "@/server/db/schema/auth";
import { grounds, policies } from "@/server/db/schema/grounds";
import { organisations } from "@/server/db/schema/organisations";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { governorOf, type Rights } from "@/server/organisations/queries";
import { closedScenarios } from "@/server/secrecy/queries";

/** As much of a person as decides which scenarios they may open and change. */
export type Author = Rights;

/**
 * The scenarios somebody may open: those that are theirs to read, but for those that a drill closes to them in which
 * they are to play. Who may change one is another matter: `may`.
 *
 * To everybody else a scenario does not exist: it holds the opposition's plan.
 */
export function openTo(author: Author): SQL | undefined {
  return and(readableBy(author), sql`${scenarios.id} not in ${closedScenarios(author.id)}`);
}

/**
 * The starters, and the scenarios of one's own organisation and of those above and below it; without an organisation,
 * what belongs to none. Whoever wrote one and went elsewhere reads it no longer: it stays with its organisation. An
 * administrator reads all. Undefined means no restriction.
 */
function readableBy(author: Author): SQL | undefined {
  if (author.roles.includes("administrator")) return undefined;
  return or(
    isNotNull(scenarios.slug),
    and(isNull(scenarios.organisationId), eq(scenarios.createdBy, author.id)),
    author.organisationId === null
      ? isNull(scenarios.organisationId)
      : sql`${scenarios.organisationId} in (
          with recursive
            above as (
              select id, parent_id from ${organisations} where id = ${author.organisationId}
              union select o.id, o.parent_id from ${organisations} o join above on o.id = above.parent_id
            ),
            below as (
              select id from ${organisations} where id = ${author.organisationId}
              union select o.id from ${organisations} o join below on o.parent_id = below.id
            )
          select id from above union select id from below)`,
  );
}

/** A scenario as far as the right to change it goes. */
export function ownedAs({
  slug,
  organisationId,
}: {
  slug: string | null;
  organisationId: string | null;
}): Owned {
  return { organisationId, isStarter: slug !== null };
}

/** The newest version of the scenario at hand, for a lateral join: of each scenario one row is read, and no plan. */
export function newestVersion(db: Database) {
  return db
    .select({
      version: scenarioVersions.version,
      revision: scenarioVersions.revision,
      title: scenarioVersions.title,
      situation: scenarioVersions.situation,
      plannedMinutes: scenarioVersions.plannedMinutes,
      opposed: scenarioVersions.opposed,
    })
    .from(scenarioVersions)
    .where(eq(scenarioVersions.scenarioId, scenarios.id))
    .orderBy(desc(scenarioVersions.version))
    .limit(1)
    .as("latest");
}

/** What a list of scenarios shows, the last edited first. */
export async function listScenarios(db: Database, author: Author, { archived }: { archived: boolean }) {
  const latest = newestVersion(db);
  const rows = await db
    .select({
      id: scenarios.id,
      slug: scenarios.slug,
      titleZh: scenarios.titleZh,
      titleEn: scenarios.titleEn,
      summary: scenarios.summary,
      plannedMinutes: scenarios.plannedMinutes,
      opposed: scenarios.opposed,
      injects: scenarios.injects,
      units: scenarios.units,
      items: scenarios.items,
      revision: scenarios.revision,
      latestVersion: latest.version,
      latestRevision: latest.revision,
      editedAt: scenarios.editedAt,
      editedBy: { name: users.name, latinName: users.latinName },
      organisationId: scenarios.organisationId,
      organisationZh: organisations.nameZh,
      organisationEn: organisations.nameEn,
      archivedAt: scenarios.archivedAt,
    })
    .from(scenarios)
    .leftJoinLateral(latest, sql`true`)
    .leftJoin(users, eq(users.id, scenarios.editedBy))
    .leftJoin(organisations, eq(organisations.id, scenarios.organisationId))
    .where(
      and(openTo(author), archived ? sql`${scenarios.archivedAt} is not null` : isNull(scenarios.archivedAt)),
    )
    .orderBy(desc(scenarios.editedAt), asc(scenarios.slug), asc(scenarios.id));

  const governor = await governorOf(db, author);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    isStarter: row.slug !== null,
    mayEdit: may(governor, "scenario.change", ownedAs(row)),
    mayArchive: may(governor, "scenario.archive", ownedAs(row)),
    title: { zh: row.titleZh, en: row.titleEn },
    summary: row.summary,
    plannedMinutes: row.plannedMinutes,
    opposed: row.opposed,
    injects: row.injects,
    units: row.units,
    items: row.items,
    /** Null until it is published for the first time. */
    latestVersion: row.latestVersion,
    /** Whether the draft has moved on since the newest version. */
    changedSince: row.latestRevision !== null && row.latestRevision < row.revision,
    editedAtMs: row.editedAt.getTime(),
    editedBy: row.editedBy,
    organisation: row.organisationZh === null ? null : { zh: row.organisationZh, en: row.organisationEn },
    archived: row.archivedAt !== null,
  }));
}

/**
 * A scenario as its authors see it, with what the checks say about it.
 *
 * @throws {Refusal} "scenario-not-found", also when it exists but is not open to `author`.
 */
export async function readScenario(db: Database, author: Author, scenarioId: string) {
  const [row] = await db
    .select({
      id: scenarios.id,
      slug: scenarios.slug,
      organisationId: scenarios.organisationId,
      policyId: scenarios.policyId,
      revision: scenarios.revision,
      draft: scenarios.draft,
      editedAt: scenarios.editedAt,
      editedBy: { name: users.name, latinName: users.latinName },
      archivedAt: scenarios.archivedAt,
      openForPractice: scenarios.openForPractice,
    })
    .from(scenarios)
    .leftJoin(users, eq(users.id, scenarios.editedBy))
    .where(and(eq(scenarios.id, scenarioId), openTo(author)));
  if (!row) throw new Refusal("scenario-not-found");

  const [latest] = await db
    .select({
      version: scenarioVersions.version,
      revision: scenarioVersions.revision,
      publishedAt: scenarioVersions.publishedAt,
    })
    .from(scenarioVersions)
    .where(eq(scenarioVersions.scenarioId, scenarioId))
    .orderBy(desc(scenarioVersions.version))
    .limit(1);
  const content = readUnfinished(scenarioDocument, row.draft);
  return {
    id: row.id,
    isStarter: row.slug !== null,
    mayEdit: may(await governorOf(db, author), "scenario.change", ownedAs(row)),
    policyId: row.policyId,
    revision: row.revision,
    content,
    editedAtMs: row.editedAt.getTime(),
    editedBy: row.editedBy,
    archived: row.archivedAt !== null,
    openForPractice: row.openForPractice,
    maySetPractice: may(await governorOf(db, author), "scenario.practice", ownedAs(row)),
    latestVersion: latest
      ? { version: latest.version, revision: latest.revision, publishedAtMs: latest.publishedAt.getTime() }
      : null,
    problems: await problemsOf(db, content, row.policyId),
  };
}

/** Whether somebody may open a scenario. */
export async function isOpenTo(db: Database, author: Author, scenarioId: string): Promise<boolean> {
  return (await db.$count(scenarios, and(eq(scenarios.id, scenarioId), openTo(author)))) > 0;
}

/** @throws {Refusal} "scenario-not-found". */
export async function requireOpen(
  db: Database,
  author: Author,
  scenarioId: string,
): Promise<{ openForPractice: boolean }> {
  const [found] = await db
    .select({ openForPractice: scenarios.openForPractice })
    .from(scenarios)
    .where(and(eq(scenarios.id, scenarioId), openTo(author)));
  if (!found) throw new Refusal("scenario-not-found");
  return found;
}

/**
 * The same for whoever plans on it, who keeps it as it is until their transaction is over: it is not opened for practice
 * in the same instant in which a drill without notice is planned on it.
 *
 * @throws {Refusal} "scenario-not-found".
 */
export async function holdOpen(
  tx: Transaction,
  author: Author,
  scenarioId: string,
): Promise<{ openForPractice: boolean }> {
  const [found] = await tx
    .select({ openForPractice: scenarios.openForPractice })
    .from(scenarios)
    .where(and(eq(scenarios.id, scenarioId), openTo(author)))
    .for("share");
  if (!found) throw new Refusal("scenario-not-found");
  return found;
}

/** The published versions of a scenario, newest first. */
export async function versionsOf(db: Database, scenarioId: string) {
  const rows = await db
    .select({
      version: scenarioVersions.version,
      revision: scenarioVersions.revision,
      publishedAt: scenarioVersions.publishedAt,
      publishedBy: { name: users.name, latinName: users.latinName },
    })
    .from(scenarioVersions)
    .leftJoin(users, eq(users.id, scenarioVersions.publishedBy))
    .where(eq(scenarioVersions.scenarioId, scenarioId))
    .orderBy(desc(scenarioVersions.version));
  return rows.map(({ version, revision, publishedAt, publishedBy }) => ({
    version,
    revision,
    publishedAtMs: publishedAt.getTime(),
    publishedBy,
  }));
}

/**
 * A published version with the ground and the policy it was published against: what a drill pins.
 *
 * @param author Whoever asks; null for the server itself.
 * @throws {Refusal} "scenario-not-found".
 */
export async function readScenarioVersion(
  db: Database,
  author: Author | null,
  scenarioId: string,
  version: number,
): Promise<{ scenario: Scenario; ground: Ground; policy: Policy }> {
  const [row] = await db
    .select({ content: scenarioVersions.content, ground: grounds.content, policy: policies.content })
    .from(scenarioVersions)
    .innerJoin(scenarios, eq(scenarios.id, scenarioVersions.scenarioId))
    .innerJoin(
      grounds,
      and(eq(grounds.id, scenarioVersions.groundId), eq(grounds.version, scenarioVersions.groundVersion)),
    )
    .innerJoin(
      policies,
      and(eq(policies.id, scenarioVersions.policyId), eq(policies.version, scenarioVersions.policyVersion)),
    )
    .where(
      and(
        eq(scenarioVersions.scenarioId, scenarioId),
        eq(scenarioVersions.version, version),
        author === null ? undefined : openTo(author),
      ),
    );
  if (!row) throw new Refusal("scenario-not-found");
  return {
    scenario: readDocument(scenarioDocument, row.content),
    ground: readDocument(groundDocument, row.ground),
    policy: readDocument(policyDocument, row.policy),
  };
}

/** The newest version of every ground. */
export async function listGrounds(db: Database) {
  return db
    .selectDistinctOn([grounds.id], {
      id: grounds.id,
      version: grounds.version,
      name: sql<unknown>`${grounds.content} -> 'name'`,
    })
    .from(grounds)
    .orderBy(grounds.id, desc(grounds.version));
}

/** The newest version of a ground, or null. */
export async function findGround(
  db: Database,
  groundId: string,
): Promise<{ version: number; ground: Ground } | null> {
  const [row] = await db
    .select({ version: grounds.version, content: grounds.content })
    .from(grounds)
    .where(eq(grounds.id, groundId))
    .orderBy(desc(grounds.version))
    .limit(1);
  return row ? { version: row.version, ground: readDocument(groundDocument, row.content) } : null;
}

/** The newest version of every policy. */
export async function listPolicies(db: Database): Promise<Policy[]> {
  const rows = await db
    .selectDistinctOn([policies.id], { content: policies.content })
    .from(policies)
    .orderBy(policies.id, desc(policies.version));
  return rows.map(({ content }) => readDocument(policyDocument, content));
}

/** The newest version of a policy. A scenario always names one that exists, so its absence is a bug. */
export async function readPolicy(db: Database, policyId: string): Promise<Policy> {
  const [row] = await db
    .select({ content: policies.content })
    .from(policies)
    .where(eq(policies.id, policyId))
    .orderBy(desc(policies.version))
    .limit(1);
  if (!row) throw new Error(`There is no policy ${policyId}.`);
  return readDocument(policyDocument, row.content);
}

/** What the checks say today about a scenario on the newest ground and policy. */
export async function problemsOf(db: Database, content: Scenario, policyId: string): Promise<Problem[]> {
  const found = await findGround(db, content.groundId);
  const { standards } = await readPolicy(db, policyId);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: env.timeZone }).format(new Date());
  const problems = checkScenario(content, { ground: found?.ground ?? null, standards, today });
  const told = problems.map(({ level, code, path, said }): Problem => ({ level, code, path, said }));
  return found ? told : [unknownGround, ...told];
}

const unknownGround: Problem = {
  level: "error",
  path: ["groundId"],
  code: "reference-broken",
  said: say("checks.ground-unknown"),
};
