import "server-only";
import { createHash } from "node:crypto";
import type { RecordedEvent, Setup } from "@/domain/drill/schema";

/**
 * Documents that drills of this process have in common, by the hash of what they say. Held only for as long as a drill
 * holds them.
 */
const known = new Map<string, WeakRef<object>>();
const gone = new FinalizationRegistry<string>((hash) => {
  if (known.get(hash)?.deref() === undefined) known.delete(hash);
});

/**
 * An event as it was read, with the scenario, ground and policy of its setup replaced by those that another drill of the
 * same version has in memory already; and with them all that is worked out once per ground, such as its roads.
 *
 * What is shared is frozen: a drill that changed it would change every other.
 */
export function withSharedDocuments(recorded: RecordedEvent): RecordedEvent {
  const { event } = recorded;
  if (event.type !== "DrillPlanned" && event.type !== "DrillReplanned") return recorded;
  return { ...recorded, event: { ...event, setup: sharedSetup(event.setup) } };
}

function sharedSetup(setup: Setup): Setup {
  return {
    ...setup,
    scenario: shared(setup.scenario),
    ground: shared(setup.ground),
    policy: shared(setup.policy),
  };
}

/** The first of all documents that say the same. By what they say, not by id and version: those may lie, and cost nothing less. */
function shared<T extends object>(document: T): T {
  const hash = createHash("sha256").update(JSON.stringify(document)).digest("base64");
  // What was found under the hash of all it says is of this kind.
  const present = known.get(hash)?.deref() as T | undefined;
  if (present) return present;
  const kept = frozen(document);
  known.set(hash, new WeakRef(kept));
  gone.register(kept, hash);
  return kept;
}

function frozen<T extends object>(whole: T): T {
  for (const part of Object.values(whole) as unknown[])
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) frozen(part);
  return Object.freeze(whole);
}
