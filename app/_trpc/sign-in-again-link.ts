import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/api/root";
import { readableError } from "./readable-error";
import { askToSignIn } from "./sign-in-again";

/** What works by itself in the background says so in the context of its calls and waits for nobody. */
export const IN_BACKGROUND = { context: { background: true } } as const;

/** A call that fails because the session is lost waits until its person has signed in again, and is made once more. */
export const signInAgainLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) => {
      let over = false;
      let subscription: { unsubscribe: () => void } | undefined;
      function attempt() {
        subscription = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            const isLost = readableError(error).code === "sign-in-required";
            if (!isLost || op.type === "subscription" || op.context["background"] === true) {
              observer.error(error);
              return;
            }
            void askToSignIn(op.type).then((signedIn) => {
              if (over) return;
              if (signedIn) attempt();
              else observer.error(error);
            });
          },
        });
      }
      attempt();
      return () => {
        over = true;
        subscription?.unsubscribe();
      };
    });
