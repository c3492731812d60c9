import "server-only";
import { z } from "zod";
import { subtreeOf } from "@/domain/account/organisation-tree";
import { Person, Role } from "@/domain/account/schema";
import { SearchText } from "@/domain/text";
import { organisationTree } from "@/server/organisations/queries";
import { changeAccount, openAccount, resetPassword, switchAccount } from "@/server/accounts/accounts";
import { peoplePage, peopleToPick, readPerson } from "@/server/accounts/queries";
import { accountProcedureFor, ALONE, procedureFor, router } from "./trpc";

const administratorProcedure = procedureFor("administrator");
const accountProcedure = accountProcedureFor("administrator");
const personInput = z.strictObject({ id: z.uuid() });

export const peopleRouter = router({
  /** One page of people. An organisation stands for itself and everything below it. */
  page: administratorProcedure
    .input(
      z.strictObject({
        text: SearchText(100).default(""),
        role: Role.nullish(),
        organisationId: z.uuid().nullish(),
        state: z.enum(["active", "disabled", "all"]).default("active"),
        page: z.int().min(0).max(10_000).default(0),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { organisationId } = input;
      return peoplePage(ctx.db, {
        text: input.text,
        role: input.role ?? null,
        organisationIds: organisationId ? subtreeOf(await organisationTree(ctx.db), organisationId) : null,
        state: input.state,
        page: input.page,
      });
    }),

  one: administratorProcedure.input(personInput).query(({ ctx, input }) => readPerson(ctx.db, input.id)),

  /** Active people to choose from: for drills, evaluations and teams. */
  toPick: procedureFor("administrator", "trainer")
    .input(z.strictObject({ text: SearchText(100).default(""), role: Role.nullish() }))
    .query(({ ctx, input }) => peopleToPick(ctx.db, { text: input.text, role: input.role ?? null })),

  /** Opens an account. The answer holds its first password, which is shown this once. */
  create: accountProcedure
    .meta(ALONE)
    .input(Person)
    .mutation(({ ctx, input }) => openAccount(ctx, input)),

  edit: accountProcedure
    .input(Person.extend({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, ...person } }) => changeAccount(ctx, id, person)),

  disable: accountProcedure
    .input(personInput)
    .mutation(({ ctx, input }) => switchAccount(ctx, input.id, true)),

  enable: accountProcedure
    .input(personInput)
    .mutation(({ ctx, input }) => switchAccount(ctx, input.id, false)),

  /** The answer holds the new password, which is shown this once. */
  resetPassword: accountProcedure
    .meta(ALONE)
    .input(personInput)
    .mutation(({ ctx, input }) => resetPassword(ctx, input.id)),
});
