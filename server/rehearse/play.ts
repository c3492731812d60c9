import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import type { Side } from "@/domain/conditions/schema";
import { drillTimeAt } from "@/domain/drill/clock";
import type { DrillCommand, Rate, Skill } from "@/domain/drill/schema";
import { evaluatorMoves } from "@/domain/rehearsal/evaluator";
import { nextMoves } from "@/domain/rehearsal/player";
import type { ReviewMoment } from "@/domain/review/schema";
import type { ScoreCard } from "@/domain/scoring/schema";
import { inLocale } from "@/domain/text";
import type { Locale, LocalText } from "@/domain/text";
import type { ControlView, SideSetting } from "@/domain/view/schema";
import { signInAs } from "./api";
import type { Api } from "./api";

const RATE: Rate = 60;
/** How often everybody looks at the board, wall time: a quarter of a minute of drill time at 60x. */
const LOOK_EVERY_MS = 250;
/** A player who was told no does not ask for the same again at once. Drill time. */
const SULK_MS = 120_000;
/** Control skips a lull rather than wait for it, but never more than this at once. Drill time. */
const SKIP_MS_MAX = 120_000;
const SKIP_MS_MIN = 20_000;

export type Rehearsal = {
  url: string;
  /** A starter's slug, a title, or an id. */
  scenario: string;
  seed: number;
  skills: Record<Side, Skill>;
  locale: Locale;
  /** Told what is going on, a line at a time. */
  say: (line: string) => void;
};

export type Played = {
  drillId: string;
  moments: ReviewMoment[];
  cards: ScoreCard[];
  teams: { lane: number; side: Side; name: string }[];
  /** Commands that were carried out, and that were refused. */
  moves: number;
  refused: number;
};

type Player = {
  api: Api;
  side: Side;
  lane: number;
  setting: SideSetting;
  /** Until when a refused command is not asked for again, drill time by command. */
  sulking: Map<string, number>;
};

/** Plays a whole drill as the people who take part would: signing in, joining by code, seeing only their own view. */
export async function play({ url, scenario, seed, skills, locale, say }: Rehearsal): Promise<Played> {
  const [control, evaluator] = await Promise.all([
    signInAs(url, "trainer", locale),
    signInAs(url, "evaluator", locale),
  ]);
  const found = await findScenario(control, scenario);
  const { drillId, joinCode } = await control.drill.create.mutate({
    title: `${inLocale(found.title, locale)} · ${locale === "zh" ? "推演" : "rehearsal"}`,
    scenarioId: found.id,
    format: found.opposed ? "opposed" : "parallel",
    mode: "tabletop",
    noNotice: false,
    teams: found.opposed
      ? [
          { lane: 1, side: "responder", teamId: null, name: locale === "zh" ? "潮声队" : "Tide" },
          { lane: 1, side: "opposition", teamId: null, name: locale === "zh" ? "砥礁队" : "Reef" },
        ]
      : [
          { lane: 1, side: "responder", teamId: null, name: locale === "zh" ? "潮声队" : "Tide" },
          { lane: 2, side: "responder", teamId: null, name: locale === "zh" ? "砥礁队" : "Reef" },
        ],
    people: [],
  });
  say(`${inLocale(found.title, locale)} · ${joinCode}`);
  const players = await Promise.all(
    [
      { key: "tide-captain", lane: 1, side: "responder" as const },
      found.opposed
        ? { key: "reef-captain", lane: 1, side: "opposition" as const }
        : { key: "reef-captain", lane: 2, side: "responder" as const },
    ].map((place) => joinAsPlayer(url, joinCode, drillId, place, locale)),
  );
  await evaluator.drill.join.mutate({ code: joinCode, role: "evaluator" });

  const send = (api: Api, command: DrillCommand) =>
    api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  const counts = { moves: 0, refused: 0 };

  await send(control, { type: "StartDrill", rate: RATE });
  const setting = await evaluator.drill.setting.query({ drillId });
  if (setting.kind !== "full") throw new Error("The evaluator does not see the whole setting.");
  const endMs = setting.plannedMinutes * 60_000;

  for (;;) {
    const [view, { wallMs }] = await Promise.all([
      control.drill.view.query({ drillId }),
      control.drill.wallTime.query(),
    ]);
    if (view.kind !== "control") throw new Error("Control does not see the drill as control.");
    const nowMs = drillTimeAt(view.clock, wallMs);
    if (view.phase === "ended" || nowMs >= endMs || allDone(view)) break;

    const done = await Promise.all(
      players.map((player) => takeTurn(player, drillId, skills[player.side], seed, locale, send)),
    );
    for (const turn of done) {
      counts.moves += turn.moves;
      counts.refused += turn.refused;
    }
    const lull = done.every(({ moves }) => moves === 0);
    const toMs = Math.min(endMs, nowMs + SKIP_MS_MAX, nextDueMs(view, nowMs));
    if (lull && toMs - nowMs >= SKIP_MS_MIN) {
      try {
        await send(control, { type: "JumpClock", toMs });
      } catch (error) {
        // On a busy machine the running clock can be past the target already; then there is nothing to skip.
        if (!isRefusedJump(error)) throw error;
      }
    } else {
      await pause(LOOK_EVERY_MS);
    }
  }

  const lanes = [...new Set(players.map(({ lane }) => lane))].map((lane) => ({ lane }));
  for (const command of evaluatorMoves({ setup: setting, lanes }, skills.responder, seed)) {
    await send(evaluator, command);
  }
  await send(control, { type: "EndDrill", how: "ended", reason: "" });
  for (const { lane } of lanes) await send(evaluator, { type: "SubmitEvaluation", lane });
  await send(control, { type: "ReleaseScores" });

  const [overview, moments] = await Promise.all([
    control.review.overview.query({ drillId }),
    control.review.timeline.query({ drillId, lane: null }),
  ]);
  return { drillId, moments, cards: overview.cards, teams: setting.teams, ...counts };
}

async function findScenario(api: Api, wanted: string) {
  const listed = await api.scenario.list.query();
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s-]+/g, "-")
      .replace(/^the-/, "");
  const named = (title: LocalText) => [title.zh, title.en].some((text) => plain(text) === plain(wanted));
  const found = listed.find(({ id, slug, title }) => id === wanted || slug === wanted || named(title));
  if (found) return found;
  const names = listed.map(({ slug, title }) => `  ${(slug ?? "").padEnd(18)}${title.zh} · ${title.en}`);
  throw new Error(
    `没有想定“${wanted}” · no scenario "${wanted}". 可用的有 · there are:\n${names.join("\n")}`,
  );
}

async function joinAsPlayer(
  url: string,
  code: string,
  drillId: string,
  { key, lane, side }: { key: string; lane: number; side: Side },
  locale: Locale,
): Promise<Player> {
  const api = await signInAs(url, key, locale);
  await api.drill.join.mutate({ code, role: "player", lane, side });
  const setting = await api.drill.setting.query({ drillId });
  if (setting.kind !== "side") throw new Error("A player sees more than the setting of one side.");
  return { api, side, lane, setting, sulking: new Map() };
}

/** One look at the board, and what follows from it. */
async function takeTurn(
  player: Player,
  drillId: string,
  skill: Skill,
  seed: number,
  locale: Locale,
  send: (api: Api, command: DrillCommand) => Promise<unknown>,
): Promise<{ moves: number; refused: number }> {
  const { api, setting, sulking, lane } = player;
  const [view, { wallMs }] = await Promise.all([
    api.drill.view.query({ drillId }),
    api.drill.wallTime.query(),
  ]);
  if (view.kind !== "side") throw new Error("A player sees more than the view of one side.");
  const nowMs = drillTimeAt(view.clock, wallMs);
  const count = { moves: 0, refused: 0 };
  for (const command of nextMoves(setting, view, skill, nowMs, seed + lane, locale)) {
    const key = sameAgain(command);
    if (nowMs < (sulking.get(key) ?? 0)) continue;
    try {
      await send(api, command);
      count.moves += 1;
    } catch (error) {
      // A "no" is part of the game: the world has moved on since the look. Anything else is not.
      if (!(error instanceof TRPCClientError) || error.data === undefined || error.data === null) throw error;
      count.refused += 1;
      sulking.set(key, nowMs + SULK_MS);
    }
  }
  return count;
}

/** What counts as asking for the same thing: another crew does not make an action possible, but it can be sent. */
function sameAgain(command: DrillCommand): string {
  const crewMatters = command.type !== "TakeAction" || command.actionId === "dispatch";
  return JSON.stringify(crewMatters ? command : { ...command, unitIds: [] });
}

/** Nothing is left to happen: the plan is played out and every call is off the board. */
function allDone(view: ControlView): boolean {
  return view.lanes.every(
    ({ injects, incidents, actions }) =>
      incidents.length > 0 &&
      injects.every(
        ({ status, dueAtMs }) => status === "delivered" || status === "skipped" || dueAtMs === null,
      ) &&
      incidents.every(
        ({ status, mergedInto }) => mergedInto !== null || status === "closed" || status === "diverted",
      ) &&
      actions.every(({ state }) => state === "done" || state === "failed"),
  );
}

/** When the next thing happens by itself, as far as control can know; drill time, Infinity when nothing will. */
function nextDueMs({ lanes }: ControlView, nowMs: number): number {
  const dues = lanes.flatMap((lane) => [
    ...lane.injects.flatMap(({ status, held, dueAtMs }) =>
      !held && (status === "pending" || status === "scheduled") && dueAtMs !== null ? [dueAtMs] : [],
    ),
    ...lane.units.flatMap(({ leg, busyUntilMs }) => [leg?.arrivesAtMs ?? Infinity, busyUntilMs ?? Infinity]),
    ...lane.actions.flatMap(({ state, endsAtMs, contested }) =>
      state === "under-way"
        ? [endsAtMs]
        : state === "contested"
          ? [contested?.rulingDueAtMs ?? Infinity]
          : [],
    ),
    ...lane.decisions.flatMap(({ taken, lapsed, closesAtMs }) => (taken || lapsed ? [] : [closesAtMs])),
  ]);
  return Math.min(...dues.filter((dueMs) => dueMs > nowMs), Infinity);
}

function isRefusedJump(error: unknown): boolean {
  const refused = z.object({ refusal: z.object({ code: z.literal("jump-backwards") }) });
  return error instanceof TRPCClientError && refused.safeParse(error.data).success;
}
