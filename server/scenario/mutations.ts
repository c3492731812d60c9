import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { Refusal } from "@/domain/refusal";
import { blankScenario } from "@/domain/scenario/blank";
import { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { grounds, policies } from "@/server/db/schema/grounds";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import {
  findGround,
  listPolicies,
  openTo,
  problemsOf,
  readPolicy,
  readScenario,
  type Author,
} from "./queries";

/**
 * Starts a scenario with nothing in it but one crew and one incident to build on.
 *
 * @throws {Refusal} "not-found" when there is no such ground.
 */
export async function createBlank(
  db: Database,
  author: Author,
  { title, groundId }: { title: LocalText; groundId: string },
): Promise<string> {
  const found = await findGround(db, groundId);
  if (!found) throw new Refusal("not-found");
  const [policy] = await listPolicies(db);
  if (!policy) throw new Error("A scenario needs response-time standards, and there are none.");
  return insertScenario(db, author, blankScenario(title, found.ground), policy.id);
}

/**
 * Copies a scenario's draft into a new one of the author's own organisation.
 *
 * @throws {Refusal} "scenario-not-found".
 */
export async function duplicateScenario(
  db: Database,
  author: Author,
  scenarioId: string,
  title: LocalText,
): Promise<string> {
  const { content, policyId } = await readScenario(db, author, scenarioId);
  return insertScenario(db, author, { ...content, title }, policyId);
}

async function insertScenario(
  db: Database,
  author: Author,
  content: Scenario,
  policyId: string,
): Promise<string> {
  const [created] = await db
    .insert(scenarios)
    .values({
      titleZh: content.title.zh,
      titleEn: content.title.en,
      organisationId: author.organisationId,
      policyId,
      createdBy: author.id,
      editedBy: author.id,
      draft: content,
    })
    .returning({ id: scenarios.id });
  if (!created) throw new Error("A scenario was inserted without a row coming back.");
  return created.id;
}

/**
 * Stores a draft. It may still break references (it is being written); publishing may not.
 *
 * @param revision The one the content was made from.
 * @throws {Refusal} "changed-meanwhile" when somebody saved in between; "scenario-not-found".
 */
export async function saveDraft(
  db: Database,
  author: Author,
  { scenarioId, revision, content }: { scenarioId: string; revision: number; content: Scenario },
) {
  const [saved] = await db
    .update(scenarios)
    .set({
      draft: content,
      titleZh: content.title.zh,
      titleEn: content.title.en,
      revision: sql`${scenarios.revision} + 1`,
      editedBy: author.id,
      editedAt: sql`now()`,
    })
    .where(and(eq(scenarios.id, scenarioId), eq(scenarios.revision, revision), openTo(author)))
    .returning({ revision: scenarios.revision, editedAt: scenarios.editedAt, policyId: scenarios.policyId });
  if (!saved) {
    // One update decides; only when it found nothing is it worth asking why.
    await readScenario(db, author, scenarioId);
    throw new Refusal("changed-meanwhile");
  }
  return {
    revision: saved.revision,
    editedAtMs: saved.editedAt.getTime(),
    problems: await problemsOf(db, content, saved.policyId),
  };
}

/**
 * Makes the draft the next version, which drills can run. Call it in a transaction.
 *
 * @returns the number of the new version.
 * @throws {Refusal} "scenario-has-errors" (nothing is stored), "changed-meanwhile", "scenario-not-found".
 */
export async function publishVersion(
  db: Database,
  author: Author,
  { scenarioId, revision }: { scenarioId: string; revision: number },
): Promise<{ version: number; title: LocalText }> {
  const [row] = await db
    .select({ revision: scenarios.revision, draft: scenarios.draft, policyId: scenarios.policyId })
    .from(scenarios)
    .where(and(eq(scenarios.id, scenarioId), openTo(author)))
    .for("update");
  if (!row) throw new Refusal("scenario-not-found");
  if (row.revision !== revision) throw new Refusal("changed-meanwhile");
  const content = Scenario.parse(row.draft);
  const version = await storeVersion(db, {
    scenarioId,
    revision,
    content,
    policyId: row.policyId,
    publishedBy: author.id,
  });
  return { version, title: content.title };
}

async function storeVersion(
  db: Database,
  {
    scenarioId,
    revision,
    content,
    policyId,
    publishedBy,
  }: {
    scenarioId: string;
    revision: number;
    content: Scenario;
    policyId: string;
    publishedBy: string | null;
  },
): Promise<number> {
  const found = await findGround(db, content.groundId);
  const policy = await readPolicy(db, policyId);
  const problems = await problemsOf(db, content, policyId);
  const errors = problems.filter(({ level }) => level === "error");
  if (!found || errors.length > 0) throw new Refusal("scenario-has-errors", { count: errors.length });

  const [latest] = await db
    .select({ version: scenarioVersions.version })
    .from(scenarioVersions)
    .where(eq(scenarioVersions.scenarioId, scenarioId))
    .orderBy(desc(scenarioVersions.version))
    .limit(1);
  const version = (latest?.version ?? 0) + 1;
  await db.insert(scenarioVersions).values({
    scenarioId,
    version,
    revision,
    content,
    groundId: content.groundId,
    groundVersion: found.version,
    policyId: policy.id,
    policyVersion: policy.version,
    publishedBy,
  });
  return version;
}

/**
 * Puts a scenario away, or takes it back. Drills made from it go on.
 *
 * @throws {Refusal} "scenario-not-found".
 */
export async function archiveScenario(
  db: Database,
  author: Author,
  scenarioId: string,
  archived: boolean,
): Promise<LocalText> {
  const [row] = await db
    .update(scenarios)
    .set({ archivedAt: archived ? sql`now()` : null })
    .where(and(eq(scenarios.id, scenarioId), openTo(author)))
    .returning({ zh: scenarios.titleZh, en: scenarios.titleEn });
  if (!row) throw new Refusal("scenario-not-found");
  return row;
}

/** Stores a ground as its next version unless the newest one is the same. */
export async function storeGround(db: Database, ground: Ground): Promise<void> {
  const newest = await findGround(db, ground.id);
  if (newest && JSON.stringify(newest.ground) === JSON.stringify(ground)) return;
  await db.insert(grounds).values({ id: ground.id, version: (newest?.version ?? 0) + 1, content: ground });
}

/** Stores a policy; a version that is there already stays as it is. */
export async function storePolicy(db: Database, policy: Policy): Promise<void> {
  await db
    .insert(policies)
    .values({ id: policy.id, version: policy.version, content: policy })
    .onConflictDoNothing();
}

/**
 * Puts a starter scenario in place, published, unless one of that name is there already: what people made of
 * it is theirs.
 *
 * @returns its id.
 * @throws {Refusal} "scenario-has-errors".
 */
export async function storeStarter(
  db: Database,
  { slug, content, policyId }: { slug: string; content: Scenario; policyId: string },
): Promise<string> {
  const [created] = await db
    .insert(scenarios)
    .values({ slug, titleZh: content.title.zh, titleEn: content.title.en, policyId, draft: content })
    .onConflictDoNothing()
    .returning({ id: scenarios.id, revision: scenarios.revision });
  if (created) {
    await storeVersion(db, {
      scenarioId: created.id,
      revision: created.revision,
      content,
      policyId,
      publishedBy: null,
    });
    return created.id;
  }
  const [present] = await db.select({ id: scenarios.id }).from(scenarios).where(eq(scenarios.slug, slug));
  if (!present) throw new Error(`The starter scenario ${slug} is neither new nor there.`);
  return present.id;
}
