import type { Effect } from "@/domain/actions/effects";
import type { Side } from "@/domain/conditions/terms";
import type { EffectFailed } from "@/domain/drill/failures";
import type { Plan } from "@/domain/drill/plan";
import type { Play } from "@/domain/drill/play";
import type { By, DrillEvent, Target } from "@/domain/drill/schema";
import type { Lane } from "@/domain/drill/state";

/** What an effect acts on where it names nothing itself. */
export type EffectContext = {
  target: Target;
  unitIds: readonly string[];
  by: By;
  /** The side whose action it is; null for an inject. */
  side: Side | null;
  /** Whether the responder learns of a change that otherwise only shows in what follows from it. */
  told?: boolean;
  /** What it is an effect of, where that can fail: an inject by its id, an action by its number. */
  of?: { injectId: string } | { no: number };
  /** When staff saw it, drill time in ms: then it counts from there. */
  observedAtMs?: number | null;
};

/** What an effect is carried out in. */
export type Scene = {
  play: Play;
  lane: Lane;
  plan: Plan;
  atMs: number;
  /** When it counts from: when staff saw it, or now. Drill time in ms. */
  worldMs: number;
  /** When staff saw it, drill time in ms; null for what happens by the rules. */
  observedAtMs: number | null;
  context: EffectContext;
  put: (event: DrillEvent) => void;
  /** Whether it stands already. What was only recorded may be withdrawn, and a recording may be of something earlier. */
  stands: (known: { position: number } | undefined) => boolean;
  /** Nothing fails in silence; what staff saw did not fail. */
  fail: (why: EffectFailed["why"], subjectId?: string, placeId?: string) => void;
};

/** How an effect is carried out, on the world that the one before it left. */
export type CarryOutOf<E extends Effect> = {
  // Written as a method, so that the table of all kinds can be asked for any of them.
  carryOut(effect: E, scene: Scene): void;
}["carryOut"];

/** The same for one kind of effect. */
export type CarryOut<Kind extends Effect["effect"]> = CarryOutOf<Extract<Effect, { effect: Kind }>>;
