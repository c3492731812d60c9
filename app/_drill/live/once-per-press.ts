/** Two presses within this time, in ms, are one press of a hand that slipped. */
const PRESS_MS = 600;

/**
 * Sends a command once where the same is asked for twice: while the first is still on its way, or within a moment of
 * it. Whoever asked second gets what became of the first.
 */
export function oncePerPress(
  nowMs: () => number = () => performance.now(),
): <T>(command: unknown, send: () => Promise<T>) => Promise<T> {
  const last = new Map<string, { atMs: number; open: boolean; sent: Promise<unknown> }>();
  return <T>(command: unknown, send: () => Promise<T>) => {
    const key = JSON.stringify(command);
    const before = last.get(key);
    // The key names the whole command, so what was sent under it answers alike.
    if (before && (before.open || nowMs() - before.atMs < PRESS_MS)) return before.sent as Promise<T>;
    const press = { atMs: nowMs(), open: true, sent: send() };
    last.set(key, press);
    const done = () => {
      press.open = false;
      for (const [other, { atMs, open }] of last) {
        if (!open && nowMs() - atMs >= PRESS_MS) last.delete(other);
      }
    };
    press.sent.then(done, () => {
      press.open = false;
      // What was refused may be asked for again at once.
      last.delete(key);
    });
    return press.sent;
  };
}
