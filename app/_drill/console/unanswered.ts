import type { DeliverySeen, IncidentSeen, SideView } from "@/domain/view/schema";

/** An incident that was reported and not accepted yet, with whatever first reported it. */
export type Unanswered = { incident: IncidentSeen; delivery: DeliverySeen };

/** What has to be answered, who waits longest first: a call, or a find of the command centre. */
export function unanswered({ incidents, inbox }: Pick<SideView, "incidents" | "inbox">): Unanswered[] {
  return incidents
    .filter(({ status, mergedInto }) => status === "reported" && mergedInto === null)
    .flatMap((incident): Unanswered[] => {
      const delivery = inbox.find((candidate) => candidate.incident === incident.number);
      return delivery ? [{ incident, delivery }] : [];
    })
    .sort((a, b) => a.delivery.atMs - b.delivery.atMs);
}
