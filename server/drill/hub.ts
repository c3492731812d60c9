import "server-only";
import { randomUUID } from "node:crypto";
import type { Participant } from "@/domain/drill/schema";
import { hear, nothingToldYet, tellLate, type ToldLate } from "@/domain/view/wall";
import type { Drill } from "@/domain/drill/state";
import { differenceBetween } from "@/domain/live/difference";
import { viewFor } from "@/domain/view/view";
import { Refusal } from "@/domain/refusal";
import type { Seat } from "@/domain/roster/schema";
import { View, type Audience } from "@/domain/view/schema";
import type { Database } from "@/server/db/client";
import { noteSessionsUsed } from "@/server/auth/mutations";
import { log } from "@/server/log";
import { metrics } from "@/server/metrics";
import { audienceKey, audienceOf, isSameSeat, seatIn } from "./audience";
import { readStream, withReleasedCards } from "./event-store";
import { notePresence } from "./mutations";
import { readPresence, readSeatsOfSessions, type Presence } from "./queries";
import { caughtUp, estimatedWallMs, fromDrill, inRoom, roomsOf, type RoomWatcher } from "./room";

/** A message as every subscriber of an audience gets it: made once, written to each as it is. */
export type Frame = { id: string; json: string; bytes: Buffer };

/** Where a subscriber's messages go. */
export type Sink = {
  /** @returns false when the reader has fallen too far behind and has been cut off. */
  send: (frame: Frame) => boolean;
  /** Says that the stream is still there when there is nothing else to say. */
  ping: () => void;
  /** Ends the stream from this side. */
  close: () => void;
};

/** Somebody who may watch a drill, and by which right. */
export type Watch = {
  drillId: string;
  participant: Participant;
  seat: Seat;
  sessionId: string;
  /** Id of the last message this reader got on an earlier connection. */
  lastEventId: string | null;
};

type Subscriber = { watch: Watch; sink: Sink };

/** What one audience of one drill sees, projected, compared and serialised once per change. */
type Channel = {
  audience: Audience;
  /** Tells numberings apart: another instance, or this one after a restart, counts anew. */
  epoch: string;
  n: number;
  /** Position of the drill that the last view was made at; a wall's changes with time alone. */
  position: number;
  /** The last view, to compare the next with; null before the first. */
  view: View | null;
  /** The last view as a message; null until somebody needs it. */
  whole: Frame | null;
  /** The last changes, each with the number of the view it leads to: for readers who were away for a moment. */
  changes: { n: number; frame: Frame }[];
  changesBytes: number;
  subscribers: Set<Subscriber>;
};

type Watched = {
  channels: Map<string, Channel>;
  /** How many streams of this instance each person has open. */
  here: Map<string, number>;
  /** Who is there, through whatever instance, and since when those who were are not. */
  presence: Presence;
  /** The places people had when it was last looked whether somebody watches from another. */
  places: Drill["participants"] | null;
  /** The drill as far as its wall has told it; null until somebody looks at it. */
  toldLate: ToldLate | null;
};

/** Everybody who watches a drill through one instance of the server. */
export type Hub = {
  readonly db: Database;
  readonly drills: Map<string, Watched>;
};

const shared = globalThis as typeof globalThis & { sandtableHubs?: WeakMap<Database, Hub> };

/** The hub of the instance that owns this pool. */
export function hubOf(db: Database): Hub {
  const all = (shared.sandtableHubs ??= new WeakMap<Database, Hub>());
  const known = all.get(db);
  if (known) return known;
  const hub: Hub = { db, drills: new Map() };
  const onChange: RoomWatcher = (drillId, drill) => publish(hub, drillId, drill);
  roomsOf(db).watchers.add(onChange);
  all.set(db, hub);
  return hub;
}

/**
 * Adds a reader: it gets the whole view at once, or what it has missed when it names a view of a moment ago as the
 * last it saw, and from then on every change.
 *
 * The first view is made and the reader added while the room is held, so no change falls in between.
 *
 * @returns a function that takes the reader away again.
 * @throws {Refusal} "drill-not-found"; "role-not-allowed" for a role without a view.
 */
export async function subscribe(hub: Hub, watch: Watch, sink: Sink): Promise<() => void> {
  const audience = audienceOf(watch.participant);
  const subscriber: Subscriber = { watch, sink };
  const watched = watchedOf(hub, watch.drillId);
  const { here } = watched;
  const { participantId } = watch.participant;
  const begin = (drill: Drill): Channel => {
    const channel = channelFor(hub, watch.drillId, audience);
    // What another instance wrote may show here first: those who are there already must not miss it.
    const news = project(channel, drill);
    if (news) broadcast(channel, news);
    channel.subscribers.add(subscriber);
    here.set(participantId, (here.get(participantId) ?? 0) + 1);
    for (const frame of missedBy(channel, watch.lastEventId)) sink.send(frame);
    return channel;
  };
  const channel =
    audience.kind === "wall"
      ? begin(await onTheWall(hub, watch.drillId))
      : await inRoom(hub.db, watch.drillId, async (room) => begin(await caughtUp(room, hub.db)));
  if (audience.kind === "control") sink.send(presenceFrame(channel, watched.presence));
  if (here.get(participantId) === 1)
    showPresence(hub, watch.drillId, withHere(watched.presence, participantId));
  noteInBackground(hub, [subscriber], true);

  return () => {
    if (!channel.subscribers.delete(subscriber)) return;
    const left = (here.get(participantId) ?? 1) - 1;
    if (left > 0) {
      here.set(participantId, left);
      return;
    }
    here.delete(participantId);
    showPresence(hub, watch.drillId, {
      present: watched.presence.present.filter((id) => id !== participantId),
      lost: [...watched.presence.lost, { participantId, sinceMs: estimatedWallMs(roomsOf(hub.db)) }],
    });
    noteInBackground(hub, [subscriber], false);
  };
}

/**
 * The view of somebody's audience as it stands.
 *
 * @throws {Refusal} "drill-not-found".
 */
export async function viewNow(hub: Hub, drillId: string, participant: Participant): Promise<View> {
  const audience = audienceOf(participant);
  if (audience.kind === "wall") return viewFor(await onTheWall(hub, drillId), audience);
  return fromDrill(hub.db, drillId, (drill) => viewFor(drill, audience));
}

/**
 * Brings every wall that somebody looks at to what it may tell by now.
 *
 * A wall changes when time passes and not when something happens, so that the moment of a message tells nothing of
 * what goes on meanwhile.
 */
export async function showWalls(hub: Hub): Promise<void> {
  for (const [drillId, { channels }] of hub.drills) {
    const channel = channels.get("wall");
    if (!channel || channel.subscribers.size === 0) continue;
    const drill = await onTheWall(hub, drillId);
    const frame = project(channel, drill);
    if (frame) broadcast(channel, frame);
  }
}

/**
 * The drill as far as its wall may tell it by now.
 *
 * @throws {Refusal} "drill-not-found".
 */
async function onTheWall(hub: Hub, drillId: string): Promise<Drill> {
  const watched = watchedOf(hub, drillId);
  const toldLate = (watched.toldLate ??= nothingToldYet());
  const now = await fromDrill(hub.db, drillId, ({ clock, phase, leg, stopped, setup }) => ({
    clock: { ...clock },
    phase,
    leg,
    stopped: stopped && { ...stopped },
    setup,
  }));
  hear(toldLate, await readStream(hub.db, drillId, toldLate.heardTo));
  const drill = tellLate(toldLate, now, estimatedWallMs(roomsOf(hub.db)));
  if (!drill) throw new Refusal("drill-not-found");
  await withReleasedCards(hub.db, drillId, drill);
  return drill;
}

/** The number of the view somebody's audience sees now; 0 when nobody of it watches through this instance. */
export function viewNumber(hub: Hub, drillId: string, participant: Participant): number {
  return hub.drills.get(drillId)?.channels.get(audienceKey(audienceOf(participant)))?.n ?? 0;
}

/** Whether anybody watches a drill through this instance. */
export function isWatched(hub: Hub, drillId: string): boolean {
  const channels = hub.drills.get(drillId)?.channels.values() ?? [];
  return [...channels].some(({ subscribers }) => subscribers.size > 0);
}

/** The drills that somebody watches through this instance. */
export function watchedDrills(hub: Hub): string[] {
  return [...hub.drills.keys()].filter((drillId) => isWatched(hub, drillId));
}

/** Forgets the numbering of drills nobody watches; the next reader gets a whole view under a new one. */
export function forgetUnwatched(hub: Hub, mayForget: (drillId: string) => boolean): void {
  for (const drillId of hub.drills.keys()) {
    if (!isWatched(hub, drillId) && mayForget(drillId)) hub.drills.delete(drillId);
  }
}

/**
 * Looks again whether everybody on a stream may still be there, and who is there: for all streams of this
 * instance in four queries. Who looks at an open stream uses their session.
 */
export async function reviewSubscribers(hub: Hub): Promise<void> {
  const subscribers = [...hub.drills.values()].flatMap((watched) => subscribersOf(watched));
  if (subscribers.length === 0) return;
  const rights = await readSeatsOfSessions(
    hub.db,
    subscribers.map(({ watch }) => watch),
  );
  const seatOf = new Map(rights.map(({ sessionId, drillId, seat }) => [`${sessionId} ${drillId}`, seat]));
  for (const { watch, sink } of subscribers) {
    const seat = seatOf.get(`${watch.sessionId} ${watch.drillId}`);
    if (!seat || !isSameSeat(seat, watch.seat)) sink.close();
  }

  await noteSessionsUsed(hub.db, [...new Set(rights.map(({ sessionId }) => sessionId))]);
  await notePresence(hub.db, peopleOf(subscribers), true);
  const drillIds = watchedDrills(hub);
  const presences = await readPresence(hub.db, drillIds);
  for (const drillId of drillIds) {
    showPresence(hub, drillId, presences.get(drillId) ?? { present: [], lost: [] });
  }
}

/** How many streams are open through this instance, by kind of audience. */
export function viewersByAudience(hub: Hub): Map<Audience["kind"], number> {
  const counts = new Map<Audience["kind"], number>();
  for (const { channels } of hub.drills.values()) {
    for (const { audience, subscribers } of channels.values()) {
      counts.set(audience.kind, (counts.get(audience.kind) ?? 0) + subscribers.size);
    }
  }
  return counts;
}

/** Says to everybody that their stream is still there. */
export function pingSubscribers(hub: Hub): void {
  for (const watched of hub.drills.values()) {
    for (const { sink } of subscribersOf(watched)) sink.ping();
  }
}

/** Ends every stream: the instance is going down, and the readers come back to another one. */
export function closeHub(hub: Hub): void {
  for (const watched of hub.drills.values()) {
    for (const { sink } of subscribersOf(watched)) sink.close();
  }
}

/** A drill has changed: whoever sees a difference gets it. */
function publish(hub: Hub, drillId: string, drill: Drill): void {
  let isSent = false;
  const watched = hub.drills.get(drillId);
  if (!watched) return;
  const moved = watched.places !== drill.participants;
  watched.places = drill.participants;
  for (const channel of watched.channels.values()) {
    if (moved) closeThoseWhoMoved(channel, drill);
    if (channel.subscribers.size === 0 || channel.audience.kind === "wall") continue;
    try {
      const frame = project(channel, drill);
      if (frame) broadcast(channel, frame);
      isSent ||= frame !== null;
    } catch (error) {
      // One audience's broken view must not cost the others theirs.
      log.error({ err: error, drillId, audience: channel.audience }, "a view could not be made");
    }
  }
  const rooms = roomsOf(hub.db);
  const storedWallMs = rooms.byDrill.get(drillId)?.storedWallMs ?? null;
  if (isSent && storedWallMs !== null) {
    metrics().fanOutSeconds.observe(Math.max(estimatedWallMs(rooms) - storedWallMs, 0) / 1_000);
  }
}

/** Ends the streams of people who have another place by now; they come back and are shown what is theirs. */
function closeThoseWhoMoved(channel: Channel, drill: Drill): void {
  for (const { watch, sink } of channel.subscribers) {
    const { participant, seat } = watch;
    const now = drill.participants[participant.participantId];
    if (now?.role === "player" && !isSameSeat(seatIn(now), seat)) sink.close();
  }
}

/** Makes an audience's view anew. @returns what its readers have to be sent; null when they see no difference. */
function project(channel: Channel, drill: Drill): Frame | null {
  if (channel.position === drill.position && channel.audience.kind !== "wall") return null;
  // Parsed, so that a field nobody allowed stops here, whatever the projection does.
  const view = View.parse(viewFor(drill, channel.audience));
  const change = channel.view === null ? { set: view } : differenceBetween(channel.view, view);
  channel.position = drill.position;
  if (change === null) return null;
  channel.view = view;
  channel.whole = null;
  channel.n += 1;
  // The first view, and one that is another altogether.
  if ("set" in change) {
    forgetChanges(channel);
    return wholeOf(channel);
  }
  const frame = frameOf(idOf(channel), JSON.stringify({ n: channel.n, change }));
  channel.changes.push({ n: channel.n, frame });
  channel.changesBytes += frame.bytes.length;
  while (channel.changesBytes > CHANGES_BYTES_MAX) {
    channel.changesBytes -= channel.changes.shift()?.frame.bytes.length ?? 0;
  }
  return frame;
}

/** A reader who was away for longer than this lasts gets the whole view again. */
const CHANGES_BYTES_MAX = 128 * 1024;

function forgetChanges(channel: Channel): void {
  channel.changes = [];
  channel.changesBytes = 0;
}

function idOf({ epoch, n }: Channel): string {
  return `${epoch}.${n}`;
}

/** The whole view, serialised for the first who needs it. */
function wholeOf(channel: Channel): Frame {
  return (channel.whole ??= frameOf(idOf(channel), JSON.stringify({ n: channel.n, whole: channel.view })));
}

/** What brings a reader up to date who has seen the view with this id, or none that is known here. */
function missedBy(channel: Channel, lastEventId: string | null): Frame[] {
  if (lastEventId === idOf(channel)) return [];
  const seen =
    lastEventId?.startsWith(`${channel.epoch}.`) === true ? Number(lastEventId.split(".")[1]) : NaN;
  const missed = channel.changes.filter(({ n }) => n > seen);
  // Only when the first of them follows on what was seen.
  const [first] = missed;
  const frames = missed.map(({ frame }) => frame);
  const whole = wholeOf(channel);
  const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  return first?.n === seen + 1 && bytes < whole.bytes.length ? frames : [whole];
}

function broadcast(channel: Channel, frame: Frame): void {
  for (const { sink } of channel.subscribers) sink.send(frame);
}

/** Puts a message in the wire format of tRPC's event streams. */
function frameOf(id: string, json: string): Frame {
  return { id, json, bytes: Buffer.from(`data: ${json}\nid: ${id}\n\n`) };
}

/** Carries the id of the last view, because reading on after a lost connection goes by views. */
function presenceFrame(channel: Channel, { present, lost }: Presence): Frame {
  return frameOf(idOf(channel), JSON.stringify({ n: channel.n, present, lost }));
}

function withHere({ present, lost }: Presence, participantId: string): Presence {
  return {
    present: [...present, participantId],
    lost: lost.filter((one) => one.participantId !== participantId),
  };
}

/** Tells the control cell, and nobody else, who comes and goes. */
function showPresence(hub: Hub, drillId: string, elsewhere: Presence): void {
  const watched = watchedOf(hub, drillId);
  const { here, presence: before } = watched;
  const present = [...new Set([...elsewhere.present, ...here.keys()])].sort();
  // Storage notes the same going a few ms later than the instance that saw it.
  const sinceMs = new Map(before.lost.map((one) => [one.participantId, one.sinceMs]));
  const lost = elsewhere.lost
    .filter(({ participantId }) => !present.includes(participantId))
    .map((one) => ({ ...one, sinceMs: sinceMs.get(one.participantId) ?? one.sinceMs }))
    .sort((a, b) => (a.participantId < b.participantId ? -1 : 1));
  watched.presence = { present, lost };
  if (JSON.stringify(watched.presence) === JSON.stringify(before)) return;
  const control = watched.channels.get("control");
  if (control) broadcast(control, presenceFrame(control, watched.presence));
}

function subscribersOf(watched: Watched): Subscriber[] {
  return [...watched.channels.values()].flatMap(({ subscribers }) => [...subscribers]);
}

function watchedOf(hub: Hub, drillId: string): Watched {
  const known = hub.drills.get(drillId);
  if (known) return known;
  const made: Watched = {
    channels: new Map(),
    here: new Map(),
    presence: { present: [], lost: [] },
    places: null,
    toldLate: null,
  };
  hub.drills.set(drillId, made);
  return made;
}

function channelFor(hub: Hub, drillId: string, audience: Audience): Channel {
  const { channels } = watchedOf(hub, drillId);
  const key = audienceKey(audience);
  const known = channels.get(key);
  if (known) return known;
  const made: Channel = {
    audience,
    epoch: randomUUID().slice(0, 8),
    n: 0,
    position: 0,
    view: null,
    whole: null,
    changes: [],
    changesBytes: 0,
    subscribers: new Set(),
  };
  channels.set(key, made);
  return made;
}

type Present = { drillId: string; userId: string };

/** Who they are, each once for every drill they watch. */
function peopleOf(subscribers: readonly Subscriber[]): Present[] {
  const people = new Map<string, Present>();
  for (const { watch } of subscribers) {
    const { drillId, participant } = watch;
    people.set(`${drillId} ${participant.participantId}`, { drillId, userId: participant.participantId });
  }
  return [...people.values()];
}

/** Presence is a courtesy: that it could not be written down must not cost anybody their stream. */
function noteInBackground(hub: Hub, subscribers: readonly Subscriber[], isPresent: boolean): void {
  notePresence(hub.db, peopleOf(subscribers), isPresent).catch((error: unknown) => {
    log.warn({ err: error }, "presence could not be noted");
  });
}
