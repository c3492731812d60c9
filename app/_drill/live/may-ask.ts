import { mayAsk, type Asker } from "@/domain/drill/may";
import type { DrillCommand } from "@/domain/drill/schema";
import type { ControlView, View } from "@/domain/view/schema";

/** Whether somebody has what belongs to the lead. */
export function leadsIn({ lead }: Pick<ControlView, "lead">, personId: string): boolean {
  return lead.holder === null || lead.holder === personId;
}

/**
 * What somebody may ask for now, as far as their view tells: what their screen offers.
 *
 * @param personId Of whoever looks; needed where it matters who of the control cell they are.
 */
export function mayAskIn(view: View, personId: string | null): (type: DrillCommand["type"]) => boolean {
  const by = askerIn(view, personId);
  return (type) => mayAsk({ ...view, released: isReleased(view) }, by, type);
}

function askerIn(view: View, personId: string | null): Asker {
  switch (view.kind) {
    case "side":
      return { role: "player", side: view.side, runsItself: view.selfRun };
    case "control":
      return { role: "controller", leads: personId !== null && leadsIn(view, personId) };
    case "evaluator":
      return { role: "evaluator" };
    case "wall":
      return { role: "observer" };
  }
}

/** A wall is not told, and asks for nothing that would depend on it. */
function isReleased(view: View): boolean {
  return view.kind === "wall" ? false : view.scoresReleased;
}
