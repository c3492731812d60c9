import type { ActionDefinition } from "@/domain/actions/schema";
import type { ActorStatus } from "@/domain/conditions/terms";
import { metresBetween } from "@/domain/ground/atlas";
import { actorPosition, actorStatus } from "./actors";
import { counter } from "./contest";
import { spotOf } from "./effects/meaning";
import { noticeAction, SIGHT_M } from "./notice";
import { planOf } from "./plan";
import { emit, type Play } from "./play";
import type { By, Target } from "./schema";
import type { ActionState, Drill, Lane } from "./state";
import type { ContactScene } from "./terms";

/**
 * Contact: what crews of the responder find where they act. Whoever is not there is not taken, whatever the crews
 * believe, the odds say or an umpire rules (docs/decisions/0066-contact.md).
 */

/** Ways of standing that somebody is brought into by hand. */
const HANDS_ON: readonly (ActorStatus | undefined)[] = ["intercepted", "in-custody"];

/** Ways of standing in which nobody can be taken any more. */
const BEYOND_REACH: readonly ActorStatus[] = ["in-custody", "gone"];

/** Ways of standing in which somebody lets themselves be led away: there is no other way into custody. */
const UNDER_CONTROL: readonly ActorStatus[] = ["intercepted", "calm"];

type Act = { target: Target; unitIds: readonly string[] };
type Contact = { meant: string[]; there: string[]; missed: Meant[] };
/** Somebody whom crews mean to get hold of, and how. */
type Meant = { actorId: string; placeId: string | undefined; status: ActorStatus | undefined };

/** Whether an effect on an actor takes hold of them. */
export function takesHold(status: ActorStatus | undefined): boolean {
  return HANDS_ON.includes(status);
}

/**
 * Whom an action of the responder would lay hands on, and who of them is there.
 *
 * @returns null when it lays hands on nobody, so that there is nobody to miss.
 */
export function contactOf(
  drill: Drill,
  lane: Lane,
  definition: ActionDefinition | undefined,
  act: Act,
  atMs: number,
): Contact | null {
  if (definition?.side !== "responder") return null;
  const meant = meantBy(definition, act).filter(({ actorId }) => lane.actors[actorId]);
  if (meant.length === 0) return null;
  const there = meant.filter((one) => isThere(drill, lane, one, act, atMs));
  return {
    meant: meant.map(({ actorId }) => actorId),
    there: there.map(({ actorId }) => actorId),
    missed: meant.filter((one) => !there.includes(one)),
  };
}

/** Each actor once, as the first effect that takes hold of them needs them. */
function meantBy(definition: ActionDefinition, { target }: Act): Meant[] {
  const meant = new Map<string, Meant>();
  for (const effect of definition.effects) {
    if (effect.effect !== "actor" || !takesHold(effect.status)) continue;
    const actorId = effect.actorId ?? target.targetId ?? "";
    if (!meant.has(actorId)) meant.set(actorId, heldBy(effect, target, actorId));
  }
  const { targetId = "", placeId } = target;
  if (definition.target === "actor" && placeId !== undefined && meant.size === 0) {
    return [{ actorId: targetId, placeId, status: undefined }];
  }
  return [...meant.values()];
}

/** How an effect takes hold of somebody: where it says, or where crews went after them. */
export function heldBy(
  { placeId, status }: { placeId?: string | undefined; status?: ActorStatus | undefined },
  target: Target,
  actorId: string,
): Meant {
  return { actorId, placeId: placeId ?? (target.targetId === actorId ? target.placeId : undefined), status };
}

/** Whether crews that act somewhere can get hold of somebody: at the place named, or within sight of the spot. */
export function isThere(
  drill: Drill,
  lane: Lane,
  { actorId, placeId, status }: Meant,
  act: Act,
  atMs: number,
): boolean {
  const actor = lane.actors[actorId];
  // Whoever has just set out has slipped away, and whoever is on the way there has not arrived.
  if (!actor || actor.leg || BEYOND_REACH.includes(actorStatus(actor))) return false;
  if (status === "in-custody" && !UNDER_CONTROL.includes(actorStatus(actor))) return false;
  // Crews that go after somebody do not find them under cover: that takes a search.
  if (actor.hidden && act.target.targetId === actorId) return false;
  if (placeId !== undefined) return actor.placeId === placeId;
  const spot = spotAt(drill, lane, act, atMs);
  const at = actorPosition(drill, actor, atMs);
  return spot !== null && at !== null && metresBetween(spot, at) <= SIGHT_M;
}

/** Where crews act: at the place or incident they went to, not where somebody they look for happens to be. */
function spotAt(drill: Drill, lane: Lane, { target, unitIds }: Act, atMs: number) {
  const engine: By = { role: "engine" };
  return spotOf(drill, lane, { target, unitIds, by: engine, side: "responder" }, atMs);
}

/** Whether an action can still come off: it lays hands on nobody, or somebody it is meant for is there. */
export function isInContact(
  drill: Drill,
  lane: Lane,
  action: Act,
  definition: ActionDefinition | undefined,
  atMs: number,
): boolean {
  const contact = contactOf(drill, lane, definition, action, atMs);
  return contact === null || contact.there.length > 0;
}

/**
 * An action begins where it takes place: whoever is near notices it, and what is contested is put to the umpire with
 * who is there.
 *
 * @param counters The contested move of the other side that this one answers.
 */
export function begin(
  play: Play,
  lane: Lane,
  action: Act & { no: number },
  definition: ActionDefinition,
  { by, counters = null }: { by: By; counters?: ActionState | null },
  atMs: number,
): void {
  const { no } = action;
  const noticed = noticeAction(
    play,
    lane,
    { no, definition, target: action.target, unitIds: action.unitIds },
    atMs,
  );
  if (counters) {
    counter(play, lane, counters, no, by, atMs);
    return;
  }
  if (definition.adjudication.by !== "umpire") return;
  const { odds, suggested, otherwise, timeOutMs, counterMs } = definition.adjudication;
  const answerable = noticed && counterMs > 0;
  const contact = contactOf(play.drill, lane, definition, action, atMs);
  const missed = contact !== null && contact.there.length === 0;
  emit(play, by, lane.lane, atMs, {
    type: "MoveContested",
    no,
    odds: missed ? 0 : odds,
    suggested: missed ? "failure" : suggested,
    otherwise: missed ? "failure" : otherwise,
    rulingDueAtMs: atMs + Math.max(timeOutMs, answerable ? counterMs : 0),
    counterUntilMs: answerable ? atMs + counterMs : null,
    ...(contact ? { scene: sceneOf(play.drill, action, contact) } : {}),
  });
}

/** What an umpire has to know of a contact: who is meant and there, and how many came. */
function sceneOf(drill: Drill, { unitIds }: Act, { meant, there }: Contact): ContactScene {
  const { units } = planOf(drill.setup);
  const officers = unitIds.reduce((sum, id) => sum + (units.get(id)?.crew ?? 0), 0);
  return { meant, there, officers };
}
