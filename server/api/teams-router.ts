import "server-only";
import { z } from "zod";
import { requireMay } from "@/domain/account/may";
import { Team, TeamMember } from "@/domain/account/schema";
import { changesBetween } from "@/domain/audit/changes";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { lockAccounts } from "@/server/auth/mutations";
import type { Database } from "@/server/db/client";
import { governorOf, namesOfOrganisations } from "@/server/organisations/queries";
import { createTeam, editTeam, lockTeam, replaceMembers, retireTeam } from "@/server/teams/mutations";
import { teamsWithMembers } from "@/server/teams/queries";
import { procedureFor, router, signedInProcedure } from "./trpc";

/** Which teams they may change is up to `MAY`: those of their own organisation and of the ones below it. */
const managerProcedure = procedureFor("administrator", "trainer");

export const teamsRouter = router({
  /** Standing teams with members: everybody may know who plays where. */
  list: signedInProcedure
    .input(z.strictObject({ retired: z.boolean().default(false) }).optional())
    .query(async ({ ctx, input }) =>
      teamsWithMembers(ctx.db, await governorOf(ctx.db, ctx.user), { retired: input?.retired ?? false }),
    ),

  create: managerProcedure.input(Team).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      requireMay(await governorOf(tx, ctx.user), "team.change", input);
      const id = await createTeam(tx, input);
      const object = { type: "team", id, name: input.name.zh || input.name.en };
      const detail = changesBetween(null, await readable(tx, input));
      await recordAudit(tx, { ...auditBy(ctx), action: "team.create", object, result: "done", detail });
      return { id };
    }),
  ),

  edit: managerProcedure.input(Team.extend({ id: z.uuid() })).mutation(({ ctx, input: { id, ...team } }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      const governor = await governorOf(tx, ctx.user);
      const before = await lockTeam(tx, governor, id);
      // Nor is a team given away to an organisation that is not theirs.
      requireMay(governor, "team.change", team);
      await editTeam(tx, id, team);
      const object = { type: "team", id, name: team.name.zh || team.name.en };
      const detail = changesBetween(await readable(tx, before), await readable(tx, team));
      await recordAudit(tx, { ...auditBy(ctx), action: "team.edit", object, result: "done", detail });
    }),
  ),

  /** Stands a team down, or up again. A team is never deleted: past drills name it. */
  retire: managerProcedure
    .input(z.strictObject({ id: z.uuid(), retired: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        await lockAccounts(tx);
        const { name } = await lockTeam(tx, await governorOf(tx, ctx.user), input.id);
        await retireTeam(tx, input.id, input.retired);
        const object = { type: "team", id: input.id, name: name.zh || name.en };
        const action = input.retired ? "team.retire" : "team.restore";
        await recordAudit(tx, { ...auditBy(ctx), action, object, result: "done" });
      }),
    ),

  /** Replaces the list of members. At most one captain. Drills that are planned already keep the members they have. */
  setMembers: managerProcedure
    .input(z.strictObject({ id: z.uuid(), members: z.array(TeamMember).max(60) }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        await lockAccounts(tx);
        const governor = await governorOf(tx, ctx.user);
        const { name } = await lockTeam(tx, governor, input.id);
        const { before, after } = await replaceMembers(tx, input.id, input.members, governor);
        const object = { type: "team", id: input.id, name: name.zh || name.en };
        const detail = membership(before, after);
        await recordAudit(tx, { ...auditBy(ctx), action: "team.members", object, result: "done", detail });
      }),
    ),
});

/** A team as the trail tells of it: its organisation by name. */
async function readable(tx: Database, { organisationId, ...team }: Team) {
  const names = await namesOfOrganisations(tx, [organisationId]);
  return { ...team, organisation: names.get(organisationId) ?? null };
}

type Named = { userId: string; name: string; duty: string };

function membership(before: readonly Named[], after: readonly Named[]) {
  const without = (some: readonly Named[], others: readonly Named[]) =>
    some.filter(({ userId }) => !others.some((one) => one.userId === userId)).map(({ name }) => name);
  const captain = (members: readonly Named[]) => members.find(({ duty }) => duty === "captain")?.name ?? null;
  const joined = without(after, before);
  const left = without(before, after);
  return {
    members: after.length,
    ...(joined.length > 0 ? { joined } : {}),
    ...(left.length > 0 ? { left } : {}),
    ...changesBetween({ captain: captain(before) }, { captain: captain(after) }),
  };
}
