import type { IncidentStatus } from "@/domain/policy/schema";
import type { LocalText } from "@/domain/text";
import { say, type Said, type Saying } from "@/domain/words/said";
import type { ActorStatus, Side } from "./terms";

/** Something that a log shows; when it was, in ms of drill time, where the log says. */
export type Shown = { text: Saying; atMs: number | null };

/** What a leaf may read of a lane's log. The truth of a lane is one (domain/view/schema.ts). */
export type Log = {
  incidents: readonly {
    incidentId: string;
    number: number;
    statuses: readonly { status: IncidentStatus; atMs: number }[];
  }[];
  actions: readonly {
    actionId: string;
    state: string;
    incident: number | null;
    targetId: string | null;
    atMs: number;
    doneAtMs: number | null;
    ruling: { outcome: "success" | "failure" } | null;
  }[];
  injects: readonly { injectId: string; deliveredAtMs: number | null }[];
  facts: readonly { factId: string; side: Side; atMs: number }[];
  actors: readonly { id: string; name: LocalText; status: ActorStatus; place: { id: string | null } }[];
  noticed: readonly { side: Side; kind: "action" | "actor" | "unit"; subjectId: string; atMs: number }[];
  agencies: readonly { id: string; arrivedAtMs: number | null }[];
  radio: readonly {
    side: Side;
    text: string;
    atMs: number;
    readBack: { given: { atMs: number } | null } | null;
  }[];
  decisions: readonly { id: string; taken: { optionId: string; atMs: number } | null }[];
  gauges: readonly { id: string; value: number; atMs: number }[];
};

/** That an incident reached a status, where it has. */
export function statusShown(
  log: Log,
  incidentId: string,
  status: IncidentStatus,
  name: Saying,
  words: Saying,
): Shown[] {
  const incident = log.incidents.find((one) => one.incidentId === incidentId);
  const reached = incident?.statuses.find((entry) => entry.status === status);
  return reached ? [{ text: statusOf(name, words), atMs: reached.atMs }] : [];
}

/** That something stands so. */
export function statusOf(name: Saying, status: Saying): Said {
  return say("conditions.shown.status", { name, status });
}
