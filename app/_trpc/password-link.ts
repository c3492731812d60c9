import type { TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/api/root";
import { askForPassword } from "./password-prompt";
import { readableError } from "./readable-error";

/**
 * Holds a call that needs a fresh password until the person has entered it, and sends it again then: the screen that
 * made it waits as for any answer, and keeps what was typed.
 */
export const passwordLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let current: Unsubscribable | null = null;
      let left = false;
      const send = (): void => {
        current = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (readableError(error).code !== "password-needed") {
              observer.error(error);
              return;
            }
            void askForPassword().then((proved) => {
              if (left) return;
              if (proved) send();
              else observer.error(error);
            });
          },
        });
      };
      send();
      return () => {
        left = true;
        current?.unsubscribe();
      };
    });
