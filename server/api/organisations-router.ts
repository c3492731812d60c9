import "server-only";
import { z } from "zod";
import { Organisation } from "@/domain/account/schema";
import { changesBetween } from "@/domain/audit/changes";
import { shownAlike } from "@/domain/names";
import { LocalText } from "@/domain/text";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { lockAccounts } from "@/server/auth/mutations";
import type { Database } from "@/server/db/client";
import { teamsWithMembers } from "@/server/teams/queries";
import { createOrganisation, deleteOrganisation, editOrganisation } from "@/server/organisations/mutations";
import { governorOf, namesOfOrganisations, organisationTree } from "@/server/organisations/queries";
import { procedureFor, router, signedInProcedure } from "./trpc";

const administratorProcedure = procedureFor("administrator");

const Alike = z.strictObject({ id: z.uuid(), name: LocalText });

export const organisationsRouter = router({
  /** Every organisation with its parent: teams, drills and cases name them, so everybody may read them. */
  tree: signedInProcedure.query(({ ctx }) => organisationTree(ctx.db)),

  /**
   * Organisations beside each other, and teams, that readers would take for one another: they were named before that
   * was refused, and somebody has to rename them.
   */
  alike: administratorProcedure
    .output(z.strictObject({ organisations: z.array(z.array(Alike)), teams: z.array(z.array(Alike)) }))
    .query(async ({ ctx }) => {
      const tree = await organisationTree(ctx.db);
      const parents = new Set(tree.map(({ parentId }) => parentId));
      const beside = [...parents].flatMap((parent) =>
        shownAlike(tree.filter(({ parentId }) => parentId === parent)),
      );
      const teams = shownAlike(
        await teamsWithMembers(ctx.db, await governorOf(ctx.db, ctx.user), { retired: true }),
      );
      const named = (groups: readonly { id: string; name: LocalText }[][]) =>
        groups.map((group) => group.map(({ id, name }) => ({ id, name })));
      return { organisations: named(beside), teams: named(teams) };
    }),

  create: administratorProcedure.input(Organisation).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      const id = await createOrganisation(tx, input);
      const object = { type: "organisation", id, name: input.name.zh || input.name.en };
      const detail = changesBetween(null, await readable(tx, input));
      await recordAudit(tx, {
        ...auditBy(ctx),
        action: "organisation.create",
        object,
        result: "done",
        detail,
      });
      return { id };
    }),
  ),

  edit: administratorProcedure
    .input(Organisation.extend({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, ...organisation } }) =>
      ctx.db.transaction(async (tx) => {
        await lockAccounts(tx);
        const before = (await organisationTree(tx)).find((node) => node.id === id);
        await editOrganisation(tx, id, organisation);
        const object = { type: "organisation", id, name: organisation.name.zh || organisation.name.en };
        const detail = changesBetween(
          before && (await readable(tx, before)),
          await readable(tx, organisation),
        );
        await recordAudit(tx, {
          ...auditBy(ctx),
          action: "organisation.edit",
          object,
          result: "done",
          detail,
        });
      }),
    ),

  delete: administratorProcedure.input(z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) =>
    ctx.db.transaction(async (tx) => {
      await lockAccounts(tx);
      const gone = (await organisationTree(tx)).find(({ id }) => id === input.id);
      await deleteOrganisation(tx, input.id);
      const object = { type: "organisation", id: input.id, name: gone?.name.zh || gone?.name.en || "" };
      const detail = changesBetween(gone && (await readable(tx, gone)), null);
      await recordAudit(tx, {
        ...auditBy(ctx),
        action: "organisation.delete",
        object,
        result: "done",
        detail,
      });
    }),
  ),
});

/** An organisation as the trail tells of it: the one above it by name. */
async function readable(tx: Database, { name, level, parentId }: Organisation) {
  const names = await namesOfOrganisations(tx, [parentId]);
  return { name, level, parent: parentId === null ? null : (names.get(parentId) ?? null) };
}
