import "server-only";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { DrillCommand } from "@/domain/drill/schema";

/** How long to wait before asking again, in ms. */
const AGAIN_MS = 50;
/** No outage of a soak lasts this long. */
const PATIENCE_MS = 60_000;
/** Nor any answer, in ms. */
const ANSWER_MS = 10_000;

/** What came back: 200, a refusal or a failure; null when nobody answered. */
export type Answer = { status: number; body: string } | null;

/** Somebody who asks for things over HTTP, and asks again under the same id until there is an answer. */
export type Writer = {
  /** Asks once. */
  ask: (origin: string, drillId: string, commandId: string, command: DrillCommand) => Promise<Answer>;
  /**
   * Asks until it is carried out, at whichever instance `where` names by then.
   *
   * @returns how often it had to be asked.
   * @throws when it is refused, or nobody answers for a minute.
   */
  carryOut: (
    where: () => string,
    drillId: string,
    commandId: string,
    command: DrillCommand,
  ) => Promise<number>;
  close: () => void;
};

export function writerWith(cookie: string): Writer {
  const agent = new Agent({ keepAlive: true });
  const ask: Writer["ask"] = (origin, drillId, commandId, command) =>
    new Promise((resolve) => {
      const text = JSON.stringify({ drillId, commandId, command });
      const req = request(
        `${origin}/api/trpc/drill.command`,
        {
          method: "POST",
          agent,
          timeout: ANSWER_MS,
          headers: { cookie, "content-type": "application/json", "content-length": Buffer.byteLength(text) },
        },
        (res) => {
          let body = "";
          res.setEncoding("utf8");
          res.on("data", (part: string) => (body += part));
          res.on("end", () => resolve({ status: res.statusCode ?? 0, body }));
          res.on("error", () => resolve(null));
        },
      );
      req.on("timeout", () => req.destroy());
      req.on("error", () => resolve(null));
      req.end(text);
    });
  return {
    ask,
    async carryOut(where, drillId, commandId, command) {
      const untilMs = performance.now() + PATIENCE_MS;
      for (let tries = 1; performance.now() < untilMs; tries++) {
        const answer = await ask(where(), drillId, commandId, command);
        if (answer?.status === 200) return tries;
        if (answer && answer.status < 500) throw new Error(`It was refused: ${answer.body}`);
        await sleep(AGAIN_MS);
      }
      throw new Error("Nobody carried it out for a minute.");
    },
    close: () => agent.destroy(),
  };
}

const Failure = z.object({ error: z.object({ message: z.string(), data: z.unknown() }) });

/** The sentence that an answer tells people, and all of it for whoever looks for what it should not tell. */
export function sentenceOf(answer: Answer): string | null {
  if (answer === null) return null;
  const parsed = Failure.safeParse(JSON.parse(answer.body));
  return parsed.success ? parsed.data.error.message : null;
}

/** Several at once go through a list, each taking the next. */
export async function inParallel<T>(
  writers: number,
  work: readonly T[],
  one: (item: T, writer: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let item = work[next++]; item !== undefined; item = work[next++]) await one(item, writer);
    }),
  );
}
