import "server-only";
import { eq } from "drizzle-orm";
import { requirePlace } from "@/domain/account/organisation-tree";
import type { Organisation } from "@/domain/account/schema";
import { isShownAlike } from "@/domain/names";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { organisations } from "@/server/db/schema/organisations";
import { organisationTree, organisationUse } from "./queries";

/**
 * Adds an organisation to the tree. Expects `lockAccounts` to be held, as everything here does.
 *
 * @returns the new id.
 * @throws {Refusal} when it does not fit there or its name is taken beside it.
 */
export async function createOrganisation(db: Database, organisation: Organisation): Promise<string> {
  await requireFit(db, null, organisation);
  const [created] = await db
    .insert(organisations)
    .values(columnsOf(organisation))
    .returning({ id: organisations.id });
  if (!created) throw new Error("An organisation was inserted without a row coming back.");
  return created.id;
}

/** @throws {Refusal} when it does not exist, does not fit at its new place or its name is taken there. */
export async function editOrganisation(db: Database, id: string, organisation: Organisation): Promise<void> {
  await requireFit(db, id, organisation);
  const edited = await db
    .update(organisations)
    .set(columnsOf(organisation))
    .where(eq(organisations.id, id))
    .returning({ id: organisations.id });
  if (edited.length === 0) throw new Refusal("organisation-not-found");
}

/** @throws {Refusal} when it does not exist or something still hangs on it. */
export async function deleteOrganisation(db: Database, id: string): Promise<void> {
  const use = await organisationUse(db, id);
  if (use.children + use.people + use.teams + use.owned > 0) throw new Refusal("organisation-not-empty");
  const deleted = await db
    .delete(organisations)
    .where(eq(organisations.id, id))
    .returning({ id: organisations.id });
  if (deleted.length === 0) throw new Refusal("organisation-not-found");
}

async function requireFit(db: Database, id: string | null, organisation: Organisation): Promise<void> {
  const tree = await organisationTree(db);
  if (id !== null && !tree.some((node) => node.id === id)) throw new Refusal("organisation-not-found");
  requirePlace(tree, { id, parentId: organisation.parentId, level: organisation.level });
  const { name, parentId } = organisation;
  const own = tree.find((node) => node.id === id);
  // Two that were alike before this was asked may both be edited in everything else.
  const isUnmoved = own?.name.zh === name.zh && own.name.en === name.en && own.parentId === parentId;
  const taken =
    !isUnmoved &&
    tree.some((node) => node !== own && node.parentId === parentId && isShownAlike(name, node.name));
  if (taken) throw new Refusal("organisation-name-taken");
}

function columnsOf({ name, level, parentId }: Organisation) {
  return { nameZh: name.zh, nameEn: name.en, level, parentId };
}
