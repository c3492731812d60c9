import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Name } from "@/domain/text";
import type { PlanFile } from "@/domain/exchange/plan";
import { Refusal } from "@/domain/refusal";
import { say } from "@/domain/words/said";
import { whoAsks } from "@/server/auth/session";
import type { Database } from "@/server/db/client";
import { currentDatabase } from "@/server/db/current";
import { FILE_BYTES_MAX } from "@/server/exchange/limits";
import { currentWorkers } from "@/server/workers/current";
import { openFileTask } from "@/server/workers/kinds/open-file";
import { TaskEnded } from "@/server/workers/pool";

export const PLAN_FILE_PREFIX = "/api/plan-files";

/**
 * Opens a file that an author brings (POST, the bytes as they are, its name as `?name=`), and answers with what is in it.
 * Nothing of it is stored: what is made of it becomes part of a draft when the author says so.
 */
export async function servePlanFile(
  req: IncomingMessage,
  res: ServerResponse,
  _requestId: string,
  db: Database = currentDatabase(),
): Promise<void> {
  const { user } = await whoAsks(db, req.headers.cookie, undefined);
  if (user === null) throw new Refusal("sign-in-required");
  if (user.mustChangePassword) throw new Refusal("password-must-change");
  if (!user.roles.includes("trainer") && !user.roles.includes("administrator")) {
    throw new Refusal("role-not-allowed");
  }
  const asked = new URL(req.url ?? "", "http://localhost");
  const name = Name(300).safeParse(asked.searchParams.get("name") ?? "");
  if (req.method !== "POST" || !name.success) throw new Refusal("request-not-understood");
  const bytes = await readBytes(req);
  const found = bytes === null ? TOO_BIG : await openedIn(name.data, bytes);
  res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(found));
}

const TOO_BIG: PlanFile = {
  is: "refused",
  said: say("exchange.refused.tooBig", { megabytes: FILE_BYTES_MAX / 1_048_576 }),
};

/** What takes more memory or time than a file may is made to burst, however it is made. */
async function openedIn(name: string, bytes: Uint8Array): Promise<PlanFile> {
  try {
    return await currentWorkers().run(openFileTask, { name, bytes });
  } catch (error) {
    if (error instanceof TaskEnded && (error.why === "memory" || error.why === "time"))
      return { is: "refused", said: say("exchange.refused.bomb") };
    throw error;
  }
}

/** The bytes that a request carries; null where they are too many, which are not kept. */
function readBytes(req: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    req.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= FILE_BYTES_MAX) parts.push(part);
    });
    req.once("end", () => resolve(size > FILE_BYTES_MAX ? null : new Uint8Array(Buffer.concat(parts))));
    req.once("error", reject);
    req.once("close", () => {
      if (!req.complete) reject(new Refusal("request-not-understood"));
    });
  });
}
