import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, sql } from "drizzle-orm";
import { readUnfinished } from "@/domain/documents/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { requireMay, type OwnedAction } from "@/domain/account/may";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { Refusal } from "@/domain/refusal";
import { blankScenario } from "@/domain/scenario/blank";
import { played } from "@/domain/scenario/played";
import type { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
import type { Database } from "@/server/db/client";
import { grounds, policies } from "@/server/db/schema/grounds";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { governorOf } from "@/server/organisations/queries";
import { knowsOfHiddenDrill } from "@/server/secrecy/queries";
import {
  findGround,
  listPolicies,
  openTo,
  ownedAs,
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
 * @param onSaved Runs in the same transaction, with the draft as it was.
 * @throws {Refusal} "changed-meanwhile" when somebody saved in between; "scenario-not-found"; "starter-not-changed";
 *   "owned-elsewhere".
 */
export async function saveDraft(
  db: Database,
  author: Author,
  { scenarioId, revision, content }: { scenarioId: string; revision: number; content: Scenario },
  onSaved: (tx: Database, before: unknown) => Promise<void> = async () => {},
) {
  return db.transaction(async (tx) => {
    const before = await lockScenario(tx, author, "scenario.change", scenarioId);
    if (before.revision !== revision) throw new Refusal("changed-meanwhile");
    const [saved] = await tx
      .update(scenarios)
      .set({
        draft: content,
        titleZh: content.title.zh,
        titleEn: content.title.en,
        revision: revision + 1,
        editedBy: author.id,
        editedAt: sql`now()`,
      })
      .where(eq(scenarios.id, scenarioId))
      .returning({ editedAt: scenarios.editedAt });
    const answer = {
      revision: revision + 1,
      editedAtMs: saved?.editedAt.getTime() ?? 0,
      problems: await problemsOf(tx, content, before.policyId),
    };
    await onSaved(tx, readUnfinished(scenarioDocument, before.draft));
    return answer;
  });
}

/**
 * Locks a scenario for whoever may do this to it.
 *
 * @throws {Refusal} "scenario-not-found" unless it is open to `author`; "starter-not-changed"; "owned-elsewhere".
 */
async function lockScenario(db: Database, author: Author, action: OwnedAction, scenarioId: string) {
  const [row] = await db
    .select({
      slug: scenarios.slug,
      organisationId: scenarios.organisationId,
      revision: scenarios.revision,
      draft: scenarios.draft,
      policyId: scenarios.policyId,
      openForPractice: scenarios.openForPractice,
    })
    .from(scenarios)
    .where(and(eq(scenarios.id, scenarioId), openTo(author)))
    .for("update");
  if (!row) throw new Refusal("scenario-not-found");
  requireMay(await governorOf(db, author), action, ownedAs(row));
  return row;
}

/**
 * Makes the draft the next version, which drills can run. Call it in a transaction.
 *
 * @returns its number, and whether it is new: what is published as it is gets no second one.
 * @throws {Refusal} "scenario-has-errors" (nothing is stored), "changed-meanwhile", "scenario-not-found",
 *   "starter-not-changed", "owned-elsewhere".
 */
export async function publishVersion(
  db: Database,
  author: Author,
  { scenarioId, revision }: { scenarioId: string; revision: number },
): Promise<{ version: number; isNew: boolean; title: LocalText }> {
  const row = await lockScenario(db, author, "scenario.change", scenarioId);
  if (row.revision !== revision) throw new Refusal("changed-meanwhile");
  const content = played(readUnfinished(scenarioDocument, row.draft));
  const stored = await storeVersion(db, {
    scenarioId,
    revision,
    content,
    policyId: row.policyId,
    publishedBy: author.id,
  });
  return { ...stored, title: content.title };
}

/** Stores a version, unless the newest one is of the same draft, ground and policy: then that is what is published. */
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
): Promise<{ version: number; isNew: boolean }> {
  const found = await findGround(db, content.groundId);
  const policy = await readPolicy(db, policyId);
  const [latest] = await db
    .select({
      version: scenarioVersions.version,
      revision: scenarioVersions.revision,
      groundId: scenarioVersions.groundId,
      groundVersion: scenarioVersions.groundVersion,
      policyId: scenarioVersions.policyId,
      policyVersion: scenarioVersions.policyVersion,
    })
    .from(scenarioVersions)
    .where(eq(scenarioVersions.scenarioId, scenarioId))
    .orderBy(desc(scenarioVersions.version))
    .limit(1);
  const isSame =
    latest?.revision === revision &&
    latest.groundId === found?.ground.id &&
    latest.groundVersion === found.version &&
    latest.policyId === policy.id &&
    latest.policyVersion === policy.version;
  if (isSame) return { version: latest.version, isNew: false };

  const problems = await problemsOf(db, content, policyId);
  const errors = problems.filter(({ level }) => level === "error");
  if (!found || errors.length > 0) throw new Refusal("scenario-has-errors", { count: errors.length });
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
  return { version, isNew: true };
}

/**
 * Opens a scenario for practice, or closes it.
 *
 * A drill without notice keeps it closed only before those who may know of that drill: to its players a refusal would
 * tell of it, so what they set is stored. Nor is anything ever set because of a drill.
 *
 * @throws {Refusal} "scenario-in-hidden-drill", "scenario-not-found", "starter-not-changed", "owned-elsewhere".
 */
export async function setPractice(
  db: Database,
  author: Author,
  scenarioId: string,
  open: boolean,
): Promise<{ name: LocalText; before: boolean }> {
  const { openForPractice: before } = await lockScenario(db, author, "scenario.practice", scenarioId);
  if (open && (await knowsOfHiddenDrill(db, author, scenarioId))) {
    throw new Refusal("scenario-in-hidden-drill");
  }
  const [row] = await db
    .update(scenarios)
    .set({ openForPractice: open })
    .where(eq(scenarios.id, scenarioId))
    .returning({ zh: scenarios.titleZh, en: scenarios.titleEn });
  if (!row) throw new Refusal("scenario-not-found");
  return { name: row, before };
}

/**
 * Puts a scenario away, or takes it back. Drills made from it go on. Call it in a transaction.
 *
 * @throws {Refusal} "scenario-not-found"; "starter-not-changed"; "owned-elsewhere".
 */
export async function archiveScenario(
  db: Database,
  author: Author,
  scenarioId: string,
  archived: boolean,
): Promise<LocalText> {
  await lockScenario(db, author, "scenario.archive", scenarioId);
  const [row] = await db
    .update(scenarios)
    .set({ archivedAt: archived ? sql`now()` : null })
    .where(eq(scenarios.id, scenarioId))
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
 * Puts a starter scenario in place, published. Where it is already, what this release says differently becomes its next
 * version; drills stay on theirs. One that people have edited, which an older release let them, is left to them.
 *
 * @returns its id.
 * @throws {Refusal} "scenario-has-errors".
 */
export async function storeStarter(
  db: Database,
  { slug, content, policyId }: { slug: string; content: Scenario; policyId: string },
): Promise<string> {
  const row = { titleZh: content.title.zh, titleEn: content.title.en, draft: content };
  const [created] = await db
    .insert(scenarios)
    // It comes with the product: nothing in it is a secret.
    .values({ slug, policyId, openForPractice: true, ...row })
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
  const [present] = await db
    .select({
      id: scenarios.id,
      revision: scenarios.revision,
      draft: scenarios.draft,
      editedBy: scenarios.editedBy,
      policyId: scenarios.policyId,
    })
    .from(scenarios)
    .where(eq(scenarios.slug, slug))
    .for("update");
  if (!present) throw new Error(`The starter scenario ${slug} is neither new nor there.`);
  if (present.editedBy !== null) return present.id;
  if (isDeepStrictEqual(readUnfinished(scenarioDocument, present.draft), content)) return present.id;
  const revision = present.revision + 1;
  await db
    .update(scenarios)
    .set({ ...row, revision, editedAt: sql`now()` })
    .where(eq(scenarios.id, present.id));
  await storeVersion(db, {
    scenarioId: present.id,
    revision,
    content,
    policyId: present.policyId,
    publishedBy: null,
  });
  return present.id;
}
