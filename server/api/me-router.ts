import "server-only";
import { z } from "zod";
import { PreferredLocale, Theme, TypedPassword } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import { readPerson } from "@/server/accounts/queries";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { endSession, endSessions } from "@/server/auth/mutations";
import { changeOwnPassword } from "@/server/auth/password";
import { findAccount, sessionsOf } from "@/server/auth/queries";
import { teamsOfPerson } from "@/server/teams/queries";
import { storePreferences } from "@/server/me/mutations";
import { ALONE, ownAccountProcedure, router } from "./trpc";

export const meRouter = router({
  /** What is written down about the caller, and their teams. */
  profile: ownAccountProcedure.query(async ({ ctx }) => {
    const { id, name, latinName, email, staffNumber, roles, organisation, mustChangePassword } =
      await readPerson(ctx.db, ctx.user.id);
    const teams = await teamsOfPerson(ctx.db, ctx.user.id);
    return { id, name, latinName, email, staffNumber, roles, organisation, mustChangePassword, teams };
  }),

  /** The language and look the caller chose; null where they never did. */
  preferences: ownAccountProcedure.query(async ({ ctx }) => {
    const account = await findAccount(ctx.db, ctx.user.id);
    return { locale: account?.locale ?? null, theme: account?.theme ?? null };
  }),

  setPreferences: ownAccountProcedure
    .input(z.strictObject({ locale: PreferredLocale.optional(), theme: Theme.optional() }))
    .mutation(({ ctx, input }) => storePreferences(ctx.db, ctx.user.id, input)),

  /** Changes the caller's password and ends all their other sessions. */
  changePassword: ownAccountProcedure
    .meta(ALONE)
    .input(z.strictObject({ current: TypedPassword, next: TypedPassword }))
    .mutation(({ ctx, input }) => changeOwnPassword(ctx, input)),

  /** Where the caller is signed in, newest first. Never the tokens. */
  sessions: ownAccountProcedure.query(async ({ ctx }) => {
    const sessions = await sessionsOf(ctx.db, ctx.user.id);
    return sessions.map(({ id, createdAt, expiresAt, ipAddress, userAgent }) => ({
      id,
      isThisOne: id === ctx.user.sessionId,
      createdAtMs: createdAt.getTime(),
      expiresAtMs: expiresAt.getTime(),
      address: ipAddress,
      userAgent,
    }));
  }),

  endSession: ownAccountProcedure.input(z.strictObject({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    await ctx.db.transaction(async (tx) => {
      if (!(await endSession(tx, ctx.user.id, input.id))) throw new Refusal("not-found");
      const object = { type: "person", id: ctx.user.id, name: ctx.user.name };
      const detail = { sessionsEnded: 1 };
      await recordAudit(tx, { ...auditBy(ctx), action: "me.session-end", object, result: "done", detail });
    });
  }),

  endOtherSessions: ownAccountProcedure.mutation(({ ctx }) =>
    ctx.db.transaction(async (tx) => {
      const ended = await endSessions(tx, ctx.user.id, ctx.user.sessionId);
      const object = { type: "person", id: ctx.user.id, name: ctx.user.name };
      const detail = { sessionsEnded: ended };
      await recordAudit(tx, { ...auditBy(ctx), action: "me.session-end", object, result: "done", detail });
      return { ended };
    }),
  ),
});
