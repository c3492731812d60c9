import "server-only";
import { z } from "zod";
import { Side } from "@/domain/conditions/terms";
import { awaitsAnswer } from "@/domain/drill/communications-check";
import { settingFor } from "@/domain/view/setting";
import { earlierFor, PAGED } from "@/domain/view/earlier";
import { DrillCommand, type Participant } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import {
  DrillListed,
  DrillsCursor,
  JoinCode,
  JoinOffer,
  Lobby,
  NewDrill,
  PlanAsItStands,
  Seat,
} from "@/domain/roster/schema";
import { heldIn, requireMayTake } from "@/domain/roster/secrets";
import { TeamRole } from "@/domain/injects/audience";
import { LocalText, Words } from "@/domain/text";
import { EntrySeen, Setting, View } from "@/domain/view/schema";
import { changesBetween } from "@/domain/audit/changes";
import { readPerson } from "@/server/accounts/queries";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { requireOwnPhotos } from "@/server/photos/queries";
import { holdOpen, readScenarioVersion, versionsOf } from "@/server/scenario/queries";
import { noteEvaluating } from "@/server/auth/mutations";
import { byCode } from "@/server/auth/sign-in";
import type { Viewer } from "@/server/auth/asking";
import type { Database, Transaction } from "@/server/db/client";
import { env } from "@/server/env";
import { audienceOf, participantIn } from "@/server/drill/audience";
import { drillClosed, readStanding, requireNotClosed } from "@/server/secrecy/queries";
import { databaseClockMs } from "@/server/drill/event-store";
import { handleCommand, planDrill, recordJoining } from "@/server/drill/handle-command";
import { hubOf, viewNow, viewNumber } from "@/server/drill/hub";
import { forgiveRemoval, giveSeat, removeSeat, takeSeat } from "@/server/drill/mutations";
import { planForTrail, setupOf } from "@/server/drill/planning";
import {
  cancelDrill,
  deleteDrill,
  moveDrill,
  noticesFor,
  putNoticeAway,
  replanDrill,
} from "@/server/replanning/mutations";
import { readPlan } from "@/server/replanning/queries";
import {
  hasOtherPlayer,
  listDrills,
  readKnown,
  readJoinOffer,
  readLobby,
  readTeamNames,
  type TeamName,
  readTitle,
  readWayIn,
} from "@/server/drill/queries";
import { estimatedWallMs, fromDrill, noteClock, roomsOf } from "@/server/drill/room";
import { requirePace } from "@/server/drill/pace";
import { requireSeatInTeam } from "@/server/seats/queries";
import { watching } from "@/server/drill/watch";
import { ALONE, procedureCheckedBy, procedureFor, router, signedInProcedure } from "./trpc";
import type { NamedPerson } from "@/domain/account/schema";

const drillId = z.uuid();
const one = z.strictObject({ drillId });
/** For the opposition cell: which of the lanes it plays is meant; its members sit in lane 1. */
const playLane = z.number().int().min(1).max(64).optional();
/** For those who see more: they look at the wall instead. */
const wall = z.literal(true).optional();
const seen = z.strictObject({ drillId, playLane, wall });
const place = {
  lane: z.number().int().min(1).max(64).optional(),
  side: Side.optional(),
};
const teamRole = TeamRole.nullable();
/** Unix time in ms. */
const plannedMs = z.number().int().min(0);
const seatRole = z.enum(["controller", "evaluator", "observer", "player"]);

/**
 * Proves that the caller has come into this drill, and as whom. What they may do there is up to `decide`, what
 * they may see up to their audience.
 */
export const participantProcedure = procedureCheckedBy(
  "participantProcedure",
  z.object({ drillId, playLane, wall }),
  async ({ db, user, placeIn }, asked) => {
    const found = await placeIn(asked.drillId);
    if (!found?.joined) throw new Refusal("drill-not-found");
    if (found.closed === "all") throw await drillClosed(db, user.id, asked.drillId);
    const own = participantIn(found.seat, { ...user, userId: user.id });
    const meant = asked.wall ? atTheWall(own) : own;
    const participant =
      asked.playLane === undefined ? meant : await inLane(db, asked.drillId, meant, asked.playLane);
    return { participant, seat: found.seat };
  },
);

/**
 * Staff who look at what everybody may see. Players have their console and nothing beside it.
 *
 * @throws {Refusal} "role-not-allowed" for players.
 */
function atTheWall({ role, participantId, name }: Participant): Participant {
  if (role === "player") throw new Refusal("role-not-allowed");
  return { role: "observer", participantId, name };
}

/**
 * Somebody of the opposition cell, in the lane they turn to.
 *
 * @throws {Refusal} "role-not-allowed" for everybody else; "lane-unknown".
 */
async function inLane(db: Database, drillId: string, own: Participant, lane: number): Promise<Participant> {
  const { oppositionCell, lanes } = await fromDrill(db, drillId, (drill) => drill.setup);
  if (!oppositionCell || own.role !== "player" || own.side !== "opposition") {
    throw new Refusal("role-not-allowed");
  }
  if (lane > lanes) throw new Refusal("lane-unknown");
  return { ...own, lane };
}

/** For the control cell of this drill. */
const controllerProcedure = participantProcedure.use(({ ctx, next }) => {
  if (ctx.seat.role !== "controller") throw new Refusal("role-not-allowed");
  return next();
});

export const drillRouter = router({
  /** Drills the caller may know of, the newest first. */
  list: signedInProcedure
    .input(
      z
        .strictObject({
          phase: DrillListed.shape.phase.optional(),
          cursor: DrillsCursor.nullish(),
          direction: z.literal("forward").optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ drills: z.array(DrillListed), next: DrillsCursor.nullable() }))
    .query(({ ctx, input }) => listDrills(ctx.db, ctx.user, { phase: input?.phase, from: input?.cursor })),

  /** Plans a drill on a published scenario. The caller becomes its first controller. */
  create: procedureFor("trainer", "administrator")
    .input(NewDrill)
    .output(z.strictObject({ drillId, joinCode: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await requireNotClosed(ctx.db, ctx.user.id, input.scenarioId);
      const version = input.version ?? (await versionsOf(ctx.db, input.scenarioId))[0]?.version;
      if (version === undefined) throw new Refusal("scenario-not-found");
      const pinned = await readScenarioVersion(ctx.db, ctx.user, input.scenarioId, version);
      const teamNames = await readTeamNames(
        ctx.db,
        input.teams.flatMap(({ teamId }) => teamId ?? []),
      );
      const { setup, seats } = setupOf(input, { ...pinned, version, teamNames });
      return ctx.db.transaction(async (tx) => {
        await requireFitFor(tx, ctx.user, input);
        const planned = await planDrill(tx, {
          setup,
          seats,
          noNotice: input.noNotice,
          plannedForMs: input.plannedForMs ?? null,
          createdBy: ctx.user.id,
          creatorSeat: { role: "controller" },
          creatorName: ctx.user.name,
          creatorLatinName: ctx.user.latinName,
        });
        const object = { type: "drill", id: planned.drillId, name: setup.title };
        const { title, format, mode, plannedForMs } = input;
        const detail = {
          scenario: setup.scenario.title.zh || setup.scenario.title.en,
          version,
          ...changesBetween(null, { title, format, mode, noNotice: input.noNotice, plannedForMs }),
        };
        await recordAudit(tx, { ...auditBy(ctx), action: "drill.create", object, result: "done", detail });
        return planned;
      });
    }),

  /** A planned drill as its planner would write it again. */
  plan: controllerProcedure
    .input(one)
    .output(PlanAsItStands)
    .query(({ ctx, input }) => readPlan(ctx.db, input.drillId)),

  /** Plans a drill anew that has not started: everything that planning sets. `stamp`: of the plan that was changed. */
  replan: controllerProcedure
    .input(z.strictObject({ drillId, stamp: z.string().max(100), ...NewDrill.shape }))
    .mutation(async ({ ctx, input: { drillId: id, stamp, ...wanted } }) => {
      const { plan } = await readPlan(ctx.db, id);
      const { scenarioId, noNotice } = wanted;
      // Whoever runs the drill keeps its scenario, whoever may see the scenario otherwise.
      const isOtherwise = scenarioId !== plan.scenarioId || (noNotice && !plan.noNotice);
      if (isOtherwise) await requireNotClosed(ctx.db, ctx.user.id, scenarioId);
      const version = wanted.version ?? (await versionsOf(ctx.db, scenarioId))[0]?.version;
      if (version === undefined) throw new Refusal("scenario-not-found");
      const isKept = scenarioId === plan.scenarioId && version === plan.version;
      const pinned = isKept
        ? await fromDrill(ctx.db, id, ({ setup: { scenario, ground, policy } }) => ({
            scenario,
            ground,
            policy,
          }))
        : await readScenarioVersion(ctx.db, ctx.user, scenarioId, version);
      // A team that stays does so under the name it was planned under, also when it has been retired.
      const teamNames = new Map(
        (await fromDrill(ctx.db, id, ({ setup }) => setup.teams)).flatMap((team) =>
          team.teamId === null ? [] : [[team.teamId, team as TeamName] as const],
        ),
      );
      const further = wanted.teams.flatMap(({ teamId }) =>
        teamId === null || teamNames.has(teamId) ? [] : teamId,
      );
      for (const [teamId, name] of await readTeamNames(ctx.db, further)) teamNames.set(teamId, name);
      const { setup, seats } = setupOf(wanted, { ...pinned, version, teamNames });
      const beside = { noNotice, plannedForMs: wanted.plannedForMs ?? null };
      const object = { type: "drill", id, name: setup.title };
      await replanDrill(ctx.db, id, ctx.participant, {
        setup,
        seats,
        stamp,
        ...beside,
        fits: async (tx) => {
          if (isOtherwise) await requireFitFor(tx, ctx.user, wanted);
        },
        audit: (tx, before) => {
          const detail = {
            scenario: setup.scenario.title.zh || setup.scenario.title.en,
            version,
            ...changesBetween(planForTrail(before), planForTrail({ ...setup, ...beside })),
          };
          return recordAudit(tx, { ...auditBy(ctx), action: "drill.replan", object, result: "done", detail });
        },
      });
    }),

  /** Moves a planned drill to another time; null takes its time away. */
  move: controllerProcedure
    .input(z.strictObject({ drillId, plannedForMs: plannedMs.nullable() }))
    .mutation(async ({ ctx, input }) => {
      const object = { type: "drill", id: input.drillId, name: await readTitle(ctx.db, input.drillId) };
      await moveDrill(ctx.db, input.drillId, ctx.participant, {
        toMs: input.plannedForMs,
        audit: (tx, from) => {
          const detail = changesBetween(
            { plannedForMs: from?.getTime() ?? null },
            { plannedForMs: input.plannedForMs },
          );
          return recordAudit(tx, { ...auditBy(ctx), action: "drill.move", object, result: "done", detail });
        },
      });
    }),

  /** Calls a planned drill off; those concerned are told. */
  cancel: controllerProcedure
    .input(z.strictObject({ drillId, reason: Words(500) }))
    .mutation(async ({ ctx, input }) => {
      const object = { type: "drill", id: input.drillId, name: await readTitle(ctx.db, input.drillId) };
      const { reason } = input;
      await cancelDrill(ctx.db, input.drillId, ctx.participant, {
        reason,
        audit: (tx) =>
          recordAudit(tx, {
            ...auditBy(ctx),
            action: "drill.cancel",
            object,
            result: "done",
            detail: { reason },
          }),
      });
    }),

  /** Takes a planned drill off every list; those concerned are told. */
  delete: controllerProcedure.input(one).mutation(async ({ ctx, input }) => {
    const object = { type: "drill", id: input.drillId, name: await readTitle(ctx.db, input.drillId) };
    await deleteDrill(ctx.db, input.drillId, ctx.participant, (tx) =>
      recordAudit(tx, { ...auditBy(ctx), action: "drill.delete", object, result: "done" }),
    );
  }),

  /** What the caller is told of planned drills of theirs: moved, changed, cancelled. */
  notices: signedInProcedure
    .output(
      z.array(
        z.strictObject({
          id: z.uuid(),
          kind: z.enum(["moved", "changed", "cancelled"]),
          title: z.string(),
          by: LocalText,
          reason: z.string(),
          fromMs: z.number().int().nullable(),
          toMs: z.number().int().nullable(),
          atMs: z.number().int(),
        }),
      ),
    )
    .query(({ ctx }) => noticesFor(ctx.db, ctx.user.id)),

  /** The caller has read what they were told. */
  putNoticeAway: signedInProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(({ ctx, input }) => putNoticeAway(ctx.db, ctx.user.id, input.id)),

  /** The house's own pictures for maps; null where the ground is all there is. */
  mapTiles: signedInProcedure
    .output(z.strictObject({ url: z.string(), attribution: z.string() }).nullable())
    .query(() => env.mapTiles ?? null),

  /** What stands behind a join code, for the caller. */
  byCode: signedInProcedure
    .meta(ALONE)
    .input(z.strictObject({ code: JoinCode }))
    .output(JoinOffer)
    .query(async ({ ctx, input }) => {
      const { id: _, ...offer } = await byCode(ctx, () => readJoinOffer(ctx.db, ctx.user, input.code));
      return offer;
    }),

  /** Comes in. Role, lane and side are needed only where there is a choice. */
  join: signedInProcedure
    .meta(ALONE)
    .input(z.strictObject({ code: JoinCode, role: seatRole.optional(), ...place }))
    .output(z.strictObject({ drillId, seat: Seat }))
    .mutation(async ({ ctx, input }) => {
      const { id } = await byCode(ctx, () => readJoinOffer(ctx.db, ctx.user, input.code));
      let taken: Seat | undefined;
      await recordJoining(ctx.db, id, async (tx) => {
        const offer = await readJoinOffer(tx, ctx.user, input.code);
        const seat = chosen(offer.seats, input);
        if (
          offer.format === "solo" &&
          seat.role === "player" &&
          (await hasOtherPlayer(tx, id, ctx.user.id))
        ) {
          throw new Refusal("lane-occupied");
        }
        await takeSeat(tx, id, ctx.user.id, seat);
        taken = seat;
        const object = { type: "drill", id, name: offer.title };
        const detail = { ...changesBetween(null, { seat }) };
        await recordAudit(tx, { ...auditBy(ctx), action: "drill.join", object, result: "done", detail });
        return participantIn(seat, { ...ctx.user, userId: ctx.user.id });
      });
      if (!taken) throw new Error("Somebody came in without a place.");
      return { drillId: id, seat: taken };
    }),

  /**
   * The code of a drill in which the caller is expected and has not come in, for links that lead past the door; null in
   * one that they are in.
   */
  wayIn: signedInProcedure
    .input(one)
    .output(z.strictObject({ code: z.string().nullable() }))
    .query(({ ctx, input }) => readWayIn(ctx.db, ctx.user, input.drillId)),

  /** Who is coming and who is there, as far as the caller may know. */
  lobby: participantProcedure
    .input(one)
    .output(Lobby)
    .query(({ ctx, input }) => readLobby(ctx.db, input.drillId, ctx.seat)),

  /**
   * Gives somebody a place, in exchange for the one they had. After EndEx control names further evaluators and
   * controllers, who come in by it: codes admit nobody then.
   *
   * @throws {Refusal} "knows-other-side", "has-played", "drill-already-ended", "lane-unknown", "not-found".
   */
  assign: controllerProcedure
    .input(z.strictObject({ drillId, userId: z.uuid(), role: seatRole, ...place }))
    .mutation(async ({ ctx, input }) => {
      if (input.userId === ctx.user.id) throw new Refusal("own-account-protected");
      const seat = seatFrom(input);
      const lobby = await readLobby(ctx.db, input.drillId, ctx.seat);
      requirePlaceIn(lobby, seat);
      const named = { drillId: input.drillId, userId: input.userId, seat };
      requireMayTake(seat, await readStanding(ctx.db, input.drillId, input.userId), lobby, "name");
      await getUp(ctx.db, input.drillId, lobby, input.userId);
      const audit = async (tx: Transaction) => {
        const inTeam =
          seat.role === "player"
            ? await requireSeatInTeam(tx, input.drillId, { ...seat, userId: input.userId })
            : null;
        const object = { type: "drill", id: input.drillId, name: lobby.title };
        const person = (await readPerson(tx, input.userId)).name;
        const before = lobby.people.find(({ userId }) => userId === input.userId)?.seat ?? null;
        const detail = {
          userId: input.userId,
          person,
          role: seat.role,
          ...(inTeam ?? {}),
          ...changesBetween({ seat: before }, { seat }),
        };
        await recordAudit(tx, { ...auditBy(ctx), action: "drill.assign", object, result: "done", detail });
      };
      if (lobby.phase === "ended") return nameAfterwards(ctx.db, named, audit);
      await ctx.db.transaction(async (tx) => {
        await giveSeat(tx, input.drillId, input.userId, seat);
        await forgiveRemoval(tx, input.drillId, input.userId);
        await audit(tx);
      });
    }),

  /**
   * Sits down at a desk of one's team, or gets up from it (null). Injects for a desk reach those who sit there.
   */
  takeTeamRole: participantProcedure
    .input(z.strictObject({ drillId, teamRole }))
    .mutation(({ ctx, input }) => seatAtDesk(ctx.db, input.drillId, ctx.user.id, input.teamRole)),

  /** Seats somebody of a responding team at a desk, or nowhere in particular (null). */
  giveTeamRole: controllerProcedure
    .input(z.strictObject({ drillId, userId: z.uuid(), teamRole }))
    .mutation(({ ctx, input }) => seatAtDesk(ctx.db, input.drillId, input.userId, input.teamRole)),

  /**
   * Takes somebody's place away. Their live stream ends within seconds; what they did stays, and so does what they may
   * have read: they come back when control names them, to the side they were on.
   */
  unassign: controllerProcedure
    .input(z.strictObject({ drillId, userId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      if (input.userId === ctx.user.id) throw new Refusal("own-account-protected");
      const lobby = await readLobby(ctx.db, input.drillId, ctx.seat);
      const person = lobby.people.find(({ userId }) => userId === input.userId);
      if (!person) throw new Refusal("not-found");
      await getUp(ctx.db, input.drillId, lobby, input.userId);
      await ctx.db.transaction(async (tx) => {
        const held = heldIn(lobby.format, person.seat);
        await removeSeat(tx, input.drillId, input.userId, { held, removedBy: ctx.user.id });
        const object = { type: "drill", id: input.drillId, name: lobby.title };
        const detail = {
          userId: input.userId,
          person: (await namesOf(tx, input.userId)).name,
          ...changesBetween({ seat: person.seat }, { seat: null }),
        };
        await recordAudit(tx, { ...auditBy(ctx), action: "drill.unassign", object, result: "done", detail });
      });
    }),

  /** What does not change while the drill runs, for the caller's audience. */
  setting: participantProcedure
    .input(seen)
    .output(Setting)
    .query(({ ctx, input }) =>
      fromDrill(ctx.db, input.drillId, (drill) => settingFor(drill.setup, audienceOf(ctx.participant))),
    ),

  /** The caller's view as it stands. */
  view: participantProcedure
    .input(seen)
    .output(View)
    .query(({ ctx, input }) => viewNow(hubOf(ctx.db), input.drillId, ctx.participant)),

  /** Earlier entries of a list of which the caller's view shows the latest. */
  earlier: participantProcedure
    .input(
      z.strictObject({
        drillId,
        playLane,
        list: z.enum(PAGED),
        /** For those who see several. */
        lane: z.number().int().min(1).max(64).default(1),
        before: z.number().int().min(1),
      }),
    )
    .output(z.strictObject({ entries: z.array(EntrySeen) }))
    .query(async ({ ctx, input }) => {
      const audience = audienceOf(ctx.participant);
      // Who looks on has no such lists, and is not told early of anything.
      if (audience.kind === "wall") return { entries: [] };
      return fromDrill(ctx.db, input.drillId, (drill) => ({
        entries: z.array(EntrySeen).parse(earlierFor(drill, audience, input)),
      }));
    }),

  /**
   * The caller's view, and then what changes in it. Messages are numbered, so a client sees when it has missed one;
   * after a lost connection it names the last one it got, and gets what it missed or the whole view again. Neither number nor
   * timing of the messages tells of anything the caller cannot see.
   */
  live: participantProcedure
    .input(z.strictObject({ drillId, playLane, wall, lastEventId: z.string().max(100).nullish() }))
    .subscription(async ({ ctx, input, signal }) => {
      const { participant, seat, user } = ctx;
      if (seat.role === "evaluator") await noteEvaluating(ctx.db, user.sessionId, input.drillId);
      return watching(
        ctx.db,
        {
          drillId: input.drillId,
          participant,
          seat,
          sessionId: user.sessionId,
          lastEventId: input.lastEventId ?? null,
        },
        signal,
      );
    }),

  /**
   * Asks for something in the drill. A command sent again under its id (because the answer was lost) is
   * answered again and not carried out twice.
   */
  command: participantProcedure
    .input(
      z.strictObject({
        drillId,
        playLane,
        commandId: z.uuid(),
        command: DrillCommand,
      }),
    )
    .output(
      z.strictObject({
        ok: z.literal(true),
        /** The number of the view that shows it; 0 when nobody of the caller's audience is on this server. */
        at: z.number().int(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { participant: by } = ctx;
      const { commandId, command } = input;
      if (env.isPaced) requirePace(ctx.db, input.drillId, ctx.user.id, command);
      const photoIds = "photos" in command ? (command.photos ?? []) : [];
      if (photoIds.length > 0) await requireOwnPhotos(ctx.db, input.drillId, ctx.user.id, photoIds);
      const known = await readKnown(ctx.db, input.drillId, by, command);
      const { ok } = await handleCommand(ctx.db, input.drillId, { commandId, command, by, known });
      return { ok, at: viewNumber(hubOf(ctx.db), input.drillId, by) };
    }),

  /**
   * Whether a communications check waits for the caller's own answer. Asked when a view says that somebody of its
   * audience was called; with that moment, so that what was answered about one call is not taken for the next.
   */
  ownCheck: participantProcedure
    .input(z.strictObject({ drillId, calledMs: z.number().int() }))
    .output(z.strictObject({ awaits: z.boolean() }))
    .query(({ ctx, input }) =>
      fromDrill(ctx.db, input.drillId, (drill) => ({
        awaits: awaitsAnswer(drill, ctx.participant.participantId),
      })),
    ),

  /** The wall clock all drills go by, in Unix time: every screen shows the same second. */
  wallTime: signedInProcedure.output(z.strictObject({ wallMs: z.number() })).query(async ({ ctx }) => {
    const rooms = roomsOf(ctx.db);
    if (rooms.clockOffsetMs === null) noteClock(rooms, await databaseClockMs(ctx.db));
    return { wallMs: Math.round(estimatedWallMs(rooms)) };
  }),
});

/**
 * Seats somebody of a responding team at a desk.
 *
 * @throws {Refusal} "not-found" for somebody who has not come in; "role-not-allowed" for all but responders;
 *   "drill-already-ended".
 */
async function seatAtDesk(
  db: Database,
  drillId: string,
  userId: string,
  teamRole: TeamRole | null,
): Promise<void> {
  await recordJoining(db, drillId, async (tx) => {
    const lobby = await readLobby(tx, drillId, { role: "controller" });
    const person = lobby.people.find((one) => one.userId === userId && one.joined);
    if (!person) throw new Refusal("not-found");
    if (person.seat.role !== "player" || person.seat.side !== "responder")
      throw new Refusal("role-not-allowed");
    if (lobby.phase === "ended") throw new Refusal("drill-already-ended");
    const { lane, side } = person.seat;
    const seat: Seat = { role: "player", lane, side, ...(teamRole ? { teamRole } : {}) };
    await takeSeat(tx, drillId, userId, seat);
    return participantIn(seat, { userId, ...(await namesOf(tx, userId)) });
  });
}

/**
 * The scenario of a drill has to be open to its planner, and its players must not have tried it when they are to have no
 * notice. It stays as it is until the transaction is over.
 *
 * @throws {Refusal} "scenario-not-found", "scenario-open-for-practice".
 */
async function requireFitFor(
  tx: Transaction,
  planner: Viewer,
  { scenarioId, noNotice }: Pick<NewDrill, "scenarioId" | "noNotice">,
): Promise<void> {
  const { openForPractice } = await holdOpen(tx, planner, scenarioId);
  if (noNotice && openForPractice) throw new Refusal("scenario-open-for-practice");
}

/** @throws {Refusal} "lane-unknown" for a player's place that does not exist, or that the engine plays. */
function requirePlaceIn({ teams }: Lobby, seat: Seat): void {
  if (seat.role !== "player") return;
  const found = teams.find(({ lane, side }) => lane === seat.lane && side === seat.side);
  if (found?.scripted !== null) throw new Refusal("lane-unknown");
}

/** Somebody's name, and how it is written in Latin letters; null where there is no other way to write it. */
async function namesOf(tx: Transaction, userId: string): Promise<NamedPerson> {
  const { name, latinName } = await readPerson(tx, userId);
  return { name, latinName };
}

/** Brings somebody in whom control names after EndEx: named and in the drill's log at once. */
async function nameAfterwards(
  db: Database,
  { drillId, userId, seat }: { drillId: string; userId: string; seat: Seat },
  audit: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await recordJoining(db, drillId, async (tx) => {
    await takeSeat(tx, drillId, userId, seat);
    await forgiveRemoval(tx, drillId, userId);
    await audit(tx);
    const person = (await readLobby(tx, drillId, { role: "controller" })).people.find(
      (one) => one.userId === userId,
    );
    if (!person) throw new Refusal("not-found");
    return participantIn(seat, { userId, ...(await namesOf(tx, userId)) });
  });
}

/** Whoever leaves a place leaves the desk there: it is not held by somebody who is gone. */
async function getUp(db: Database, drillId: string, lobby: Lobby, userId: string): Promise<void> {
  const person = lobby.people.find((one) => one.userId === userId && one.joined);
  if (lobby.phase === "ended" || person?.seat.role !== "player" || !person.seat.teamRole) return;
  await seatAtDesk(db, drillId, userId, null);
}

type Wish = { role?: Seat["role"] | undefined; lane?: number | undefined; side?: Side | undefined };

/** The one place on offer that fits what the caller named. */
function chosen(offered: JoinOffer["seats"], { role, lane, side }: Wish): Seat {
  const fitting = offered
    .map(({ seat }) => seat)
    .filter(
      (seat) =>
        (role === undefined || seat.role === role) &&
        (lane === undefined || (seat.role === "player" && seat.lane === lane)) &&
        (side === undefined || (seat.role === "player" && seat.side === side)),
    );
  // Looking on is for those who say so, or can do nothing else.
  const partakers = fitting.filter((seat) => seat.role !== "observer");
  const [seat, another] = role === undefined && partakers.length > 0 ? partakers : fitting;
  if (!seat) throw new Refusal("join-not-open");
  if (another) throw new Refusal("input-invalid");
  return seat;
}

/** @throws {Refusal} "input-invalid" unless lane and side are there for a player, and for nobody else. */
function seatFrom({ role, lane, side }: Wish): Seat {
  const parsed = Seat.safeParse({
    role,
    ...(lane === undefined ? {} : { lane }),
    ...(side === undefined ? {} : { side }),
  });
  if (!parsed.success) throw new Refusal("input-invalid");
  return parsed.data;
}
