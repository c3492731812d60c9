import { actionOf } from "@/domain/conditions/world";
import { lastCalledMs } from "@/domain/drill/communications-check";
import { failureWords } from "@/domain/drill/events/world";
import type { Drill } from "@/domain/drill/state";
import { cardOf } from "@/domain/scoring/cards";
import { swapResult } from "@/domain/scoring/result";
import { sidesPlayed } from "@/domain/scoring/score-card";
import { commonOf } from "./common";
import { type Extent, latest, textsOfNote, textsOfRecord } from "./latest";
import type { Audience, ControlView, EvaluatorView, View } from "./schema";
import { recordsSeen } from "./seen";
import { sideView } from "./side";
import { laneTruth } from "./truth";
import { wallView } from "./wall";
import { byForReaders, participantForReaders } from "@/domain/drill/names";
import { UNWRITTEN } from "@/domain/text";

/**
 * Projects a drill for one audience: the only road from a drill to any screen.
 *
 * Every field is named here, so a new secret in the drill stays secret until somebody
 * adds it on purpose. Nothing that an audience may not know leaves a trace in what it
 * gets, in numbering and counts neither: lists are numbered per audience.
 */
export function viewFor(drill: Drill, audience: Audience, extent: Extent = "latest"): View {
  switch (audience.kind) {
    case "control":
      return controlView(drill, extent);
    case "evaluator":
      return evaluatorView(drill, audience.participantId, extent);
    case "side":
      return {
        ...sideView(drill, audience.side, audience.lane, audience.teamRole ?? null, extent),
        checkCalledMs: lastCalledMs(
          drill,
          (one) =>
            one.role === "player" &&
            one.side === audience.side &&
            // Whoever plays against every group sits in the first lane, whichever they turn to.
            one.lane === (drill.setup.oppositionCell && one.side === "opposition" ? 1 : audience.lane) &&
            one.teamRole === audience.teamRole,
        ),
      };
    case "officer":
      return sideView(drill, audience.side, audience.lane, "every", extent);
    case "wall": {
      const { phase, clock, leg, ended, stopped } = commonOf(drill, audience);
      // Why a drill was stopped is a word to those who were in it.
      const unsaid = { reason: "", name: UNWRITTEN };
      return {
        kind: "wall",
        phase,
        clock,
        leg,
        stopped: stopped && { ...stopped, ...unsaid },
        ended: ended && { ...ended, ...unsaid },
        ...wallView(drill),
      };
    }
  }
}

/** More lines of what could not happen than these nobody reads in one go. */
const FAILURES_SHOWN = 50;

function controlView(drill: Drill, extent: Extent): ControlView {
  return {
    kind: "control",
    ...commonOf(drill, { kind: "control" }),
    lead: { holder: drill.lead.holder, offeredTo: drill.lead.offeredTo },
    check: drill.check && {
      no: drill.check.no,
      byName: byForReaders(drill.check),
      people: Object.entries(drill.check.people).map(([participantId, person]) => ({
        participantId,
        firstCalledMs: person.firstCalledMs,
        calledMs: person.calledMs,
        times: person.times,
        answeredMs: person.answeredMs,
      })),
    },
    participants: Object.values(drill.participants).map((participant) => ({
      participantId: participant.participantId,
      name: participantForReaders(participant),
      role: participant.role,
      lane: participant.role === "player" ? participant.lane : null,
      side: participant.role === "player" ? participant.side : null,
      teamRole: (participant.role === "player" && participant.teamRole) || null,
      scripted: participant.role === "player" && participant.scripted === true,
      stops: drill.stops[participant.participantId] ?? 0,
      muted: drill.muted[participant.participantId] === true,
    })),
    lanes: drill.lanes.map((lane) => ({
      ...laneTruth(drill, lane, extent),
      notes: latest(
        lane.notes.map((note, i) => ({
          n: i + 1,
          text: note.text,
          byName: byForReaders(note),
          atMs: note.atMs,
          photos: [...note.photos],
        })),
        extent,
        textsOfNote,
      ),
      failures: lane.failures
        .map((failure, i) => ({
          n: i + 1,
          atMs: failure.atMs,
          sentence: failureWords(failure, drill.setup, actionOf(lane, failure.no ?? 0)?.actionId),
        }))
        .slice(-FAILURES_SHOWN),
      flags: latest(
        lane.flags.map((flag, i) => ({
          n: i + 1,
          kind: flag.kind,
          text: flag.text,
          byName: byForReaders(flag),
          atMs: flag.atMs,
        })),
        extent,
        textsOfNote,
      ),
      records: latest(recordsSeen(lane, lane.records), extent, textsOfRecord),
      scores: sidesPlayed(drill).map((side) => {
        const { team, totalHundredths, coverage } = cardOf(drill, lane, side);
        return { side, team, totalHundredths, coverage };
      }),
      submitted: Object.entries(lane.submitted).map(([participantId, { atMs }]) => ({ participantId, atMs })),
    })),
    result: swapResult(drill),
  };
}

function evaluatorView(drill: Drill, participantId: string, extent: Extent): EvaluatorView {
  return {
    kind: "evaluator",
    ...commonOf(drill, { kind: "evaluator", participantId }),
    checkCalledMs: lastCalledMs(drill, (one) => one.participantId === participantId),
    lanes: drill.lanes.map((lane) => {
      const observations = lane.observations.filter((entry) => entry.evaluatorId === participantId);
      const ratings = lane.ratings.filter((entry) => entry.evaluatorId === participantId);
      return {
        ...laneTruth(drill, lane, extent),
        observations: lastPerItem(observations).flatMap(({ itemId, result, note, atMs }) =>
          result === "withdrawn" ? [] : [{ itemId, result, note, atMs }],
        ),
        ratings: lastPerItem(ratings).flatMap(({ itemId, rating, note, atMs }) =>
          rating === null ? [] : [{ itemId, rating, note, atMs }],
        ),
        notes: latest(
          lane.notes
            .filter((note) => note.by === participantId)
            .map(({ text, atMs, photos }, i) => ({ n: i + 1, text, atMs, photos: [...photos] })),
          extent,
          textsOfNote,
        ),
        records: latest(
          recordsSeen(
            lane,
            lane.records.filter((record) => record.by === participantId),
          ),
          extent,
          textsOfRecord,
        ),
        submittedAtMs: lane.submitted[participantId]?.atMs ?? null,
      };
    }),
  };
}

function lastPerItem<T extends { itemId: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.itemId, entry])).values()];
}
