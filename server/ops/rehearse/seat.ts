import "server-only";
import { randomUUID } from "node:crypto";
import { TRPCClientError } from "@trpc/client";
import type { Side } from "@/domain/conditions/terms";
import type { DrillCommand, Skill } from "@/domain/drill/schema";
import { LOOK_EVERY_MS } from "@/domain/rehearsal/scripted";
import { nextMoves } from "@/domain/rehearsal/player";
import type { Offered } from "@/domain/locales";
import type { SideSetting, SideView } from "@/domain/view/schema";
import type { Api } from "./api";

/** A player who was told no does not ask for the same again at once. Drill time. */
const SULK_MS = 120_000;

/** A scripted player in their place. They know what a person there would: their own setting and view. */
export type PlayerSeat = {
  api: Api;
  drillId: string;
  side: Side;
  lane: number;
  skill: Skill;
  seed: number;
  locale: Offered;
  setting: SideSetting;
  /** Until when a refused command is not asked for again, drill time by command. */
  sulking: Map<string, number>;
  /** When the player has reason to look at the board again. Drill time. */
  lookAtMs: number;
};

/** Carried out, and refused. */
export type Counted = { moves: number; refused: number };

/** Comes in by the code, like anybody. */
export async function joinAsPlayer(
  code: string,
  seat: Omit<PlayerSeat, "setting" | "sulking" | "lookAtMs">,
): Promise<PlayerSeat> {
  const { api, drillId, lane, side } = seat;
  await api.drill.join.mutate({ code, role: "player", lane, side });
  const setting = await api.drill.setting.query({ drillId });
  if (setting.kind !== "side") throw new Error("A player sees more than the setting of one side.");
  return { ...seat, setting, sulking: new Map(), lookAtMs: 0 };
}

/** The board as the player sees it now. */
export async function look({ api, drillId }: PlayerSeat): Promise<SideView> {
  const view = await api.drill.view.query({ drillId });
  if (view.kind !== "side") throw new Error("A player sees more than the view of one side.");
  return view;
}

/** What the player would do at a drill time if the board still looked like this. */
export function wishes(seat: PlayerSeat, view: SideView, atMs: number): DrillCommand[] {
  const { setting, skill, seed, lane, locale, sulking } = seat;
  return nextMoves(setting, view, skill, atMs, seed + lane, locale).filter(
    (command) => atMs >= (sulking.get(sameAgain(command)) ?? 0),
  );
}

/**
 * The next time the player would do something with nothing new on the board.
 *
 * @returns drill time in ms, one of the times at which players look; `untilMs` when there is none before.
 */
export function nextWishMs(seat: PlayerSeat, view: SideView, afterMs: number, untilMs: number): number {
  for (let atMs = afterMs + LOOK_EVERY_MS; atMs < untilMs; atMs += LOOK_EVERY_MS) {
    if (wishes(seat, view, atMs).length > 0) return atMs;
  }
  return untilMs;
}

/**
 * Asks for what a player wishes, as much as possible in one request.
 *
 * A request's commands can be carried out in any order. So what takes an incident to its next stage, where others
 * are refused, waits until they are answered.
 */
export async function ask(seat: PlayerSeat, commands: DrillCommand[], atMs: number): Promise<Counted> {
  const stepsOn = commands.filter((command) => "actionId" in command && STEPS_ON.has(command.actionId));
  const others = commands.filter((command) => !stepsOn.includes(command));
  const answers = await Promise.all(others.map((command) => isCarriedOut(seat, command, atMs)));
  for (const command of stepsOn) answers.push(await isCarriedOut(seat, command, atMs));
  const moves = answers.filter(Boolean).length;
  return { moves, refused: answers.length - moves };
}

const STEPS_ON = new Set(["dispatch", "under-control", "hand-over", "close"]);

async function isCarriedOut(seat: PlayerSeat, command: DrillCommand, atMs: number): Promise<boolean> {
  try {
    await send(seat.api, seat.drillId, command);
    return true;
  } catch (error) {
    // A "no" is part of the game: the world has moved on since the look. Anything else is not.
    if (!(error instanceof TRPCClientError) || error.data === undefined || error.data === null) throw error;
    seat.sulking.set(sameAgain(command), atMs + SULK_MS);
    return false;
  }
}

/** Sends a command under an id of its own. */
export async function send(api: Api, drillId: string, command: DrillCommand): Promise<void> {
  await api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
}

/** What counts as asking for the same thing: another crew does not make an action possible, but it can be sent. */
function sameAgain(command: DrillCommand): string {
  const crewMatters = command.type !== "TakeAction" || command.actionId === "dispatch";
  return JSON.stringify(crewMatters ? command : { ...command, unitIds: [] });
}
