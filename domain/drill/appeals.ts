import type { Side } from "@/domain/conditions/terms";
import { actionOf } from "@/domain/conditions/world";
import type { ScoredItem } from "@/domain/items/schema";
import { Rating, type Says } from "@/domain/items/terms";
import { APPEAL_WINDOW_MS } from "@/domain/policy/schema";
import { kindOf } from "@/domain/items/kinds";
import { Refusal } from "@/domain/refusal";
import { planOf } from "./plan";
import type { AppealedAgainst, AppealState, Drill, Lane } from "./state";
import type { Participant, Player } from "./terms";

/** A side of a lane. */
export type PlayedPlace = { lane: number; side: Side };

/** Every place that the team of a player has in a drill: the other leg of a swap too, and all lanes of an opposition cell. */
export function placesOfTeam({ setup }: Drill, { lane, side }: PlayedPlace): PlayedPlace[] {
  const other = side === "responder" ? "opposition" : "responder";
  if (setup.format === "swap") return [1, 2].map((one) => ({ lane: one, side: one === lane ? side : other }));
  if (setup.oppositionCell && side === "opposition") {
    return Array.from({ length: setup.lanes }, (_, i) => ({ lane: i + 1, side }));
  }
  return [{ lane, side }];
}

/** Until when a captain may appeal, Unix time in ms; null before the release. */
export function appealsUntilMs({ released, setup }: Drill): number | null {
  return released && released.wallMs + (setup.policy.appealWindowMs ?? APPEAL_WINDOW_MS);
}

/** Appeals that wait for their answer. */
export function openAppeals(drill: Drill): (AppealState & { lane: number })[] {
  return drill.lanes.flatMap(({ lane, appeals }) =>
    appeals.flatMap((appeal) => (appeal.answer ? [] : [{ ...appeal, lane }])),
  );
}

/** Whether the captains of all teams have accepted the result; sides that the engine plays have none. */
export function isAcceptedByAll({ setup, lanes }: Drill): boolean {
  return setup.teams.every(({ lane, side }) => lanes[lane - 1]?.accepted[side] !== undefined);
}

/** The levels in which a line can be settled: those of a judgement, or whether it was done. */
export function levelsOf(item: ScoredItem): readonly Says[] {
  return kindOf(item).entered === "rating" ? Rating.options : ["met", "partly", "missed"];
}

/** @throws {Refusal} "item-unknown"; "level-unknown" for a level that the kind of item has not. */
export function requireLevel(drill: Drill, itemId: string, says: Says): ScoredItem {
  const item = planOf(drill.setup).items.get(itemId);
  if (!item) throw new Refusal("item-unknown");
  if (!levelsOf(item).includes(says)) throw new Refusal("level-unknown");
  return item;
}

/** Whether somebody has rated, observed, exempted or settled an item in a lane, or ruled on what its line rests on. */
export function hasFound(drill: Drill, lane: Lane, itemId: string, personId: string): boolean {
  const entered = [...lane.observations, ...lane.ratings].some(
    (entry) => entry.itemId === itemId && entry.evaluatorId === personId,
  );
  if (entered || lane.exemptions[itemId]?.by === personId) return true;
  if (lane.settlers[itemId]?.includes(personId)) return true;
  const ruled = new Set(
    lane.actions.flatMap(({ ruling }) => (ruling?.by === personId ? [ruling.position] : [])),
  );
  return (drill.releasedCards ?? []).some(
    (card) =>
      card.lane === lane.lane &&
      card.lines.some(
        (line) => line.itemId === itemId && line.evidence.some((position) => ruled.has(position)),
      ),
  );
}

/** Whether somebody made what an appeal is about. */
export function hasDecided(drill: Drill, lane: Lane, on: AppealedAgainst, personId: string): boolean {
  if (on.of === "line") return hasFound(drill, lane, on.itemId, personId);
  return actionOf(lane, on.no)?.ruling?.by === personId;
}

/** What may be appealed against by a side, and has not been. @throws {Refusal} when it may not. */
export function requireAppealable(drill: Drill, lane: Lane, side: Side, on: AppealedAgainst): void {
  if (on.of === "line") {
    const item = planOf(drill.setup).items.get(on.itemId);
    if (item?.side !== side) throw new Refusal("item-unknown");
  } else if (!actionOf(lane, on.no)?.ruling) throw new Refusal("ruling-unknown");
  const isSame = (other: AppealedAgainst) =>
    on.of === "line"
      ? other.of === "line" && other.itemId === on.itemId
      : other.of === "ruling" && other.no === on.no;
  if (lane.appeals.some((appeal) => appeal.side === side && isSame(appeal.on)))
    throw new Refusal("appeal-twice");
}

/** @throws {Refusal} "role-not-allowed" unless they play; "captain-needed" unless they lead their team. */
export function requireCaptain(by: Participant, isCaptain: boolean | undefined): Player {
  if (by.role !== "player") throw new Refusal("role-not-allowed");
  if (!isCaptain) throw new Refusal("captain-needed");
  return by;
}
