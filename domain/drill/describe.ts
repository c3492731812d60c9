import { sideWords } from "@/domain/conditions/words";
import { personNames } from "@/domain/account/schema";
import { tPlus } from "@/domain/duration";
import { say, type Said, type Saying } from "@/domain/words/said";
import type { Named, Words } from "./event-kind";
import { kindOf } from "./events";
import { planOf } from "./plan";
import type { Participant, RecordedEvent, Setup } from "./schema";
import { scriptedName } from "./scripted-player";
import type { Drill } from "./state";

/** What a sentence needs beyond its event: the actions and recordings that others only name by number. */
export type Story = {
  actionOf: (lane: number, no: number) => Named | undefined;
  recordingOf: (lane: number, record: number) => RecordedEvent | undefined;
  /** What the sentences call somebody who has come in; empty for anybody else. */
  nameOf: (participantId: string) => Saying;
  /** What the sentences call who did something. */
  called: (participant: Participant) => Saying;
};

/**
 * The story of a drill as it stands, withdrawn recordings included: the log still speaks of them.
 *
 * @param latinNames Names of its people in Latin letters, by participant id, for readers who are told those.
 */
export function storyOf(drill: Drill, latinNames: ReadonlyMap<string, string> = new Map()): Story {
  const actions = new Map<string, Named>();
  const recordings = new Map<string, RecordedEvent>();
  for (const { lane, records, actions: taken } of drill.lanes) {
    for (const { no, opened } of records) {
      recordings.set(`${lane} ${no}`, opened);
      if (opened.event.type === "ActionTaken") actions.set(`${lane} ${opened.event.no}`, opened.event);
    }
    for (const { no, actionId, target, unitIds } of taken) {
      actions.set(`${lane} ${no}`, { actionId, target, unitIds });
    }
  }
  return {
    actionOf: (lane, no) => actions.get(`${lane} ${no}`),
    recordingOf: (lane, record) => recordings.get(`${lane} ${record}`),
    ...calling(drill, (participant) => nameIn(participant, latinNames)),
  };
}

/** One way to call people, for those who act and for those they act upon. */
function calling(
  { participants }: Drill,
  called: (participant: Participant) => Saying,
): Pick<Story, "nameOf" | "called"> {
  const nameOf = (id: string) => {
    const participant = participants[id];
    return participant ? called(participant) : "";
  };
  return { nameOf, called };
}

/** The same story without a person in it: sides and desks act. For what leaves the circle of those who were there. */
export function unnamedStoryOf(drill: Drill): Story {
  return { ...storyOf(drill), ...calling(drill, unnamed) };
}

/**
 * An event as a sentence, for those who may see the truth: control, evaluators, the review. Of what staff
 * recorded it also says who did and when it was seen.
 *
 * Not for a side while the drill runs: sides get their views.
 */
export function describe(recorded: RecordedEvent, setup: Setup, story: Story): Said {
  const { by, observedAtMs } = recorded;
  const what = happening(recorded, setup, story);
  if (observedAtMs === null || by.role === "engine") return what;
  return say("log.told", { what, by: story.called(by), seen: tPlus(observedAtMs) });
}

/** What happened, without who wrote it down. */
export function happening(recorded: RecordedEvent, setup: Setup, story: Story): Said {
  return kindOf(recorded.event).says(recorded.event, wordsOf(recorded, setup, story));
}

/** What the sentence of an event is made with. */
function wordsOf({ by, lane, atMs }: RecordedEvent, setup: Setup, story: Story): Words {
  const plan = planOf(setup);
  const name: Words["name"] = (kind, id, of) => (id == null ? "" : (plan.nameOf(kind, id, of) ?? id));
  const sign: Words["sign"] = (unitId) => plan.units.get(unitId)?.callSign ?? unitId;
  const deed: Words["deed"] = ({ actionId, target, unitIds }) =>
    say("log.deed", {
      action: name("action", actionId),
      target:
        target.targetId === undefined ? name("incident", target.incidentId) : name("target", target.targetId),
      units: { list: unitIds.map(sign), as: "each" },
    });
  return {
    by,
    who: by.role === "engine" ? say("terms.role.engine") : story.called(by),
    called: story.called,
    nameOf: story.nameOf,
    name,
    sign,
    deed,
    action: (no) => {
      const known = story.actionOf(lane, no);
      return known ? deed(known) : say("log.action", { no });
    },
    actionIdOf: (no) => story.actionOf(lane, no)?.actionId,
    recording: (record) => {
      const opened = story.recordingOf(lane, record);
      const says = opened ? happening(opened, setup, story) : "";
      return { says, seenMs: opened?.observedAtMs ?? opened?.atMs ?? atMs };
    },
    plan,
  };
}

/** Who acted, by their part alone. */
function unnamed(participant: Participant): Said {
  if (participant.role !== "player") return say(`terms.role.${participant.role}`);
  return participant.scripted ? scriptedName(participant.side) : sideWords(participant.side);
}

/** Somebody's own name, in the letters its reader is told; a scripted side's in the reader's language. */
function nameIn(participant: Participant, latinNames: ReadonlyMap<string, string>): Saying {
  if (participant.role === "player" && participant.scripted) return scriptedName(participant.side);
  const { name, participantId } = participant;
  // Who has no place any more is written as the stream pinned it.
  const latinName = latinNames.get(participantId) ?? participant.latinName;
  return latinName === undefined ? name : personNames({ name, latinName });
}
