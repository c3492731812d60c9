import "server-only";
import type { Side } from "@/domain/conditions/terms";
import type { Rate, Skill } from "@/domain/drill/schema";
import { LOOK_EVERY_MS } from "@/domain/rehearsal/scripted";
import { evaluatorMoves } from "@/domain/rehearsal/evaluator";
import type { ReviewMoment } from "@/domain/review/schema";
import type { ScoreCard } from "@/domain/score-card/schema";
import { inLocale } from "@/domain/text";
import type { Offered } from "@/domain/locales";
import type { FullSetting } from "@/domain/view/schema";
import type { Api, Company } from "./api";
import { allDone, boardOf, jumpTo, nextDueMs, nowOn } from "./control";
import type { LaneSeen } from "./control";
import { placesFor } from "./places";
import type { Format, ScenarioFound } from "./places";
import { ask, joinAsPlayer, look, nextWishMs, send, wishes } from "./seat";
import type { Counted, PlayerSeat } from "./seat";

const RATE: Rate = 60;
/** Not all that happens is announced to control, so nobody looks away for longer. Drill time. */
const LOOK_AWAY_MS_MAX = 60_000;

export type Rehearsal = {
  company: Company;
  scenario: ScenarioFound;
  format: Format;
  /** Lanes side by side; 1 when opposed. */
  teams: number;
  seed: number;
  skills: Record<Side, Skill>;
  locale: Offered;
  /** Told what is going on, a line at a time. */
  say: (line: string) => void;
};

export type Played = Counted & {
  moments: ReviewMoment[];
  cards: ScoreCard[];
  teams: FullSetting["teams"];
};

/** Plays a whole drill as the people who take part would: joining by code, seeing only their own view. */
export async function play(rehearsal: Rehearsal): Promise<Played> {
  const { company, scenario, seed, skills } = rehearsal;
  const { trainer: control, evaluator } = company;
  const { drillId, seats } = await gather(rehearsal);
  await send(control, drillId, { type: "StartDrill", rate: RATE });
  const setting = await evaluator.drill.setting.query({ drillId });
  if (setting.kind !== "full") throw new Error("The evaluator does not see the whole setting.");

  const counted = await playToEnd(control, drillId, seats, setting.plannedMinutes * 60_000);
  await send(control, drillId, { type: "EndDrill", how: "ended", reason: "" });
  const lanes = [...new Set(seats.map(({ lane }) => lane))];
  await evaluate(evaluator, drillId, setting, lanes, skills.responder, seed);
  await Promise.all(lanes.map((lane) => send(evaluator, drillId, { type: "SubmitEvaluation", lane })));
  await send(control, drillId, { type: "ReleaseScores" });

  const [overview, moments] = await Promise.all([
    control.review.overview.query({ drillId }),
    control.review.timeline.query({ drillId, lane: null }),
  ]);
  if (overview.cards.length === 0) throw new Error(`A drill on ${scenario.id} has no score card.`);
  return { moments, cards: overview.cards, teams: setting.teams, ...counted };
}

/** Plans the drill; everybody comes in. */
async function gather({ company, scenario, format, teams, seed, skills, locale, say }: Rehearsal) {
  const places = placesFor(format, scenario.opposed, teams, locale);
  const { drillId, joinCode } = await company.trainer.drill.create.mutate({
    title: `${inLocale(scenario.title, locale)} · ${locale === "zh" ? "推演" : "rehearsal"}`,
    scenarioId: scenario.id,
    format,
    mode: "tabletop",
    noNotice: false,
    teams: places,
    scripted: [],
    oppositionCell: false,
    people: [],
  });
  say(`${inLocale(scenario.title, locale)} · ${joinCode}`);
  await company.evaluator.drill.join.mutate({ code: joinCode, role: "evaluator" });
  const seats = await Promise.all(
    places.map(({ lane, side }, i) => {
      const api = company.officers[i];
      if (!api) throw new Error("There are more places than officers.");
      return joinAsPlayer(joinCode, { api, drillId, lane, side, skill: skills[side], seed, locale });
    }),
  );
  return { drillId, seats };
}

/**
 * Lets the drill run at 60x and skips every lull: control jumps to the next time at which something has fallen due
 * or a player would act. Players look at times that depend on the drill alone, and in a lane act in a fixed order,
 * so the wall clock has little say in what they do.
 */
async function playToEnd(
  control: Api,
  drillId: string,
  seats: readonly PlayerSeat[],
  endMs: number,
): Promise<Counted> {
  const counted = { moves: 0, refused: 0 };
  for (let atMs = 0; atMs < endMs;) {
    // Before the players look: what control sees no more as due is then on their boards.
    const board = await boardOf(control, drillId);
    if (board.view.phase === "ended" || allDone(board.view)) break;

    const turns = await Promise.all(
      board.view.lanes.map((lane) =>
        takeTurns(
          seats.filter((seat) => seat.lane === lane.lane),
          lane,
          atMs,
        ),
      ),
    );
    for (const { moves, refused } of turns) {
      counted.moves += moves;
      counted.refused += refused;
    }
    const nextMs = Math.max(Math.min(...seats.map(({ lookAtMs }) => lookAtMs)), nowOn(board), atMs + 1);
    atMs = Math.min(Math.ceil(nextMs / LOOK_EVERY_MS) * LOOK_EVERY_MS, endMs);
    await jumpTo(control, drillId, atMs);
  }
  return counted;
}

/** Whoever in a lane has reason to looks at the board; then one after the other they act on what they saw. */
async function takeTurns(seats: readonly PlayerSeat[], lane: LaneSeen, atMs: number): Promise<Counted> {
  const looking = seats.filter(({ lookAtMs }) => lookAtMs <= atMs);
  const looks = await Promise.all(looking.map(async (seat) => ({ seat, view: await look(seat) })));
  const total = { moves: 0, refused: 0 };
  let isStirred = false;
  for (const { seat, view } of looks) {
    const { moves, refused } = await ask(seat, wishes(seat, view, atMs), atMs);
    total.moves += moves;
    total.refused += refused;
    const untilMs = Math.min(nextDueMs(lane, seat.side, atMs), atMs + LOOK_AWAY_MS_MAX);
    seat.lookAtMs = moves > 0 ? atMs + LOOK_EVERY_MS : nextWishMs(seat, view, atMs, untilMs);
    isStirred ||= moves > 0 && seat.side === "opposition";
  }
  // What the opposition does can make the responders' telephone ring at once.
  if (isStirred) for (const seat of seats) seat.lookAtMs = atMs + LOOK_EVERY_MS;
  return total;
}

/** Enters ratings and observations, in all lanes at the same time. */
async function evaluate(
  evaluator: Api,
  drillId: string,
  setting: FullSetting,
  lanes: readonly number[],
  skill: Skill,
  seed: number,
): Promise<void> {
  await Promise.all(
    lanes.map(async (lane) => {
      for (const command of evaluatorMoves({ setup: setting, lanes: [{ lane }] }, skill, seed)) {
        await send(evaluator, drillId, command);
      }
    }),
  );
}
