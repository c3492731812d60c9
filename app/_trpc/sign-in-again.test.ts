import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { expect, test } from "vitest";
import type { AppRouter } from "@/server/api/root";
import { answerSignIn, signedInAs, signInAgain } from "./sign-in-again";
import { IN_BACKGROUND, signInAgainLink } from "./sign-in-again-link";

/** A server that knows nobody until somebody signs in, and what it was asked for. */
function house() {
  const asked: string[] = [];
  const state = { signedIn: false };
  const server: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        asked.push(op.path);
        if (state.signedIn) {
          observer.next({ result: { type: "data", data: "done" } });
          observer.complete();
          return;
        }
        const refusal = { code: "sign-in-required", params: {} };
        const data = { refusal, requestId: "r-1", fields: null };
        observer.error(TRPCClientError.from({ error: { code: -32_001, message: "No.", data } }));
      });
  const client = createTRPCClient<AppRouter>({ links: [signInAgainLink, server] });
  return { client, asked, state };
}

test("what was asked for when the session was lost goes on after signing in again", async () => {
  signedInAs("p-1");
  const { client, asked, state } = house();
  const order = client.session.signOut.mutate();
  await expect.poll(signInAgain.isAsked).toBe(true);
  state.signedIn = true;
  answerSignIn(true);
  expect(await order).toBe("done");
  expect(asked).toEqual(["session.signOut", "session.signOut"]);
});

test("whoever does not sign in gets the refusal, and is not asked again until the next press", async () => {
  signedInAs("p-1");
  const { client } = house();
  const order = client.session.signOut.mutate();
  await expect.poll(signInAgain.isAsked).toBe(true);
  answerSignIn(false);
  await expect(order).rejects.toThrow("No.");
  await expect(client.session.current.query()).rejects.toThrow("No.");
  const another = client.session.signOut.mutate();
  await expect.poll(signInAgain.isAsked).toBe(true);
  answerSignIn(false);
  await expect(another).rejects.toThrow("No.");
});

test("what works in the background opens no window", async () => {
  signedInAs("p-1");
  const { client } = house();
  await expect(client.session.signOut.mutate(undefined, IN_BACKGROUND)).rejects.toThrow("No.");
  expect(signInAgain.isAsked()).toBe(false);
});
