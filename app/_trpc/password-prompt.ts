import { useSyncExternalStore } from "react";

// One prompt per tab, outside React: the calls that wait for it are made by whatever screen is open.
let waiting: ((proved: boolean) => void)[] = [];
const listeners = new Set<() => void>();

/** Asks the person to prove their password. Several calls that need it at once share one prompt. */
export function askForPassword(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    for (const tell of listeners) tell();
  });
}

/** Lets the calls that wait go on, or fail with the refusal they got. */
export function settlePrompt(proved: boolean): void {
  const settled = waiting;
  waiting = [];
  for (const tell of listeners) tell();
  for (const settle of settled) settle(proved);
}

/** Whether a call waits for the password. */
export function useIsPasswordAsked(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => waiting.length > 0,
    () => false,
  );
}
