import { mayAsk } from "@/domain/drill/may";
import type { DrillCommand } from "@/domain/drill/schema";
import type { ControlView } from "@/domain/view/schema";
import { leadsIn } from "./lead";

/** What a controller may ask for now: what their screen offers. */
export function mayIn(view: ControlView, personId: string): (type: DrillCommand["type"]) => boolean {
  const by = { role: "controller" as const, leads: leadsIn(view, personId) };
  return (type) => mayAsk({ ...view, released: view.scoresReleased }, by, type);
}
