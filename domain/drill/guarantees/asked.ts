import { fc } from "@fast-check/vitest";
import type { ActionDefinition } from "@/domain/actions/schema";
import { START_MS, startEx, type Step } from "@/domain/drill/given";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { levelsOf } from "@/domain/drill/appeals";
import { planOf } from "@/domain/drill/plan";
import { FlagKind, type DrillCommand, type Participant, type Rate, type Setup } from "@/domain/drill/schema";
import { InjectAudience } from "@/domain/injects/audience";

type CommandOf<T extends DrillCommand["type"]> = Extract<DrillCommand, { type: T }>;
type Asked<T extends DrillCommand["type"]> = fc.Arbitrary<{ by: Participant; command: CommandOf<T> }>;

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

/**
 * How each command comes to be asked in a drill of this setup: with ids that exist, by those who may. A new command
 * does not compile until it is generated here.
 */
export function askedIn(setup: Setup): { [T in DrillCommand["type"]]: Asked<T> } {
  const { scenario } = setup;
  const plan = planOf(setup);
  const { control, second, evaluators, player, all } = castOf(setup);
  const lane = fc.integer({ min: 1, max: setup.lanes });
  const side = fc.constantFrom("responder" as const, "opposition" as const);
  const incident = fc.integer({ min: 1, max: Math.min(3, scenario.incidents.length) });
  const seen = fc.option(fc.integer({ min: 0, max: 1_200_000 }), { nil: null });
  /** Half of all devices say by which clock they counted: the first one, whatever was changed since. */
  const counted = fc.option(
    fc.record({
      sinceWallMs: fc.constant(START_MS),
      wallMs: fc.integer({ min: START_MS, max: START_MS + 1_200_000 }),
    }),
    { nil: undefined },
  );
  const photos = fc.option(
    fc.uuid().map((id) => [id]),
    { nil: undefined },
  );
  const text = fc.constantFrom("收到。", "On the way.", "Two people, one van.");
  const injectId = someOf(scenario.injects.map(({ id }) => id));
  const outcome = fc.constantFrom("success" as const, "failure" as const);
  const unitIds = fc.subarray(
    scenario.forces.units.slice(0, 4).map(({ id }) => id),
    { minLength: 1, maxLength: 2 },
  );
  const nobody: fc.Arbitrary<string[]> = fc.constant([]);
  const items = (kind: string) =>
    someOf(scenario.items.flatMap((item) => (item.kind === kind ? [item.id] : [])));
  /** An item with a level that its kind has. */
  const level = fc
    .constantFrom(...scenario.items)
    .chain((item) => fc.constantFrom(...levelsOf(item)).map((says) => ({ itemId: item.id, says })));
  const both = text.map((said) => ({ zh: said, en: said }));

  const by = <T extends DrillCommand["type"]>(
    who: fc.Arbitrary<Participant>,
    command: fc.Arbitrary<CommandOf<T>>,
  ): Asked<T> => fc.record({ by: who, command });
  const controller = fc.constant(control);
  const controllers = fc.constantFrom(control, second);
  const anybody = fc.constantFrom(...all);
  const evaluator = fc.constantFrom(...evaluators);
  const staff = fc.constantFrom(control, ...evaluators);
  const anyPlayer = fc.tuple(side, lane).map(([of, n]) => player(of, n));
  /** Of control, concerning an inject of a lane. */
  const ofInject = <T extends "DeliverInject" | "ResendInject" | "HoldInject" | "ReleaseInject">(type: T) =>
    fc.record({ type: fc.constant(type), lane, injectId });

  const targets: Partial<Record<ActionDefinition["target"], string[]>> = {
    agency: [...plan.agencies.keys()],
    camera: [...plan.atlas.cameras.keys()],
    place: [...plan.atlas.places.keys()],
    actor: [...plan.actors.keys()],
    "actor-to-place": [...plan.actors.keys()],
  };
  /** What an action is asked with: what it needs, mostly. */
  const aim = (action: ActionDefinition) =>
    fc.record({
      ...(action.target === "incident" || action.target === "two-incidents" ? { incident } : {}),
      ...(action.target === "two-incidents" ? { otherIncident: incident } : {}),
      ...(targets[action.target] ? { targetId: someOf(targets[action.target] ?? []) } : {}),
      ...(action.target === "actor-to-place" ? { placeId: someOf([...plan.atlas.places.keys()]) } : {}),
      unitIds:
        action.crew === "none"
          ? nobody
          : action.onScene
            ? fc.oneof({ weight: 2, arbitrary: nobody }, { weight: 1, arbitrary: unitIds })
            : unitIds,
      note: action.note === "none" ? fc.constant("") : text,
      ...(action.id === "classify" ? { priority: fc.constantFrom(1 as const, 2 as const, 3 as const) } : {}),
    });
  const actions = actionsOf(scenario);
  // Nothing comes of a call that is not taken, and little where no crew is.
  const opening = actions.filter(({ effects }) =>
    effects.some(
      (effect) =>
        effect.effect === "dispatch" || (effect.effect === "incident-status" && effect.status === "accepted"),
    ),
  );
  const action = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...(opening.length > 0 ? opening : actions)) },
    { weight: 3, arbitrary: fc.constantFrom(...actions) },
  );

  return {
    StartDrill: by(controller, fc.constant({ type: "StartDrill", rate: 1 })),
    StartNextLeg: by(controller, fc.constant({ type: "StartNextLeg" })),
    PauseClock: by(controller, fc.constant({ type: "PauseClock", reason: "" })),
    ResumeClock: by(controller, fc.constant({ type: "ResumeClock" })),
    ChangeRate: by(
      controller,
      fc.constantFrom<Rate[]>(1, 2, 5, 10).map((rate) => ({ type: "ChangeRate", rate })),
    ),
    JumpClock: by(
      controller,
      fc.integer({ min: 1, max: 1_800_000 }).map((toMs) => ({ type: "JumpClock", toMs })),
    ),
    EndDrill: by(controller, fc.constant({ type: "EndDrill", how: "ended", reason: "" })),
    StopExercise: by(
      anybody,
      fc.tuple(text, fc.boolean()).map(([reason, real]) => ({
        type: "StopExercise",
        reason,
        ...(real ? { real: true as const } : {}),
      })),
    ),
    AnswerStop: by(controllers, fc.constant({ type: "AnswerStop" })),
    MuteStops: by(
      controllers,
      fc.constantFrom(...evaluators).map(({ participantId }) => ({ type: "MuteStops", participantId })),
    ),
    UnmuteStops: by(
      controllers,
      fc.constantFrom(...evaluators).map(({ participantId }) => ({ type: "UnmuteStops", participantId })),
    ),
    ResumeExercise: by(
      controllers,
      text.map((reason) => ({ type: "ResumeExercise", reason })),
    ),
    CallCheck: by(controllers, fc.constant({ type: "CallCheck" })),
    RepeatCheck: by(controllers, fc.constant({ type: "RepeatCheck" })),
    AnswerCheck: by(anybody, fc.constant({ type: "AnswerCheck" })),
    OfferLead: by(
      controllers,
      controllers.map(({ participantId }) => ({ type: "OfferLead", to: participantId })),
    ),
    CloseLeadOffer: by(controllers, fc.constant({ type: "CloseLeadOffer" })),
    TakeLead: by(
      controllers,
      text.map((reason) => ({ type: "TakeLead", reason })),
    ),
    DeliverInject: by(controller, ofInject("DeliverInject")),
    ResendInject: by(controller, ofInject("ResendInject")),
    HoldInject: by(controller, ofInject("HoldInject")),
    ReleaseInject: by(controller, ofInject("ReleaseInject")),
    SkipInject: by(controller, fc.record({ type: fc.constant("SkipInject"), lane, injectId, reason: text })),
    EditInject: by(
      controller,
      fc.record({ type: fc.constant("EditInject"), lane, injectId, text: both, from: both }),
    ),
    SendAdHocInject: by(
      controller,
      fc.record({
        type: fc.constant("SendAdHocInject"),
        lane,
        kind: fc.constantFrom("radio" as const, "message" as const),
        audience: fc.constantFrom(...InjectAudience.options),
        from: text,
        text,
        incident: fc.option(incident, { nil: null }),
      }),
    ),
    Rule: by(
      controller,
      fc.record({
        type: fc.constant("Rule"),
        lane,
        no: fc.integer({ min: 1, max: 6 }),
        outcome,
        rationale: text,
      }),
    ),
    TakeAction: action.chain((chosen) =>
      by(
        lane.map((n) => player(chosen.side, n)),
        fc
          .tuple(aim(chosen), chosen.counters === undefined ? fc.constant(0) : fc.integer({ min: 0, max: 5 }))
          .map(([aimed, counters]) => ({
            type: "TakeAction",
            actionId: chosen.id,
            ...aimed,
            ...(counters > 0 ? { counters } : {}),
          })),
      ),
    ),
    SendRadio: fc.oneof(
      by(
        anyPlayer,
        fc.tuple(text, fc.boolean()).map(([said, asks]) => ({
          type: "SendRadio",
          text: said,
          ...(asks ? { asksReadBack: true } : {}),
        })),
      ),
      by(
        controller,
        fc.record({
          type: fc.constant("SendRadio"),
          text,
          as: text,
          lane,
          side,
          asksReadBack: fc.constant(true),
        }),
      ),
    ),
    ReadBack: fc.oneof(
      by(
        anyPlayer,
        fc.integer({ min: 1, max: 3 }).map((n) => ({ type: "ReadBack", n })),
      ),
      by(
        controller,
        fc.record({ type: fc.constant("ReadBack"), n: fc.integer({ min: 1, max: 3 }), as: text, lane, side }),
      ),
    ),
    Decide: by(
      lane.map((n) => player("responder", n)),
      fc
        .constantFrom(...scenario.decisions)
        .chain(({ id, options }) =>
          fc
            .constantFrom(...options)
            .map((option) => ({ type: "Decide", decisionId: id, optionId: option.id, reason: "" })),
        ),
    ),
    ObserveItem: by(
      evaluator,
      fc.record({
        type: fc.constant("ObserveItem"),
        lane,
        itemId: items("procedure"),
        result: fc.constantFrom("met" as const, "partly" as const, "missed" as const, "withdrawn" as const),
        note: text,
        observedAtMs: seen,
        counted,
      }),
    ),
    RateItem: by(
      evaluator,
      fc.record({
        type: fc.constant("RateItem"),
        lane,
        itemId: items("judgement"),
        rating: fc.constantFrom("P" as const, "S" as const, "M" as const, "U" as const, null),
        note: text,
        observedAtMs: seen,
        counted,
      }),
    ),
    SubmitEvaluation: by(evaluator, fc.record({ type: fc.constant("SubmitEvaluation"), lane })),
    TakeNote: by(
      staff,
      fc.record({ type: fc.constant("TakeNote"), lane, text, observedAtMs: seen, counted, photos }),
    ),
    FlagMoment: by(
      controllers,
      fc.record({
        type: fc.constant("FlagMoment"),
        lane,
        kind: fc.constantFrom(...FlagKind.options),
        text,
        observedAtMs: seen,
      }),
    ),
    RecordArrival: by(
      staff,
      fc.record({
        type: fc.constant("RecordArrival"),
        lane,
        unitId: unitIds.map(([unitId = ""]) => unitId),
        incident,
        observedAtMs: seen,
        counted,
        photos,
      }),
    ),
    RecordAction: by(
      staff,
      action.chain((chosen) =>
        fc.tuple(aim(chosen), lane, outcome, seen, counted).map(([aimed, n, ended, observedAtMs, by]) => ({
          type: "RecordAction",
          lane: n,
          actionId: chosen.id,
          ...aimed,
          outcome: ended,
          observedAtMs,
          counted: by,
        })),
      ),
    ),
    RecordStage: by(
      staff,
      fc.record({
        type: fc.constant("RecordStage"),
        lane,
        incident,
        status: fc.constantFrom("accepted" as const, "on-scene" as const, "controlled" as const),
        observedAtMs: seen,
        counted,
      }),
    ),
    WithdrawRecord: by(
      staff,
      fc.record({
        type: fc.constant("WithdrawRecord"),
        lane,
        record: fc.integer({ min: 1, max: 3 }),
        reason: text,
      }),
    ),
    GrantExemption: by(
      controller,
      fc.record({
        type: fc.constant("GrantExemption"),
        lane,
        itemId: someOf(scenario.items.map(({ id }) => id)),
        reason: text,
      }),
    ),
    ReleaseScores: by(controller, fc.constant({ type: "ReleaseScores" })),

    ModerateLine: by(
      controllers,
      fc
        .tuple(lane, level, text)
        .map(([n, settled, reason]) => ({ type: "ModerateLine", lane: n, ...settled, reason })),
    ),
    FileAppeal: by(
      anyPlayer,
      fc.record({
        type: fc.constant("FileAppeal"),
        lane,
        on: fc.oneof(
          level.map(({ itemId }) => ({ of: "line" as const, itemId })),
          fc.integer({ min: 1, max: 3 }).map((no) => ({ of: "ruling" as const, no })),
        ),
        text,
        // In every drill: how long its log is, is no secret once everybody may read it.
        evidence: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
      }),
    ),
    AnswerAppeal: by(
      fc.constantFrom(control, second, ...evaluators),
      fc
        .tuple(lane, fc.integer({ min: 1, max: 2 }), fc.option(level), text)
        .map(([n, no, settled, reason]) => ({
          type: "AnswerAppeal",
          lane: n,
          no,
          accepted: settled !== null,
          reason,
          settled: settled ? [settled] : [],
        })),
    ),
    AcceptResult: by(anyPlayer, fc.constant({ type: "AcceptResult" })),
    DeclareFinal: by(controller, fc.constant({ type: "DeclareFinal" })),
  };
}

/** A drill that is ended and talked about to the end of its result: what chance alone hardly ever asks in that order. */
function closingIn(setup: Setup): fc.Arbitrary<{ by: Participant; command: DrillCommand }[]> {
  const { control, second, evaluators, all } = castOf(setup);
  const asked = askedIn(setup);
  const [rater] = evaluators;
  const item = setup.scenario.items.find(({ kind }) => kind === "judgement" || kind === "procedure");
  if (!rater || !item) return fc.constant([]);
  const isRated = item.kind === "judgement";
  const rating: DrillCommand = isRated
    ? { type: "RateItem", lane: 1, itemId: item.id, rating: "M", note: "" }
    : { type: "ObserveItem", lane: 1, itemId: item.id, result: "partly", note: "", observedAtMs: null };
  const says = isRated ? ("S" as const) : ("met" as const);
  const own = all.find((one) => one.role === "player" && one.side === item.side && one.lane === 1);
  const settled = fc.boolean().map((isAccepted) => (isAccepted ? [{ itemId: item.id, says }] : []));
  return fc.tuple(settled, asked.FileAppeal, asked.AnswerAppeal).map(([answer, otherAppeal, otherAnswer]) => [
    { by: control, command: { type: "EndDrill", how: "ended", reason: "" } },
    { by: rater, command: rating },
    ...evaluators.map((by) => ({ by, command: { type: "SubmitEvaluation" as const, lane: 1 } })),
    {
      by: second,
      command: { type: "ModerateLine", lane: 1, itemId: item.id, says, reason: "Both saw half." },
    },
    { by: control, command: { type: "ReleaseScores" } },
    otherAppeal,
    ...(own
      ? [
          {
            by: own,
            command: {
              type: "FileAppeal" as const,
              lane: 1,
              on: { of: "line" as const, itemId: item.id },
              text: "Look at the radio log.",
              evidence: [2],
            },
          },
        ]
      : []),
    ...[1, 2].map((no) => ({
      by: control,
      command: {
        type: "AnswerAppeal" as const,
        lane: 1,
        no,
        accepted: answer.length > 0,
        reason: "So it was.",
        settled: answer,
      },
    })),
    otherAnswer,
    ...all.flatMap((by) =>
      by.role === "player" ? [{ by, command: { type: "AcceptResult" as const } }] : [],
    ),
    { by: control, command: { type: "DeclareFinal" } },
  ]);
}

/** How often a command is asked, where not once: most of a drill is played by its players. */
const OFTEN: Partial<Record<DrillCommand["type"], number>> = {
  TakeAction: 40,
  SendRadio: 5,
  ReadBack: 3,
  Decide: 3,
  Rule: 5,
  AnswerCheck: 3,
  ResumeExercise: 2,
  MuteStops: 2,
  UnmuteStops: 2,
  OfferLead: 2,
  CloseLeadOffer: 2,
  RecordAction: 4,
  RecordArrival: 3,
};

/** What is asked in a drill, one thing after another, from StartEx on. Now and then by somebody who may not. */
export function stepsIn(setup: Setup): fc.Arbitrary<Step[]> {
  const commands: Record<string, fc.Arbitrary<{ by: Participant; command: DrillCommand }>> = askedIn(setup);
  const often: Record<string, number> = OFTEN;
  const asked = Object.entries(commands).map(([type, arbitrary]) => ({
    weight: often[type] ?? 1,
    arbitrary,
  }));
  const anybody = fc.constantFrom(...castOf(setup).all);
  const step = fc
    .tuple(fc.integer({ min: 1, max: 60_000 }), fc.oneof(...asked), fc.nat(19), anybody)
    .map(([gapMs, { by, command }, luck, other]) => ({ gapMs, by: luck === 0 ? other : by, command }));
  const closing = fc.option(closingIn(setup), { nil: [], freq: 2 });
  return fc.tuple(fc.array(step, { maxLength: 40, size: "max" }), closing).map(([gaps, last]) => {
    let afterMs = 0;
    return [
      { ...startEx, by: castOf(setup).control },
      ...gaps.map(({ gapMs, by, command }): Step => ({ by, command, afterMs: (afterMs += gapMs) })),
      ...last.map(({ by, command }): Step => ({ by, command, afterMs: (afterMs += 1_000) })),
    ];
  });
}

/** One of these; where a scenario has none, an id that does not exist. */
function someOf(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...(ids.length > 0 ? ids : ["none"]));
}
