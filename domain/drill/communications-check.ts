import { Refusal } from "@/domain/refusal";
import type { DrillEvent, Participant } from "./schema";
import type { CheckedPerson, Drill } from "./state";
import type { NamedBy } from "./names";

/**
 * Communications check: control asks everybody who has come in whether they can be heard, and each answers for
 * themselves. It takes place on the wall clock, so it works before StartEx and while the drill is paused.
 */

/** Whom a check calls: everybody at a screen that can answer. Whoever only looks on has nothing to answer with. */
function calledBy(drill: Drill, by: Participant): string[] {
  return Object.values(drill.participants).flatMap((person) =>
    person.role === "observer" ||
    (person.role === "player" && person.scripted === true) ||
    person.participantId === by.participantId
      ? []
      : [person.participantId],
  );
}

/** @throws {Refusal} "check-nobody" when there is nobody to call. */
export function newCheck(drill: Drill, by: Participant): Extract<DrillEvent, { type: "CheckCalled" }> {
  const to = calledBy(drill, by);
  if (to.length === 0) throw new Refusal("check-nobody");
  return { type: "CheckCalled", no: (drill.check?.no ?? 0) + 1, to };
}

/** @throws {Refusal} "check-not-called"; "check-all-answered" when nobody is missing. */
export function repeatedCheck(drill: Drill, by: Participant): Extract<DrillEvent, { type: "CheckCalled" }> {
  const { check } = drill;
  if (!check) throw new Refusal("check-not-called");
  const to = calledBy(drill, by).filter((id) => check.people[id]?.answeredMs == null);
  if (to.length === 0) throw new Refusal("check-all-answered");
  return { type: "CheckCalled", no: check.no, to };
}

/** @throws {Refusal} "check-not-called" for whoever was not; "check-already-answered". */
export function answeredCheck(drill: Drill, by: Participant): Extract<DrillEvent, { type: "CheckAnswered" }> {
  const person = drill.check?.people[by.participantId];
  if (!drill.check || !person) throw new Refusal("check-not-called");
  if (person.answeredMs !== null) throw new Refusal("check-already-answered");
  return { type: "CheckAnswered", no: drill.check.no };
}

/** The check as a call, or a repeated one, leaves it. */
export function checkAfterCall(
  before: Drill["check"],
  { no, to }: Extract<DrillEvent, { type: "CheckCalled" }>,
  by: NamedBy,
  wallMs: number,
): Drill["check"] {
  const people: Record<string, CheckedPerson> = before?.no === no ? { ...before.people } : {};
  for (const id of to) {
    const known = people[id];
    people[id] = {
      firstCalledMs: known?.firstCalledMs ?? wallMs,
      calledMs: wallMs,
      times: (known?.times ?? 0) + 1,
      answeredMs: null,
    };
  }
  const calledBy = before?.no === no ? before : by;
  return { ...calledBy, no, people };
}

/** Whether somebody has been called and has not answered. */
export function awaitsAnswer(drill: Drill, participantId: string): boolean {
  return drill.phase !== "ended" && drill.check?.people[participantId]?.answeredMs === null;
}

/**
 * When somebody among these was last called, in Unix ms: all that an audience gets to know of a check. Who of them
 * answered and who did not is for control alone, so the answers of others change nothing here.
 */
export function lastCalledMs(drill: Drill, isAmong: (person: Participant) => boolean): number | null {
  if (drill.phase === "ended" || !drill.check) return null;
  const calls = Object.entries(drill.check.people).flatMap(([id, { calledMs }]) => {
    const person = drill.participants[id];
    return person && isAmong(person) ? [calledMs] : [];
  });
  return calls.length === 0 ? null : Math.max(...calls);
}
