import "server-only";
import type { Side } from "@/domain/conditions/terms";
import {
  appealsUntilMs,
  hasDecided,
  hasFound,
  isAcceptedByAll,
  levelsOf,
  openAppeals,
  placesOfTeam,
  type PlayedPlace,
} from "@/domain/drill/appeals";
import { describe, storyOf, type Story } from "@/domain/drill/describe";
import { leads } from "@/domain/drill/lead";
import { mayAsk, type Asker } from "@/domain/drill/may";
import { nameForReaders } from "@/domain/drill/names";
import { planOf } from "@/domain/drill/plan";
import type { DrillCommand, Player, RecordedEvent } from "@/domain/drill/schema";
import type { Reader } from "@/domain/drill/reader";
import type { AppealState, Drill, Lane } from "@/domain/drill/state";
import { Refusal } from "@/domain/refusal";
import type { Appeal, Disagreement, ResultRecord, ReviewResult } from "@/domain/review/result";
import { difference } from "@/domain/score-card/difference";
import type { ScoreLine } from "@/domain/score-card/schema";
import { readCard } from "@/domain/score-card/stored";
import { cardsOf } from "@/domain/scoring/cards";
import { disagreementsOf, resultStateOf } from "@/domain/scoring/result-state";
import { SaidShape } from "@/domain/words/said";
import type { Database } from "@/server/db/client";
import { databaseClockMs, readEventsAt } from "@/server/drill/event-store";
import { isCaptain, isOfTeam } from "@/server/drill/queries";
import { fromDrill } from "@/server/drill/room";
import { handedInTo, latinNamesIn, readKeptCards, requireScores } from "./queries";

/** What has to be known of a reader beside the drill. */
type Standing = { speaksFor: PlayedPlace[]; isOfTeam: boolean; nowMs: number };

/**
 * How far the result of a drill is: its lines in dispute, its appeals, and what the reader may do.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release.
 */
export async function readResult(db: Database, drillId: string, reader: Reader): Promise<ReviewResult> {
  const player = await fromDrill(db, drillId, (drill) => {
    requireScores(drill, reader);
    const own = drill.participants[reader.participantId];
    return own?.role === "player" ? own : null;
  });
  const standing: Standing = {
    speaksFor: player && (await isCaptain(db, drillId, player)) ? [player] : [],
    isOfTeam: reader.role === "player" || (await isOfTeam(db, drillId, reader.participantId)),
    nowMs: await databaseClockMs(db),
  };
  const latinNames = await latinNamesIn(db, drillId);
  const positions = await fromDrill(db, drillId, (drill) => positionsNamed(drill));
  const events = new Map(
    (await readEventsAt(db, drillId, positions)).map((event) => [event.position, event]),
  );
  return fromDrill(db, drillId, (drill) => {
    // An appeal may point at what an evaluator has kept to himself: that stays unread.
    const isHandedIn = handedInTo(drill, reader);
    const read = new Map([...events].filter(([, event]) => isHandedIn(event)));
    return resultFor(drill, reader, standing, read, storyOf(drill, latinNames));
  });
}

/** Events that appeals refer to, and rulings that could be appealed against. */
function positionsNamed({ lanes }: Drill): number[] {
  return lanes.flatMap(({ appeals, actions }) => [
    ...appeals.flatMap(({ evidence }) => evidence),
    ...actions.flatMap(({ ruling }) => (ruling ? [ruling.position] : [])),
  ]);
}

function resultFor(
  drill: Drill,
  reader: Reader,
  standing: Standing,
  events: ReadonlyMap<number, RecordedEvent>,
  story: Story,
): ReviewResult {
  const may = (type: DrillCommand["type"]) => mayAsk(standingOf(drill), askerIn(drill, reader), type);
  const says = (position: number) => {
    const event = events.get(position);
    return event
      ? { atMs: event.observedAtMs ?? event.atMs, sentence: describe(event, drill.setup, story) }
      : null;
  };
  const until = appealsUntilMs(drill);
  const isOpen = until !== null && standing.nowMs <= until;
  const own = standing.speaksFor.flatMap((place) => placesOfTeam(drill, place));
  const hasAccepted = ({ lane, side }: PlayedPlace) => drill.lanes[lane - 1]?.accepted[side] !== undefined;
  const mayAppeal = may("FileAppeal") && isOpen ? own.filter((place) => !hasAccepted(place)) : [];
  const waits = openAppeals(drill);
  const isWaiting = (place: PlayedPlace) =>
    waits.some(({ lane, side }) => lane === place.lane && side === place.side);
  const { items } = planOf(drill.setup);
  return {
    state: resultStateOf(drill),
    disagreements: disagreementsIn(drill, reader, standing, may("ModerateLine")),
    appeals: drill.lanes.flatMap((lane) =>
      lane.appeals.map((appeal) => ({
        ...appealAsRead(drill, lane, appeal, says),
        mayAnswer:
          appeal.answer === null &&
          may("AnswerAppeal") &&
          !standing.isOfTeam &&
          !hasDecided(drill, lane, appeal.on, reader.participantId),
      })),
    ),
    appealsUntilMs: until,
    isOpen,
    mayAppeal,
    rulings: drill.lanes.flatMap(({ lane, actions }) =>
      actions.flatMap(({ no, ruling }) => {
        const said = ruling && says(ruling.position);
        return said ? [{ lane, no, sentence: said.sentence }] : [];
      }),
    ),
    lines: [...items.values()].map((item) => ({
      itemId: item.id,
      side: item.side,
      title: item.title,
      levels: [...levelsOf(item)],
    })),
    accepted: drill.setup.teams
      .filter(hasAccepted)
      .map((team) => ({ lane: team.lane, side: team.side, team: nameForReaders(team) })),
    mayAccept: may("AcceptResult") && own.some((place) => !hasAccepted(place)) && !own.some(isWaiting),
    mayDeclareFinal: may("DeclareFinal") && waits.length === 0 && (!isOpen || isAcceptedByAll(drill)),
  };
}

function disagreementsIn(
  drill: Drill,
  reader: Reader,
  { isOfTeam: isPartial }: Standing,
  mayModerate: boolean,
): Disagreement[] {
  const { items } = planOf(drill.setup);
  return cardsOf(drill).flatMap((card) =>
    disagreementsOf(card).flatMap((line): Disagreement[] => {
      const item = items.get(line.itemId);
      const lane = drill.lanes[card.lane - 1];
      if (!item || !lane) return [];
      return [
        {
          lane: card.lane,
          side: card.side,
          itemId: line.itemId,
          title: line.title,
          status: line.status,
          assessments: line.assessments ?? [],
          log: logOf(line),
          levels: [...levelsOf(item)],
          maySettle: mayModerate && !isPartial && !hasFound(drill, lane, line.itemId, reader.participantId),
        },
      ];
    }),
  );
}

/** Only cards of releases before this one have sentences of their own, and nothing in them is still to be settled. */
function logOf({ log }: ScoreLine): Disagreement["log"] {
  const why = SaidShape.safeParse(log?.why);
  return log && why.success ? { status: log.status, why: why.data } : null;
}

function appealAsRead(
  { setup }: Drill,
  { lane, actions }: Lane,
  appeal: AppealState,
  says: (position: number) => Omit<Appeal["evidence"][number], "position"> | null,
): Omit<Appeal, "mayAnswer"> {
  const { no, side, on, text, evidence, answer } = appeal;
  const { items } = planOf(setup);
  const nameOf = ({ byName: name, byLatinName: latinName }: { byName: string; byLatinName?: string }) =>
    nameForReaders({ name, latinName });
  const ruled = on.of === "ruling" ? actions.find((action) => action.no === on.no)?.ruling : null;
  const about =
    on.of === "line"
      ? (items.get(on.itemId)?.title ?? "")
      : ((ruled && says(ruled.position)?.sentence) ?? "");
  return {
    lane,
    side,
    no,
    team: nameForReaders(
      setup.teams.find((team) => team.lane === lane && team.side === side) ?? { name: "" },
    ),
    about,
    itemId: on.of === "line" ? on.itemId : null,
    filed: { by: nameOf(appeal), wallMs: appeal.wallMs, reason: text },
    evidence: evidence.flatMap((position) => {
      const said = says(position);
      return said ? [{ position, ...said }] : [];
    }),
    answer: answer && {
      by: nameOf(answer),
      wallMs: answer.wallMs,
      reason: answer.reason,
      accepted: answer.accepted,
      settled: answer.settled.flatMap(({ itemId, says: level }) => {
        const title = items.get(itemId)?.title;
        return title ? [{ title, says: level }] : [];
      }),
    },
  };
}

/** How a drill stands for what may be asked of its result. */
function standingOf(drill: Drill) {
  return { ...drill, released: drill.released !== null, final: drill.final !== null };
}

function askerIn(drill: Drill, reader: Reader): Asker {
  const own: Player | undefined = playerOf(drill, reader);
  return {
    role: reader.role,
    leads: reader.role === "controller" && leads(drill, reader),
    ...(own ? { side: own.side } : {}),
  };
}

function playerOf({ participants }: Drill, { participantId }: Reader): Player | undefined {
  const own = participants[participantId];
  return own?.role === "player" ? own : undefined;
}

/**
 * Every state that a card has had, the first first.
 *
 * @throws {Refusal} "review-not-open" for those who have to wait for the release; "lane-unknown".
 */
export async function readRecords(
  db: Database,
  drillId: string,
  reader: Reader,
  { lane, side }: { lane: number; side: Side },
): Promise<ResultRecord[]> {
  const latinNames = await latinNamesIn(db, drillId);
  const { setup, story } = await fromDrill(db, drillId, (drill) => {
    requireScores(drill, reader);
    if (!drill.lanes[lane - 1]) throw new Refusal("lane-unknown");
    return { setup: drill.setup, story: storyOf(drill, latinNames) };
  });
  const rows = await readKeptCards(db, drillId, { lane, side });
  const events = new Map(
    (
      await readEventsAt(
        db,
        drillId,
        rows.map(({ position }) => position),
      )
    ).map((event) => [event.position, event]),
  );
  const cards = rows.map(({ card }) => readCard(card));
  return rows.flatMap((row, i): ResultRecord[] => {
    const [card, before, event] = [cards[i], cards[i - 1], events.get(row.position)];
    if (!card || !event) return [];
    return [
      {
        version: row.version,
        state: row.state,
        position: row.position,
        wallMs: event.wallMs,
        sentence: describe(event, setup, story),
        rulesVersion: row.rulesVersion,
        policyVersion: row.policyVersion,
        totalHundredths: card.totalHundredths,
        difference: before ? difference(before, card) : [],
      },
    ];
  });
}
