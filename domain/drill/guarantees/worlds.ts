import type { ActionDefinition } from "@/domain/actions/schema";
import { shiftSetup } from "@/domain/drill/given";
import type { Mode, Setup } from "@/domain/drill/schema";
import type { GroundFeature } from "@/domain/ground/schema";

/**
 * Small worlds in which everything that can happen happens soon: two shifts, somebody to be seen, an island no road
 * leads to, and moves that are contested, answered and paid for.
 */
const { scenario, ground } = shiftSetup;
const plain: Pick<
  ActionDefinition,
  "target" | "crew" | "onScene" | "stages" | "actorIs" | "effects" | "note"
> = {
  target: "none",
  crew: "none",
  onScene: false,
  stages: [],
  actorIs: [],
  effects: [],
  note: "none",
};

/** A camera at the shop, whose picture can be asked for. */
const camera: GroundFeature = {
  type: "Feature",
  geometry: { type: "Point", coordinates: [122.02, 30] },
  properties: {
    kind: "camera",
    id: "camera",
    name: { zh: "探头", en: "Camera" },
    rangeM: 60,
    junction: "c",
  },
};

const opposed: Setup = {
  ...shiftSetup,
  ground: { ...ground, features: [...ground.features, camera] },
  scenario: {
    ...scenario,
    actions: [
      ...scenario.actions,
      {
        ...plain,
        id: "op-defy",
        side: "opposition",
        group: "opposition",
        label: { zh: "对抗", en: "Defy" },
        notice: "everyone",
        durationMs: 60_000,
        cost: 1,
        adjudication: {
          by: "umpire",
          odds: 0.6,
          suggested: "success",
          otherwise: "draw",
          timeOutMs: 120_000,
          counterMs: 90_000,
        },
      },
      {
        ...plain,
        id: "answer",
        side: "responder",
        group: "handle",
        label: { zh: "应对", en: "Answer" },
        notice: "own",
        durationMs: 0,
        cost: 0,
        adjudication: { by: "auto" },
        counters: 0.2,
      },
    ],
    injects: [
      ...scenario.injects,
      {
        id: "to-the-island",
        title: { zh: "上岛", en: "To the island" },
        kind: "environment",
        from: { zh: "", en: "" },
        text: { zh: "他往岛上去了。", en: "He makes for the island." },
        audience: "control",
        trigger: { on: "time", atMs: 240_000 },
        effects: [{ effect: "set-out", actorId: "thief", placeId: "pier" }],
        expected: [],
      },
      {
        id: "clip",
        title: { zh: "画面", en: "A clip" },
        kind: "video",
        from: { zh: "图侦", en: "Video team" },
        text: { zh: "半分钟前他从商店门口走过。", en: "Half a minute ago he passed the shop." },
        audience: "responder",
        trigger: { on: "time", atMs: 60_000 },
        effects: [{ effect: "sighting", actorId: "thief", placeId: "shop", seenAtMs: 30_000 }],
        expected: [],
      },
    ],
    oppositionBudget: 5,
    actors: scenario.actors.map((actor) => ({ ...actor, hidden: false })),
    builtInActions: [
      "classify",
      "merge",
      "detain",
      "intercept",
      "checkpoint",
      "force-hands",
      "notify-agency",
      "request-feed",
      "op-move",
      "op-block-road",
      "op-agitate",
      "op-lie-low",
    ],
  },
};
const inMode = (mode: Mode): Setup => ({ ...opposed, mode });

export const worlds: readonly Setup[] = [
  opposed,
  inMode("mixed"),
  inMode("field"),
  { ...opposed, format: "parallel", lanes: 2, teams: [] },
  { ...opposed, format: "swap", lanes: 2, teams: [] },
];
