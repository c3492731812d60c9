import "server-only";
import { z } from "zod";
import { Email, PersonName, TypedPassword } from "@/domain/account/schema";
import { Refusal } from "@/domain/refusal";
import { Typed } from "@/domain/text";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/server/accounts/demo-accounts";
import { env } from "@/server/env";
import { provePassword } from "@/server/auth/password";
import { completeSetup, isSetupOpen } from "@/server/accounts/setup";
import { signIn, signOut } from "@/server/auth/sign-in";
import { ALONE, ownAccountProcedure, publicProcedure, router } from "./trpc";

export const sessionRouter = router({
  /** Who is signed in, or null. */
  current: publicProcedure("Screens ask who is there before they know whether anybody is.").query(
    ({ ctx }) => {
      if (ctx.user === null) return null;
      const { id, name, latinName, roles, organisationId, mustChangePassword } = ctx.user;
      return { id, name, latinName, roles, organisationId, mustChangePassword };
    },
  ),

  /** Signs in with an e-mail address or a staff number. Says whether the password has to be changed first. */
  signIn: publicProcedure("Nobody is signed in before signing in.")
    .meta(ALONE)
    .input(z.strictObject({ identifier: Typed(200).min(1), password: TypedPassword }))
    .mutation(({ ctx, input }) => signIn(ctx, input)),

  signOut: publicProcedure("A session that has just run out can be left, too.").mutation(({ ctx }) =>
    signOut(ctx),
  ),

  /** The accounts to try the product with; empty outside demo mode. */
  demoAccounts: publicProcedure("The sign-in page offers them; there are none outside demo mode.").query(
    () =>
      env.mode === "demo"
        ? DEMO_ACCOUNTS.map(({ key, name, latinName, staffNumber, roles, task }) => ({
            key,
            name,
            latinName,
            staffNumber,
            roles,
            task,
          }))
        : [],
  ),

  /** Signs in as one of the demo accounts with one click. */
  signInToDemo: publicProcedure("One click to try the product; refused outside demo mode.")
    .meta(ALONE)
    .input(z.strictObject({ key: z.string().max(40) }))
    .mutation(async ({ ctx, input }) => {
      const account = DEMO_ACCOUNTS.find(({ key }) => key === input.key);
      if (env.mode !== "demo" || !account) throw new Refusal("demo-not-available");
      return signIn(ctx, { identifier: account.staffNumber, password: DEMO_PASSWORD });
    }),

  /** Proves the caller's password again, for what needs a fresh one. */
  provePassword: ownAccountProcedure
    .meta(ALONE)
    .input(z.strictObject({ password: TypedPassword }))
    .mutation(({ ctx, input }) => provePassword(ctx, input.password)),

  /** The caller's own session, for screens that count down to its end. */
  expiry: ownAccountProcedure.query(({ ctx }) => ({ expiresAtMs: ctx.user.sessionExpiresAtMs })),
});

export const setupRouter = router({
  isOpen: publicProcedure("Before there is an administrator, nobody can sign in.").query(({ ctx }) =>
    isSetupOpen(ctx.db),
  ),

  /** Creates the first administrator and signs them in. */
  complete: publicProcedure("Whoever reads the server's own output holds the one-time token.")
    .meta(ALONE)
    .input(
      z.strictObject({
        token: Typed(100).min(1),
        name: PersonName,
        email: Email,
        password: TypedPassword,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { token, name, email, password } = input;
      await completeSetup(ctx, token, { name, email }, password);
      await signIn(ctx, { identifier: email, password });
    }),
});
