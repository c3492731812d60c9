import "server-only";
import { z } from "zod";
import { Team, TeamMember } from "@/domain/account/schema";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { lockAccounts } from "@/server/auth/mutations";
import { procedureFor, router, signedInProcedure } from "@/server/trpc";
import { createTeam, editTeam, replaceMembers, retireTeam } from "./mutations";
import { readTeamName, teamsWithMembers } from "./queries";

const managerProcedure = procedureFor("administrator", "trainer");

export const teamsRouter = router({
  /** Standing teams with members: everybody may know who plays where. */
  list: signedInProcedure
    .input(z.strictObject({ retired: z.boolean().default(false) }).optional())
    .query(({ ctx, input }) => teamsWithMembers(ctx.db, { retired: input?.retired ?? false })),

  create: managerProcedure.input(Team).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      const id = await createTeam(tx, input);
      const object = { type: "team", id, name: input.name.zh || input.name.en };
      await recordAudit(tx, { ...auditBy(ctx), action: "team.create", object, result: "done" });
      return { id };
    }),
  ),

  edit: managerProcedure.input(Team.extend({ id: z.uuid() })).mutation(({ ctx, input: { id, ...team } }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      await editTeam(tx, id, team);
      const object = { type: "team", id, name: team.name.zh || team.name.en };
      await recordAudit(tx, { ...auditBy(ctx), action: "team.edit", object, result: "done" });
    }),
  ),

  /** Stands a team down, or up again. A team is never deleted: past drills name it. */
  retire: managerProcedure
    .input(z.strictObject({ id: z.uuid(), retired: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        await lockAccounts(tx);
        await retireTeam(tx, input.id, input.retired);
        const object = { type: "team", id: input.id, name: await readTeamName(tx, input.id) };
        const action = input.retired ? "team.retire" : "team.restore";
        await recordAudit(tx, { ...auditBy(ctx), action, object, result: "done" });
      }),
    ),

  /** Replaces the list of members. At most one captain. */
  setMembers: managerProcedure
    .input(z.strictObject({ id: z.uuid(), members: z.array(TeamMember).max(60) }))
    .mutation(({ ctx, input }) =>
      ctx.db.transaction(async (tx) => {
        await lockAccounts(tx);
        await replaceMembers(tx, input.id, input.members);
        const object = { type: "team", id: input.id, name: await readTeamName(tx, input.id) };
        const detail = { members: input.members.length };
        await recordAudit(tx, { ...auditBy(ctx), action: "team.members", object, result: "done", detail });
      }),
    ),
});
