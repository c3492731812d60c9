import "server-only";
import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { appRouter } from "@/server/api/root";
import { attacksOn, type Attack } from "./hostile";
import { samplesOf } from "./samples";
import type { Person, Scene, Writes } from "./testing";
import { wronglyStored } from "./tried";

/** How far it goes. */
export type Extent = {
  fields: number;
  values: number;
  samples: number;
  roles: number;
  asOthers: number;
  /** Calls in one request of the batches; 0 for none. */
  batch: number;
  /** Only these kinds of attack, where time is short. */
  kinds: readonly string[] | null;
  /** Only the first so many of the odd addresses. */
  odd: number;
};

/** The work that any call may make, in ms of processor time: below it, a measurement says nothing. */
const FLOOR_MS = 8;

/** How many times the work of the same call well-formed an answer may cost. */
const TIMES_MAX = 50;

/** How often a dear call is made again before it counts. */
const TRIES_MORE = 3;

export type Tried = {
  procedure: string;
  /** What became of the well-formed call: "ok", or why it was refused. */
  wellFormed: string;
  calls: number;
  /** How long all of them took. */
  seconds: number;
  /** The dearest answer, in times the well-formed one. */
  dearest: number;
  misses: string[];
};

/**
 * A path or a line of a stack. Nothing in it may run over a whole line: an answer to a batch is one line of megabytes, and
 * a pattern that looks on from each "at" to its end takes minutes, which once looked as if the server hung.
 */
export const TELLS_INSIDE = /node_modules|\.tsx?:\d|\bat [\w.<> ]{1,80} \([^\s()]{1,200}:\d+:\d+\)/;

/** No answer may take longer, whatever the machine is busy with. */
const PATIENCE_MS = 30_000;

type Answer = { status: number; text: string; cpuMs: number };

/** Tries everything on every procedure that there is, and tells of each when it is done. */
export async function abuse(
  url: string,
  scene: Scene,
  writes: Writes,
  extent: Extent,
  tell: (tried: Tried) => void,
): Promise<void> {
  for (const [name, procedure] of proceduresOf()) {
    const startedAt = performance.now();
    const tried = await abuseOne({ url, scene, writes, extent }, name, procedure);
    tell({ ...tried, seconds: Math.round((performance.now() - startedAt) / 100) / 10 });
    if (procedure._def.type === "mutation") await scene.revive();
  }
}

type House = { url: string; scene: Scene; writes: Writes; extent: Extent };

async function abuseOne(house: House, name: string, procedure: AnyTRPCProcedure): Promise<Tried> {
  const { scene, extent } = house;
  const tried: Tried = {
    procedure: name,
    wellFormed: "no sample",
    calls: 0,
    seconds: 0,
    dearest: 0,
    misses: [],
  };
  const type = procedure._def.type === "mutation" ? "mutation" : "query";
  if (procedure._def.type === "subscription") return { ...tried, wellFormed: "live" };
  const schemas: readonly unknown[] = procedure._def.inputs;
  const samples = samplesOf(schemas, await scene.hintsFor(name));
  const fitting = samples.filter((sample) => schemas.every((schema) => fits(schema, sample)));
  if (fitting.length === 0) tried.misses.push("no well-formed input can be made for it");

  // What stands beside the kinds of an input, as a drill's id beside sixty commands, is tried once.
  const done = new Set<string>();
  for (const sample of few([...fitting].reverse(), extent.samples)) {
    const who = await welcomeOf(house, { name, type }, sample, tried);
    if (sample === undefined) continue;
    const all = attacksOn(sample, extent, done).filter(({ kind }) => extent.kinds?.includes(kind) ?? true);
    if (isRecord(sample)) for (const key of Object.keys(sample)) done.add(key);
    for (const attack of all) await tryOne(house, { name, type }, who.person, attack, who.cpuMs, tried);
    // Everybody else is refused for what they are, or for the same reasons.
    const others = scene.people.filter((one) => one !== who.person).slice(0, extent.roles);
    const some = few(all, extent.asOthers);
    for (const person of others) {
      for (const attack of some) await tryOne(house, { name, type }, person, attack, who.cpuMs, tried);
    }
  }
  if (extent.batch > 0) await tryBatch(house, { name, type }, samples[0], tried);
  return tried;
}

type Called = { name: string; type: "query" | "mutation" };

/** Makes the well-formed call as whoever may make it, again under the same command id, and altered under it. */
async function welcomeOf(
  house: House,
  called: Called,
  sample: unknown,
  tried: Tried,
): Promise<{ person: Person; cpuMs: number }> {
  const body = JSON.stringify(sample);
  let [person] = house.scene.people;
  let answer: Answer | null = null;
  for (const one of house.scene.people) {
    const now = await callAs(house, called, one, house.scene.renewed(called.name, body));
    tried.calls += 1;
    noteFailure(now, `well-formed as ${one.name}`, tried);
    if (answer === null || welcome(now) > welcome(answer)) [person, answer] = [one, now];
    if (now.status < 400) {
      await house.scene.use(called.name);
      break;
    }
  }
  if (!person || answer === null) throw new Error("There is nobody to try anything.");
  if (tried.wellFormed !== "ok") tried.wellFormed = answer.status < 400 ? "ok" : refusalIn(answer);
  if (typeof sample === "object" && sample !== null && "commandId" in sample && answer.status < 400) {
    await tryReplays(house, called, person, sample, tried);
  }
  return { person, cpuMs: answer.cpuMs };
}

/** How far a call came: carried out, understood and refused, or turned away at the door. */
function welcome({ status }: Answer): number {
  if (status < 400) return 2;
  return [401, 403, 404].includes(status) ? 0 : 1;
}

async function tryReplays(
  house: House,
  called: Called,
  person: Person,
  sample: object,
  tried: Tried,
): Promise<void> {
  const altered = { ...sample, command: { type: "SendRadio", text: "altered", lane: 1, side: "responder" } };
  for (const again of [sample, sample, altered]) {
    const before = await house.writes.count();
    const answer = await callAs(house, called, person, JSON.stringify(again));
    tried.calls += 1;
    noteFailure(answer, "replayed", tried);
    if ((await house.writes.count()) !== before) tried.misses.push("a command id was carried out twice");
  }
}

async function tryOne(
  house: House,
  called: Called,
  person: Person,
  attack: Attack,
  cpuMs: number,
  tried: Tried,
): Promise<void> {
  const before = await house.writes.count();
  const body = house.scene.renewed(called.name, attack.body);
  let answer = await callAs(house, called, person, body);
  tried.calls += 1;
  const what = `${attack.kind} in ${attack.path.join(".") || "the input"} as ${person.name}`;
  noteFailure(answer, what, tried);
  const limit = Math.max(cpuMs, FLOOR_MS) * TIMES_MAX;
  // Again and the cheapest counts, for what the collector of garbage or a neighbour on the machine may have cost.
  for (let again = 0; again < TRIES_MORE && answer.cpuMs > limit; again += 1) {
    const next = await callAs(house, called, person, body);
    if (next.cpuMs < answer.cpuMs) answer = { ...answer, cpuMs: next.cpuMs };
  }
  tried.dearest = Math.max(tried.dearest, answer.cpuMs / Math.max(cpuMs, FLOOR_MS));
  if (answer.cpuMs > limit) tried.misses.push(`${what} costs ${Math.round(answer.cpuMs)} ms`);
  if (answer.status < 400) {
    const written = attack.text === null ? [] : await house.writes.since(before);
    await house.scene.use(called.name);
    if (attack.mustRefuse) tried.misses.push(`${what} was taken`);
    if (attack.text === null) return;
    const wrong = wronglyStored(written, attack.text);
    if (wrong !== null) tried.misses.push(`${what} is stored otherwise: ${wrong}`);
  } else if ((await house.writes.count()) !== before) {
    tried.misses.push(`${what} was refused and stored something`);
  }
}

async function tryBatch(house: House, called: Called, sample: unknown, tried: Tried): Promise<void> {
  const { batch } = house.extent;
  const names = Array<string>(batch).fill(called.name).join(",");
  const inputs = JSON.stringify(
    Object.fromEntries(Array.from({ length: batch }, (_, i) => [i, sample ?? {}])),
  );
  // An address with sixty long inputs is longer than any that is read.
  const input = called.type === "query" && inputs.length > 30_000 ? "{}" : inputs;
  const [person] = house.scene.people;
  if (!person) return;
  const answer = await callAs(house, { ...called, name: names }, person, input, "batch=1");
  tried.calls += 1;
  noteFailure(answer, "a batch", tried);
}

function noteFailure({ status, text }: Answer, what: string, tried: Tried): void {
  if (status >= 500) tried.misses.push(`${what}: ${status}`);
  if (/"httpStatus":5\d\d/.test(text)) tried.misses.push(`${what}: a failure inside`);
  if (TELLS_INSIDE.test(text)) tried.misses.push(`${what}: tells of the inside`);
}

async function callAs(
  { url }: Pick<House, "url">,
  { name, type }: Called,
  person: Person,
  body: string | undefined,
  more = "",
): Promise<Answer> {
  const cookie = [...person.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const sent = body ?? "";
  const query = new URLSearchParams(more);
  if (type === "query" && sent !== "") query.set("input", sent);
  const address = `${url}/api/trpc/${name}?${query.toString()}`;
  const headers = { "content-type": "application/json", cookie };
  const startedAt = process.cpuUsage();
  const init = type === "query" ? { headers } : { method: "POST", headers, body: sent };
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await response.text();
  const { user, system } = process.cpuUsage(startedAt);
  for (const line of response.headers.getSetCookie()) keepCookie(person, line);
  return { status: response.status, text, cpuMs: (user + system) / 1_000 };
}

function keepCookie(person: Person, line: string): void {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  if (/max-age=0(;|$)/i.test(line)) person.cookies.delete(pair.slice(0, at));
  else if (person.id !== "") person.cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

const Refused = z.object({
  error: z.object({ data: z.object({ refusal: z.object({ code: z.string() }).nullable() }) }),
});

function refusalIn({ status, text }: Answer): string {
  try {
    return Refused.parse(JSON.parse(text)).error.data.refusal?.code ?? String(status);
  } catch {
    return String(status);
  }
}

/** Every procedure by its dotted path: tRPC's type for this record is the tree, but at run time it is flat. */
function proceduresOf(): [string, AnyTRPCProcedure][] {
  const record: object = appRouter._def.procedures;
  return Object.entries(record).filter((entry): entry is [string, AnyTRPCProcedure] => isProcedure(entry[1]));
}

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === "function" && "_def" in value;
}

function fits(schema: unknown, sample: unknown): boolean {
  if (!(schema instanceof z.ZodType)) return true;
  const { error } = schema.safeParse(sample);
  // A builder asks for its part of the input only, and the procedure for all of it.
  return error === undefined || error.issues.every(({ code }) => code === "unrecognized_keys");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function few<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]).flatMap(
    (one) => (one === undefined ? [] : [one]),
  );
}
