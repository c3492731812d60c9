import { fc } from "@fast-check/vitest";
import type { CommandOf, DrillCommand } from "@/domain/drill/commands";
import { START_MS } from "@/domain/drill/given";
import { planOf } from "@/domain/drill/plan";
import type { Participant, Setup } from "@/domain/drill/schema";

/** Commands of one kind with who asks for them. */
export type Asked<T extends DrillCommand["type"]> = fc.Arbitrary<{ by: Participant; command: CommandOf<T> }>;

/** How some kinds of command come to be asked. */
export type AskedOf<Type extends DrillCommand["type"]> = { [T in Type]: Asked<T> };

/** One of everybody, and two who evaluate: what one of them enters is nothing to the other. */
export function castOf({ lanes }: Setup): {
  control: Participant;
  /** Another one of the control cell, who does not lead it. */
  second: Participant;
  evaluators: Participant[];
  observer: Participant;
  player: (side: "responder" | "opposition", lane: number) => Participant;
  all: Participant[];
} {
  const control: Participant = { role: "controller", participantId: "control", name: "Control" };
  const second: Participant = { role: "controller", participantId: "second", name: "Second" };
  const evaluators = ["evaluator-1", "evaluator-2"].map((participantId): Participant => {
    return { role: "evaluator", participantId, name: participantId };
  });
  const observer: Participant = { role: "observer", participantId: "observer", name: "Observer" };
  const player = (side: "responder" | "opposition", lane: number): Participant => {
    return { role: "player", participantId: `${side}-${lane}`, name: `${side} ${lane}`, lane, side };
  };
  const players = Array.from({ length: lanes }, (_, i) => [
    player("responder", i + 1),
    player("opposition", i + 1),
  ]).flat();
  const all = [control, second, ...evaluators, observer, ...players];
  return { control, second, evaluators, observer, player, all };
}

/** What commands in a drill of this setup are made of: ids that exist, people who take part, moments, words. */
export type Makings = ReturnType<typeof makingsOf>;

export function makingsOf(setup: Setup) {
  const { scenario } = setup;
  const cast = castOf(setup);
  const { control, second, evaluators, player, all } = cast;
  const side = fc.constantFrom("responder" as const, "opposition" as const);
  const lane = fc.integer({ min: 1, max: setup.lanes });
  const text = fc.constantFrom("收到。", "On the way.", "Two people, one van.");
  return {
    scenario,
    plan: planOf(setup),
    lane,
    side,
    text,
    incident: fc.integer({ min: 1, max: Math.min(3, scenario.incidents.length) }),
    seen: fc.option(fc.integer({ min: 0, max: 1_200_000 }), { nil: null }),
    /** Half of all devices say by which clock they counted: the first one, whatever was changed since. */
    counted: fc.option(
      fc.record({
        sinceWallMs: fc.constant(START_MS),
        wallMs: fc.integer({ min: START_MS, max: START_MS + 1_200_000 }),
      }),
      { nil: undefined },
    ),
    photos: fc.option(
      fc.uuid().map((id) => [id]),
      { nil: undefined },
    ),
    outcome: fc.constantFrom("success" as const, "failure" as const),
    items: (kind: string) => someOf(scenario.items.flatMap((item) => (item.kind === kind ? [item.id] : []))),
    player,
    evaluators,
    controller: fc.constant(control),
    controllers: fc.constantFrom(control, second),
    anybody: fc.constantFrom(...all),
    evaluator: fc.constantFrom(...evaluators),
    staff: fc.constantFrom(control, ...evaluators),
    judges: fc.constantFrom(control, second, ...evaluators),
    anyPlayer: fc.tuple(side, lane).map(([of, n]) => player(of, n)),
  };
}

/** A command and who asks for it. */
export function by<T extends DrillCommand["type"]>(
  who: fc.Arbitrary<Participant>,
  command: fc.Arbitrary<CommandOf<T>>,
): Asked<T> {
  return fc.record({ by: who, command });
}

/** One of these; where a scenario has none, an id that does not exist. */
export function someOf(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...(ids.length > 0 ? ids : ["none"]));
}
