import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { z } from "zod";

/** A browser's own debugging protocol. No library of today speaks to one of 2021. */
export type DevTools = {
  /** @throws with what the browser says when it refuses. */
  ask: (method: string, params?: object, session?: string) => Promise<unknown>;
  /** What it tells unasked. */
  onEvent: (hear: (method: string, params: unknown, session: string | undefined) => void) => void;
  close: () => Promise<void>;
};

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
  sessionId: z.string().optional(),
});

/** Starts a browser without a window and speaks to it through a pipe: messages with a zero byte after each. */
export async function startBrowser(file: string, env: NodeJS.ProcessEnv): Promise<DevTools> {
  const profile = mkdtempSync(path.join(os.tmpdir(), "sandtable-old-browser-"));
  const program = spawn(
    file,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      "--lang=zh-CN",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
    ],
    {
      env,
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    },
  );
  const [, , , commands, answers] = program.stdio;
  if (!(commands instanceof Writable) || !answers) throw new Error("The browser has no pipes.");

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners: Parameters<DevTools["onEvent"]>[0][] = [];
  const receive = (text: string) => {
    const { id, method, params, result, error, sessionId } = Message.parse(JSON.parse(text));
    const asked = id === undefined ? undefined : waiting.get(id);
    if (asked && id !== undefined) {
      waiting.delete(id);
      if (error) asked.reject(new Error(error.message));
      else asked.resolve(result);
    } else if (method !== undefined) {
      for (const hear of listeners) hear(method, params, sessionId);
    }
  };
  let received: Buffer[] = [];
  answers.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      receive(Buffer.concat([...received, chunk.subarray(from, end)]).toString("utf8"));
      received = [];
      from = end + 1;
    }
    received.push(chunk.subarray(from));
  });
  const gone = new Promise<void>((resolve) => program.once("close", () => resolve()));
  void gone.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("The browser has ended."));
    waiting.clear();
  });
  // Writing to a browser that has ended; the promises above tell it.
  commands.on("error", () => undefined);

  let lastId = 0;
  return {
    ask: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        commands.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
    onEvent: (hear) => listeners.push(hear),
    close: async () => {
      program.kill("SIGKILL");
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
