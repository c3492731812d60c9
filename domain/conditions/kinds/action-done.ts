import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { Count, Length } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { concerns, since } from "@/domain/conditions/spans";
import { Branch } from "@/domain/conditions/terms";
import { branchWords } from "@/domain/conditions/words";
import { actionOf, type Cast, type Moment, type World, type WorldAction } from "@/domain/conditions/world";

const ActionDone = z.strictObject({
  op: z.literal("action-done"),
  actionId: ref("action"),
  incidentId: ref("incident").optional(),
  /** A place, agency, actor or camera the action was aimed at. */
  targetId: ref("target").optional(),
  branch: Branch.optional(),
  atLeast: Count.optional(),
  /** Where more than one is asked for: how far apart they have to be to count, in ms of drill time. */
  apartMs: Length.optional(),
  /** Of two calls that are joined: the other of the two, whichever was joined into which. */
  otherIncidentId: ref("incident").optional(),
});
type ActionDone = z.infer<typeof ActionDone>;

/** An action succeeded, so many times, perhaps at something and by somebody. */
export const actionDone = leaf(ActionDone)({
  spans: (asked, world, cast) => {
    const needed = asked.atLeast ?? 1;
    const done = timesDone(world, cast, asked, needed);
    const nth = done[needed - 1];
    return nth
      ? since(
          nth,
          done.map((moment) => moment.position),
        )
      : [];
  },
  sentence: ({ actionId, incidentId, otherIncidentId, targetId, branch, atLeast = 1, apartMs }, name) =>
    say("conditions.action-done", {
      action: name("action", actionId),
      target: targetId === undefined ? name("incident", incidentId) : name("target", targetId),
      force: branch ? branchWords(branch) : "",
      count: atLeast,
      other: name("incident", otherIncidentId),
      apart: apartMs === undefined || atLeast < 2 ? "" : { lengthMs: apartMs },
    }),
  earliestMs: ({ actionId, incidentId, branch }, times) => times.actionMs(actionId, { incidentId, branch }),
  absence: (asked, why) => why.ofAction(asked),
  shown: ({ actionId, incidentId, targetId }, log, name) => {
    const incident = log.incidents.find((one) => one.incidentId === incidentId);
    return log.actions
      .filter(
        (action) =>
          action.actionId === actionId &&
          action.state === "done" &&
          (incidentId === undefined || action.incident === incident?.number) &&
          (targetId === undefined || action.targetId === targetId),
      )
      .map((action) => ({ text: name("action", action.actionId), atMs: action.doneAtMs }));
  },
  fresh: () => ({ op: "action-done", actionId: "accept" }),
});

/** When an action was done in the way that is asked for, the first so many times. */
function timesDone(world: World, cast: Cast, asked: ActionDone, needed: number): Moment[] {
  const done: Moment[] = [];
  for (const no of world.succeeded[asked.actionId] ?? []) {
    const action = actionOf(world, no);
    if (!action?.completed || !fits(action, world, cast, asked)) continue;
    if (action.completed.atMs - (done.at(-1)?.atMs ?? -Infinity) < (asked.apartMs ?? 0)) continue;
    done.push(action.completed);
    if (done.length === needed) break;
  }
  return done;
}

function fits(action: WorldAction, world: World, cast: Cast, asked: ActionDone): boolean {
  return (
    isOfCalls(action, world, asked) &&
    (asked.targetId === undefined || action.target.targetId === asked.targetId) &&
    (asked.branch === undefined || action.unitIds.some((id) => cast.units.get(id)?.branch === asked.branch))
  );
}

/** Whether an action was about the call that is asked for, or about just the two. */
function isOfCalls(action: WorldAction, world: World, { incidentId, otherIncidentId }: ActionDone): boolean {
  const { target } = action;
  if (otherIncidentId === undefined) {
    return incidentId === undefined || concerns(world, target.incidentId, incidentId);
  }
  const both = [target.incidentId, target.otherIncidentId];
  return both.includes(otherIncidentId) && (incidentId === undefined || both.includes(incidentId));
}
