import "server-only";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { readDocument } from "@/domain/documents/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { caseDocument } from "@/domain/case-study/document";
import { DEMO_PEOPLE } from "@/server/accounts/demo-accounts";
import { seedDemoAccounts } from "@/server/accounts/seed-demo";
import { storeStarterCase } from "@/server/library/mutations";
import { storeGround, storePolicy, storeStarter } from "@/server/scenario/mutations";
import type { Database } from "@/server/db/client";
import { seedDemoDrills } from "./demo-drills";

/** The files that come with the product: grounds, standards, scenarios and cases to begin with. */
const STARTER_FOLDER = path.resolve("server/starter");

/** Any number does, as long as nothing else in this database locks the same one. */
const SEED_LOCK = 5_220_111;

/**
 * Puts what comes with the product into the database, where it is not there yet. For every installation: without a
 * ground and standards nobody could write a scenario.
 *
 * @returns ids of the starter scenarios by their names.
 */
export async function seedStarterContent(db: Database): Promise<ReadonlyMap<string, string>> {
  return db.transaction(async (tx) => {
    // Several instances may start on one database at once.
    await tx.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK}::bigint)`);
    for (const { content } of await filesIn("ground", ".geojson"))
      await storeGround(tx, readDocument(groundDocument, content));
    const policies = (await filesIn("policies", ".json")).map(({ content }) =>
      readDocument(policyDocument, content),
    );
    for (const policy of policies) await storePolicy(tx, policy);
    const [policy] = policies;
    if (!policy) throw new Error(`There are no response-time standards in ${STARTER_FOLDER}.`);

    const scenarioIds = new Map<string, string>();
    for (const { name, content } of await filesIn("scenarios", ".json")) {
      const id = await storeStarter(tx, {
        slug: name,
        content: readDocument(scenarioDocument, content),
        policyId: policy.id,
      });
      scenarioIds.set(name, id);
    }
    for (const { name, content } of await filesIn("cases", ".json")) {
      await storeStarterCase(tx, {
        slug: name,
        content: readDocument(caseDocument, content),
        scenarioId: scenarioOf(name, scenarioIds),
      });
    }
    return scenarioIds;
  });
}

/**
 * Fills an empty installation with the demo: people and teams, a finished drill and a running one. All or nothing,
 * and nothing at all where the demo is already.
 *
 * @param scenarioIds What `seedStarterContent` returned.
 */
export async function seedDemo(db: Database, scenarioIds: ReadonlyMap<string, string>): Promise<void> {
  await db.transaction(async (tx) => {
    const accounts = await seedDemoAccounts(tx);
    if (accounts === null) return;
    const names = new Map(DEMO_PEOPLE.map((person) => [person.staffNumber, person]));
    const namesOf = (staffNumber: string) => names.get(staffNumber) ?? { name: staffNumber, latinName: null };
    await seedDemoDrills(tx, { ...accounts, scenarioIds, namesOf });
  });
}

/** A case called "phone-shop-burglary" can be practised on the scenario "phone-shop". */
function scenarioOf(caseName: string, scenarioIds: ReadonlyMap<string, string>): string | null {
  for (const [name, id] of scenarioIds) {
    if (caseName === name || caseName.startsWith(`${name}-`)) return id;
  }
  return null;
}

/** The files of one kind by name, in order. */
async function filesIn(folder: string, ending: string): Promise<{ name: string; content: unknown }[]> {
  const names = (await readdir(path.join(STARTER_FOLDER, folder)))
    .filter((name) => name.endsWith(ending))
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(STARTER_FOLDER, folder, name), "utf8");
      const content: unknown = JSON.parse(text);
      return { name: name.slice(0, -ending.length), content };
    }),
  );
}
