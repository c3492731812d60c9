/**
 * The session was lost while a page is open. Whatever was asked for waits, with everything that was typed, until the
 * same person has signed in again in a window over the page, and then goes on.
 */
type Asked = { resolve: (signedIn: boolean) => void };

let personId: string | null = null;
let asked: readonly Asked[] = [];
/** Somebody closed the window: reading alone does not open it again, only another press does. */
let declined = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const changed of listeners) changed();
}

/** Who this page was opened by; nobody on the pages of strangers. */
export function signedInAs(id: string): void {
  personId = id;
}

export function whoOpenedThePage(): string | null {
  return personId;
}

/** Resolves to whether the same person is signed in again. */
export function askToSignIn(kind: "query" | "mutation"): Promise<boolean> {
  if (personId === null || (kind === "query" && declined)) return Promise.resolve(false);
  return new Promise((resolve) => {
    asked = [...asked, { resolve }];
    declined = false;
    tell();
  });
}

/** Lets everything that waits go on, or fail. */
export function answerSignIn(signedIn: boolean): void {
  const all = asked;
  asked = [];
  declined = !signedIn;
  tell();
  for (const { resolve } of all) resolve(signedIn);
}

export const signInAgain = {
  isAsked: () => asked.length > 0,
  watch: (changed: () => void) => {
    listeners.add(changed);
    return () => {
      listeners.delete(changed);
    };
  },
};
