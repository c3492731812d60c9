import { setTimeout as sleep } from "node:timers/promises";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";

/** How long to wait before each attempt to start it again, in ms; the last of them before all that follow. */
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000];

/**
 * The embedded server, started again whenever it ends without having been asked to: killed, out of memory, or at a
 * full disk, where it gives up rather than acknowledge what it cannot keep. It comes back under the same address and
 * passwords, so its clients only have to connect again.
 *
 * @param {string} folder As for `startEmbeddedPostgres`.
 * @param {{
 *   settings?: Record<string, string>,
 *   endsWithStarter?: boolean,
 *   onEnded?: (how: { code: number | null, signal: string | null }) => void,
 *   onFailed?: (error: Error) => void,
 *   onBack?: () => void,
 * }} [options] `onFailed` is told of every attempt that was in vain.
 * @throws when it cannot be started the first time.
 */
export async function keepEmbeddedPostgres(
  folder,
  { settings = {}, endsWithStarter = false, onEnded = () => {}, onFailed = () => {}, onBack = () => {} } = {},
) {
  let server = await startEmbeddedPostgres(folder, { settings, endsWithStarter });
  const { applicationUrl, ownerUrl, administratorUrlOf, socketFolder } = server;
  const stopping = new AbortController();
  const pause = (ms) => sleep(ms, null, { signal: stopping.signal }).catch(() => null);

  const kept = (async () => {
    for (;;) {
      const how = await server.exited;
      if (stopping.signal.aborted) return;
      onEnded(how);
      for (let attempt = 0; ; attempt++) {
        await pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]);
        if (stopping.signal.aborted) return;
        try {
          server = await startEmbeddedPostgres(folder, { settings, endsWithStarter, socketFolder });
          break;
        } catch (error) {
          onFailed(error);
        }
      }
      if (stopping.signal.aborted) return;
      onBack();
    }
  })();

  return {
    /** Of the server that runs now, or ran last. */
    pid: () => server.pid,
    applicationUrl,
    ownerUrl,
    administratorUrlOf,
    /** Stops it for good. */
    async stop() {
      stopping.abort();
      await server.stop();
      await kept;
      // One that was on its way up meanwhile.
      await server.stop();
    },
  };
}
