import { Refusal } from "@/domain/refusal";
import type { DrillEvent, Participant } from "./schema";
import type { Drill } from "./state";

/**
 * Of several controllers one leads (docs/decisions/0033-who-leads-the-control-cell.md): the clock, the plan of
 * injects, exemptions and the release of scores are in one pair of hands. Whoever plans a drill leads it.
 */

/** The lead once somebody has come in or changed places: it stays, unless whoever led is no controller any more. */
export function leadAfter(lead: Drill["lead"], participants: Drill["participants"]): Drill["lead"] {
  const controls = (id: string | null) => id !== null && participants[id]?.role === "controller";
  // Whoever planned the drill comes in right after.
  const known = lead.holder !== null && (controls(lead.holder) || participants[lead.holder] === undefined);
  const next = Object.values(participants).find(({ role }) => role === "controller");
  return {
    holder: known ? lead.holder : (next?.participantId ?? null),
    offeredTo: controls(lead.offeredTo) ? lead.offeredTo : null,
  };
}

/** Whether somebody has what belongs to the lead. Where nobody leads yet, any controller has. */
export function leads(drill: Drill, by: Pick<Participant, "role" | "participantId">): boolean {
  const { holder } = drill.lead;
  return by.role === "controller" && (holder === null || holder === by.participantId);
}

/** @throws {Refusal} "role-not-allowed" for all but controllers; "lead-needed", with who leads, for the others of them. */
export function requireLead(drill: Drill, by: Participant): void {
  if (by.role !== "controller") throw new Refusal("role-not-allowed");
  if (leads(drill, by)) return;
  throw new Refusal("lead-needed", { name: drill.participants[drill.lead.holder ?? ""]?.name ?? "" });
}

/** @throws {Refusal} "not-found" unless it is offered to another controller. */
export function offeredLead(drill: Drill, by: Participant, to: string): DrillEvent {
  if (to === by.participantId || drill.participants[to]?.role !== "controller")
    throw new Refusal("not-found");
  return { type: "LeadOffered", to };
}

/** @throws {Refusal} "lead-not-offered" unless there is an offer, of one's own or to oneself. */
export function closedOffer(drill: Drill, by: Participant): DrillEvent {
  const { offeredTo } = drill.lead;
  if (offeredTo === null) throw new Refusal("lead-not-offered");
  if (offeredTo !== by.participantId) requireLead(drill, by);
  return { type: "LeadOfferClosed" };
}

/**
 * Accepts what was offered; or takes over from somebody who is not there.
 *
 * @param absent Participant ids of those whom the server has not seen for some seconds.
 * @throws {Refusal} "lead-own"; "lead-held" while whoever leads is there; "lead-reason-needed".
 */
export function takenLead(
  drill: Drill,
  by: Participant,
  { reason, absent }: { reason: string; absent: readonly string[] },
): DrillEvent {
  const { holder, offeredTo } = drill.lead;
  if (holder === by.participantId) throw new Refusal("lead-own");
  if (offeredTo === by.participantId) return { type: "LeadTaken", how: "offered", reason };
  if (holder !== null && !absent.includes(holder)) {
    throw new Refusal("lead-held", { name: drill.participants[holder]?.name ?? "" });
  }
  if (reason === "") throw new Refusal("lead-reason-needed");
  return { type: "LeadTaken", how: "absent", reason };
}
