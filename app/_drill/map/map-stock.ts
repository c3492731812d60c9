import { pointAlong } from "@/domain/ground/routing";
import type { LonLat } from "@/domain/ground/schema";
import type { UnitSeen } from "@/domain/view/schema";
import type { MapActor, MapIncident, MapUnit } from "./board-map";
import type { Thing } from "./map-layout";
import type { PieceMaker } from "./map-pieces";

type Leg = NonNullable<UnitSeen["leg"]>;

/** What stands on the ground for one thing: how it is drawn, and where it is. */
export type Piece = {
  thing: Omit<Thing, "x" | "y">;
  at: LonLat;
  leg: Leg | null;
  /** Whatever makes it look as it does, to see whether it has to be drawn anew. */
  look: string;
  draw: () => HTMLElement;
};

/** Width of a text in pixels, by weight and size of its letters. */
type Ruler = (text: string, weight: number, size: number) => number;

/** What there is on the ground, by id: incidents, then crews, then actors. */
export function piecesOf(
  { incidents, units, actors }: Stock,
  { pin, chip, tag }: Pick<PieceMaker, "pin" | "chip" | "tag">,
  ruler: Ruler,
): Map<string, Piece> {
  const pieces = [
    ...incidents.map((incident) => pieceOfIncident(incident, pin)),
    ...units.flatMap((unit) => pieceOfUnit(unit, chip, ruler)),
    ...actors.map((actor) => pieceOfActor(actor, tag, ruler)),
  ];
  return new Map(pieces.map((piece) => [piece.thing.id, piece]));
}

export type Stock = {
  incidents: readonly MapIncident[];
  units: readonly MapUnit[];
  actors: readonly MapActor[];
};

/** Where a piece is at a drill time, in ms. */
export function whereIs({ at, leg }: Pick<Piece, "at" | "leg">, drillMs: number): LonLat {
  if (!leg) return at;
  const total = Math.max(1, leg.arrivesAtMs - leg.departsAtMs);
  return pointAlong(leg.path, (drillMs - leg.departsAtMs) / total);
}

function pieceOfIncident(incident: MapIncident, pin: PieceMaker["pin"]): Piece {
  return {
    thing: {
      id: `incident:${incident.number}`,
      kind: "incident",
      width: incident.priority === null ? 26 : 42,
      moving: false,
      rank: 100 + (incident.selected ? 20 : 0) - (incident.over ? 10 : 0) + 4 - (incident.priority ?? 4),
    },
    at: incident.at,
    leg: null,
    look: JSON.stringify(incident),
    draw: () => pin(incident),
  };
}

function pieceOfUnit(unit: MapUnit, chip: PieceMaker["chip"], ruler: Ruler): Piece[] {
  const at = unit.leg?.path[0] ?? unit.at;
  if (!at) return [];
  return [
    {
      thing: {
        id: `unit:${unit.id}`,
        kind: "unit",
        width: ruler(unit.label, 600, 11) + (unit.branch ? 22 : 10),
        moving: unit.leg !== null,
        rank: unit.leg ? 60 : 40,
      },
      at,
      leg: unit.leg,
      look: JSON.stringify([unit.label, unit.title, unit.status, unit.branch]),
      draw: () => chip(unit),
    },
  ];
}

function pieceOfActor(actor: MapActor, tag: PieceMaker["tag"], ruler: Ruler): Piece {
  return {
    thing: {
      id: `actor:${actor.id}`,
      kind: "actor",
      width: Math.min(124, ruler(actor.label, 600, 11) + 27),
      moving: Boolean(actor.leg),
      rank: actor.selected ? 59 : 50,
    },
    at: actor.at,
    leg: actor.leg ?? null,
    look: JSON.stringify([actor.label, actor.status, actor.selected]),
    draw: () => tag(actor),
  };
}
