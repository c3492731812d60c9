import Graph from "graphology";
import { dijkstra } from "graphology-shortest-path";
import { atlasOf, metresBetween } from "./atlas";
import type { FeatureOf, Ground, LonLat, RoadClass, Vehicle } from "./schema";

/** A way through the road graph, with the time each junction on it is reached. */
export type Route = {
  path: LonLat[];
  /** Junctions in order, the start included, with ms since departure. */
  via: { junctionId: string; afterMs: number }[];
  lengthM: number;
  durationMs: number;
};

/**
 * Travel speeds in km/h by vehicle and class of road; a class that is missing cannot
 * be used. This project's own working figures for an emergency run in a town.
 */
const SPEED_KMH: Record<Vehicle, Partial<Record<RoadClass, number>>> = {
  foot: { main: 5, street: 5, lane: 5, path: 5 },
  motorcycle: { main: 55, street: 42, lane: 28, path: 14 },
  car: { main: 52, street: 38, lane: 20 },
  van: { main: 45, street: 32, lane: 16 },
  boat: { water: 28 },
};

type Edge = { seconds: number; road: FeatureOf<"road"> };
type RoadGraph = Graph<object, Edge>;

const graphs = new WeakMap<Ground, Map<Vehicle, RoadGraph>>();

/**
 * The quickest way for a vehicle between two junctions.
 *
 * @param congestion Factor on every travel time; 1 is free flow.
 * @returns null when the vehicle cannot get there (an island without a bridge, a lane too narrow).
 */
export function routeBetween(
  ground: Ground,
  vehicle: Vehicle,
  from: string,
  to: string,
  congestion = 1,
): Route | null {
  const atlas = atlasOf(ground);
  const start = atlas.junctions.get(from);
  if (!start || !atlas.junctions.has(to)) return null;
  if (from === to) {
    return { path: [start], via: [{ junctionId: from, afterMs: 0 }], lengthM: 0, durationMs: 0 };
  }
  const graph = graphFor(ground, vehicle);
  if (!graph.hasNode(from) || !graph.hasNode(to)) return null;
  const stops = dijkstra.bidirectional(graph, from, to, "seconds");
  if (!stops) return null;

  const path: LonLat[] = [start];
  const via = [{ junctionId: from, afterMs: 0 }];
  let lengthM = 0;
  let ms = 0;
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1];
    if (before === undefined) continue;
    const { seconds, road } = graph.getEdgeAttributes(graph.edge(before, stop));
    const line =
      road.properties.from === before ? road.geometry.coordinates : [...road.geometry.coordinates].reverse();
    path.push(...line.slice(1));
    lengthM += lengthOf(line);
    ms += seconds * 1_000 * congestion;
    via.push({ junctionId: stop, afterMs: Math.round(ms) });
  }
  return { path, via, lengthM: Math.round(lengthM), durationMs: Math.round(ms) };
}

/** Metres along a line. */
export function lengthOf(line: readonly LonLat[]): number {
  return line.reduce((sum, point, i) => {
    const before = line[i - 1];
    return before ? sum + metresBetween(before, point) : 0;
  }, 0);
}

/** The point at a share (0 to 1) of a line's length. */
export function pointAlong(line: readonly LonLat[], share: number): LonLat {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last) throw new RangeError("A line needs at least one point.");
  if (share <= 0) return first;
  let left = lengthOf(line) * Math.min(1, share);
  for (const [i, point] of line.entries()) {
    const before = line[i - 1];
    if (!before) continue;
    const piece = metresBetween(before, point);
    if (piece >= left && piece > 0) {
      const part = left / piece;
      return [before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part];
    }
    left -= piece;
  }
  return last;
}

/** What is left of a line after a share (0 to 1) of its length, the point itself first. */
export function restOfLine(line: readonly LonLat[], share: number): LonLat[] {
  const at = pointAlong(line, share);
  let left = lengthOf(line) * Math.max(0, Math.min(1, share));
  for (const [i, point] of line.entries()) {
    const before = line[i - 1];
    if (!before) continue;
    const piece = metresBetween(before, point);
    if (piece > left) return [at, ...line.slice(i)];
    left -= piece;
  }
  return [at];
}

function graphFor(ground: Ground, vehicle: Vehicle): RoadGraph {
  const perVehicle = graphs.get(ground) ?? new Map<Vehicle, RoadGraph>();
  graphs.set(ground, perVehicle);
  const known = perVehicle.get(vehicle);
  if (known) return known;

  const graph: RoadGraph = new Graph({ type: "undirected", multi: false });
  for (const road of atlasOf(ground).roads) {
    const kmh = SPEED_KMH[vehicle][road.properties.class];
    if (kmh === undefined) continue;
    const seconds = lengthOf(road.geometry.coordinates) / (kmh / 3.6);
    const { from, to } = road.properties;
    if (from === to) continue;
    const there = graph.hasEdge(from, to) ? graph.getEdgeAttributes(graph.edge(from, to)).seconds : Infinity;
    // Of two roads between the same junctions only the quicker one can lie on a quickest way.
    if (seconds < there) {
      graph.mergeNode(from);
      graph.mergeNode(to);
      graph.mergeEdge(from, to, { seconds, road });
    }
  }
  perVehicle.set(vehicle, graph);
  return graph;
}
