import { blankInject, type ForeignInject, type ForeignWhen, type Loss } from "@/domain/exchange/plan";
import { say } from "@/domain/words/said";
import { entriesOf, hasFields, numberOf, textOf, textsOf, type Format } from "./format";

type Fields = Record<string, unknown>;

/** The Common Exercise Format of MISP: injects, and a flow that says what follows what. */
export const cexf: Format = {
  name: "Common Exercise Format",
  recognises: (json) => hasFields(json, "exercise", "inject_flow", "injects"),
  read: (json) => {
    if (!hasFields(json)) return { refused: say("exchange.refused.unknown") };
    const flows = new Map(entriesOf(json.inject_flow).map((flow) => [textOf(flow.inject_uuid), flow]));
    const payloads = new Map(entriesOf(json.inject_payloads).map((one) => [textOf(one.uuid), one]));
    const entries = entriesOf(json.injects);
    const numbers = new Map(entries.map((entry, i) => [textOf(entry.uuid), String(i + 1)]));
    const before = precedingIn(flows, numbers);
    const read = entries.map((entry, i) => {
      const uuid = textOf(entry.uuid);
      const payload = payloads.get(textOf(entry.action_payload_resource_uuid));
      return injectOf({ entry, row: i + 1, flow: flows.get(uuid) ?? {}, payload, before: before.get(uuid) });
    });
    const title = hasFields(json.exercise) ? textOf(json.exercise.name) : "";
    return {
      plan: {
        title,
        injects: read.map(({ inject }) => inject),
        losses: read.flatMap(({ losses }) => losses),
      },
    };
  },
};

/** What each inject follows: the one whose flow names it. */
function precedingIn(flows: ReadonlyMap<string, Fields>, numbers: ReadonlyMap<string, string>) {
  const before = new Map<string, string>();
  for (const [uuid, { sequence }] of flows) {
    const number = numbers.get(uuid);
    const followers = hasFields(sequence) ? textsOf(sequence.followed_by) : [];
    if (number !== undefined) for (const follower of followers) before.set(follower, number);
  }
  return before;
}

function injectOf({
  entry,
  row,
  flow,
  payload,
  before,
}: {
  entry: Fields;
  row: number;
  flow: Fields;
  payload: Fields | undefined;
  before: string | undefined;
}): { inject: ForeignInject; losses: Loss[] } {
  const parameters = hasFields(payload?.parameters) ? payload.parameters : {};
  const timing = hasFields(flow.timing) ? flow.timing : {};
  const title = textOf(entry.name);
  const text = decoded(textOf(parameters.content), textOf(parameters["content-type"]));
  const evaluations = entriesOf(entry.inject_evaluation)
    .map(({ result }) => textOf(result))
    .filter((result) => result !== "");
  const repeats = numberOf(timing.periodic_run_every);
  const losses: Loss[] = [
    ...(evaluations.length === 0
      ? []
      : [{ row, said: say("exchange.loss.evaluation", { what: { list: evaluations, as: "each" } }) }]),
    ...(repeats === null
      ? []
      : [{ row, said: say("exchange.loss.repeats", { every: { lengthMs: repeats * 1_000 } }) }]),
  ];
  const inject: ForeignInject = {
    ...blankInject(row, String(row)),
    title,
    text: text || textOf(flow.description) || textOf(entry.description) || title,
    kind: textOf(entry.action).replaceAll("_", " "),
    when: whenOf(flow, timing, before),
  };
  return { inject, losses };
}

function whenOf(flow: Fields, timing: Fields, before: string | undefined): ForeignWhen {
  const triggers = hasFields(flow.sequence) ? textsOf(flow.sequence.trigger) : [];
  const atSeconds = numberOf(timing.triggered_at);
  if (atSeconds !== null) return { on: "time", atMs: Math.round(atSeconds * 1_000) };
  if (triggers.includes("manual")) return { on: "hand" };
  if (before !== undefined) return { on: "after", number: before, delayMs: 0 };
  return triggers.includes("startex") || triggers.includes("periodic")
    ? { on: "time", atMs: 0 }
    : { on: "hand" };
}

/** The text of a payload; what is no text in base64 is left as it is. */
function decoded(content: string, type: string): string {
  if (type !== "base64" && !/^[A-Za-z0-9+/=\s]{40,}$/.test(content)) return content;
  try {
    const bytes = Uint8Array.from(atob(content.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
  } catch {
    return content;
  }
}
