import "server-only";
import { recordAudit } from "@/server/audit/mutations";
import { lockAccounts, storePasswordHash } from "@/server/auth/mutations";
import { hashOfPassword } from "@/server/auth/hashing";
import { findAccountByIdentifier } from "@/server/auth/queries";
import type { Database } from "@/server/db/client";
import { createOrganisation } from "@/server/organisations/mutations";
import { createTeam, replaceMembers } from "@/server/teams/mutations";
import {
  DEMO_ORGANISATIONS,
  DEMO_PASSWORD,
  DEMO_PEOPLE,
  DEMO_TEAMS,
  type DemoOrganisationKey,
} from "./demo-accounts";
import { createPerson } from "./mutations";

/**
 * Fills an empty installation with the demo's organisations, people and standing teams. Does nothing when they
 * are already there. Call it in demo mode only.
 *
 * @returns ids by staff number and by the team's short name, for whatever is seeded on top.
 */
export async function seedDemoAccounts(db: Database): Promise<{
  peopleByStaffNumber: ReadonlyMap<string, string>;
  teamsByShortName: ReadonlyMap<string, string>;
} | null> {
  return db.transaction(async (tx) => {
    await lockAccounts(tx);
    const [first] = DEMO_PEOPLE;
    if (first && (await findAccountByIdentifier(tx, first.staffNumber))) return null;

    const organisationIds = new Map<DemoOrganisationKey, string>();
    const organisationId = (key: DemoOrganisationKey) => {
      const id = organisationIds.get(key);
      if (id === undefined) throw new Error(`The demo organisation ${key} comes after one that needs it.`);
      return id;
    };
    for (const { key, under, level, name } of DEMO_ORGANISATIONS) {
      const parentId = under === null ? null : organisationId(under);
      organisationIds.set(key, await createOrganisation(tx, { name, level, parentId }));
    }

    // They all have the same published password, so one hash does for all.
    const hash = await hashOfPassword(DEMO_PASSWORD);
    const peopleByStaffNumber = new Map<string, string>();
    for (const { staffNumber, name, latinName, organisation, roles } of DEMO_PEOPLE) {
      const person = {
        name,
        latinName,
        email: null,
        staffNumber,
        roles,
        organisationId: organisationId(organisation),
      };
      const id = await createPerson(tx, person, { isDemo: true });
      await storePasswordHash(tx, id, hash, false);
      peopleByStaffNumber.set(staffNumber, id);
    }

    const teamsByShortName = new Map<string, string>();
    for (const { name, shortName, organisation, members } of DEMO_TEAMS) {
      const teamId = await createTeam(tx, { name, shortName, organisationId: organisationId(organisation) });
      await replaceMembers(
        tx,
        teamId,
        members.map((staffNumber, index) => {
          const userId = peopleByStaffNumber.get(staffNumber);
          if (userId === undefined) throw new Error(`No demo person has the staff number ${staffNumber}.`);
          return { userId, duty: index === 0 ? "captain" : "member" };
        }),
      );
      teamsByShortName.set(shortName, teamId);
    }

    await recordAudit(tx, {
      actor: { id: null, name: "demo" },
      address: null,
      requestId: null,
      action: "setup.demo",
      object: null,
      result: "done",
      detail: { people: peopleByStaffNumber.size, teams: teamsByShortName.size },
    });
    return { peopleByStaffNumber, teamsByShortName };
  });
}
