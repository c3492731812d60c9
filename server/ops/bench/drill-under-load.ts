import "server-only";
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { request, type Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { DEMO_PASSWORD } from "@/server/accounts/demo-accounts";
import type { Api } from "@/server/ops/rehearse/api";
import { findScenario } from "@/server/ops/rehearse/places";
import { keptFile } from "@/server/ops/rehearse/collect-on-signal";

/** A drill of one responding team that has started, with the code to come in. */
export async function runningDrill(trainer: Api): Promise<{ drillId: string; joinCode: string }> {
  const scenario = await findScenario(trainer, "lost-coat");
  const planned = await trainer.drill.create.mutate({
    title: "Under load",
    scenarioId: scenario.id,
    format: "parallel",
    mode: "tabletop",
    noNotice: false,
    teams: [{ lane: 1, side: "responder", teamId: null, name: "Team" }],
    scripted: [],
    oppositionCell: false,
    people: [],
  });
  await trainer.drill.command.mutate({
    drillId: planned.drillId,
    commandId: randomUUID(),
    command: { type: "StartDrill", rate: 1 },
  });
  return planned;
}

/** The cookies of a session of the demo's trainer. */
export function trainerCookie(address: string): Promise<string> {
  return cookieFrom(address, "session.signInToDemo", { key: "trainer" });
}

/** The cookies of a session of one of the demo's people. */
export function officerCookie(address: string, identifier: string): Promise<string> {
  return cookieFrom(address, "session.signIn", { identifier, password: DEMO_PASSWORD });
}

async function cookieFrom(address: string, procedure: string, input: unknown): Promise<string> {
  const answer = await fetch(`${address}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${procedure} answered ${answer.status}.`);
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  return cookies.join("; ");
}

/** Sends JSON. @returns whether it was answered with 200. */
export function post(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<boolean> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
        },
      },
      (res) => {
        res.resume();
        res.on("end", () => resolve(res.statusCode === 200));
        res.on("error", reject);
      },
    );
    req.on("error", reject);
    req.end(text);
  });
}

/** What a process has used of the processors since it began, in ms, and its memory in bytes. Linux only. */
export function usageOf(pid: number): { cpuMs: number; residentBytes: number } {
  const line = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name may hold blanks and brackets, so counting starts behind it.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, residentBytes: Number(resident) * 1024 };
}

/** Streams have begun, and garbage has been collected, after this long. */
const SETTLE_MS = 1_500;

/**
 * Usage after everything that is not needed any more was thrown away, and the bytes that are kept. The process must
 * know the signal.
 */
export async function usageWhenSettled(
  pid: number,
): Promise<{ cpuMs: number; residentBytes: number; keptBytes: number }> {
  await sleep(SETTLE_MS);
  process.kill(pid, "SIGUSR2");
  await sleep(SETTLE_MS);
  const file = keptFile(pid);
  const keptBytes = Number(readFileSync(file, "utf8"));
  rmSync(file);
  return { ...usageOf(pid), keptBytes };
}
