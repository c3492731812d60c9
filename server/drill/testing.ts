import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { testSetup } from "@/domain/drill/given";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import type { Seat } from "@/domain/roster/schema";
import { newPerson } from "@/server/auth/testing";
import type { Database } from "@/server/db/client";
import { participantIn } from "./audience";
import { handleCommand, planDrill, recordJoining } from "./handle-command";
import { takeSeat } from "./mutations";

export const RESPONDER: Seat = { role: "player", lane: 1, side: "responder" };
export const OPPOSITION: Seat = { role: "player", lane: 1, side: "opposition" };

/** A planned drill on the small world of the domain's tests, with its controller. */
export async function planTestDrill(
  db: Database,
  { setup = {}, noNotice = false }: { setup?: Partial<Setup>; noNotice?: boolean } = {},
): Promise<{ drillId: string; joinCode: string; controller: Participant }> {
  const { id } = await newPerson(db, "trainer");
  const planned = await planDrill(db, {
    setup: { ...testSetup, scenarioId: randomUUID(), ...setup },
    noNotice,
    createdBy: id,
    creatorSeat: { role: "controller" },
    creatorName: "Controller",
    plannedForMs: null,
    seats: [],
  });
  return { ...planned, controller: { role: "controller", participantId: id, name: "Controller" } };
}

/** A new person who has come into a drill. */
export async function joinAs(
  db: Database,
  drillId: string,
  seat: Seat,
  name = "Player",
): Promise<Participant> {
  const { id } = await newPerson(db, "officer");
  await comeIn(db, drillId, { userId: id, name }, seat);
  return participantIn(seat, { userId: id, name });
}

/** Somebody who has an account already comes into a drill. */
export async function comeIn(
  db: Database,
  drillId: string,
  person: { userId: string; name: string },
  seat: Seat,
): Promise<void> {
  await recordJoining(db, drillId, async (tx) => {
    await takeSeat(tx, drillId, person.userId, seat);
    return participantIn(seat, person);
  });
}

/** Somebody asks for something, under a command id of its own unless one is given. */
export function asks(
  db: Database,
  drillId: string,
  by: Participant,
  command: DrillCommand,
  commandId: string = randomUUID(),
) {
  return handleCommand(db, drillId, { commandId, by, command });
}

type Listener = (event: { data: string; lastEventId: string }) => void;

/**
 * Waits until so many ms have gone by since the last thing that happened in a drill: on the database's clock, by which
 * drills go.
 */
export async function untilGoneBy(db: Database, drillId: string, ms: number): Promise<void> {
  await db.execute(sql`
    select pg_sleep(greatest(0, max(wall_ms) + ${ms} - extract(epoch from clock_timestamp()) * 1000) / 1000)
      from drill_events where drill_id = ${drillId}`);
}

/**
 * Node 20 has no EventSource; this is as much of one as tRPC's client uses: it reads an event stream, and when
 * the stream ends it comes back with the id of the last message.
 */
class StreamReader {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  private lastEventId = "";
  private retryMs = 20;
  private connection = new AbortController();
  private readonly url: string;

  private readonly cookie: () => string;

  constructor(url: string, cookie: () => string) {
    this.url = url;
    this.cookie = cookie;
    void this.run();
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, listeners.add(listener));
  }
  removeEventListener(type: string, listener: Listener): void {
    this.listeners.get(type)?.delete(listener);
  }
  close(): void {
    this.readyState = this.CLOSED;
    this.connection.abort();
  }
  /** Loses the connection, as a pulled wire would. */
  drop(): void {
    this.connection.abort();
  }

  private emit(type: string, data = ""): void {
    for (const listener of this.listeners.get(type) ?? []) listener({ data, lastEventId: this.lastEventId });
  }

  private async run(): Promise<void> {
    while (this.readyState !== this.CLOSED) {
      this.connection = new AbortController();
      try {
        const headers: Record<string, string> = { cookie: this.cookie(), accept: "text/event-stream" };
        if (this.lastEventId !== "") headers["last-event-id"] = this.lastEventId;
        const answer = await fetch(this.url, { headers, signal: this.connection.signal });
        if (!answer.ok || !answer.body) {
          this.close();
        } else {
          this.readyState = this.OPEN;
          await this.read(answer.body);
        }
      } catch {
        // The wire was pulled: come back, as a browser does.
      }
      if (this.readyState === this.OPEN) this.readyState = this.CONNECTING;
      this.emit("error");
      await new Promise((resolve) => setTimeout(resolve, this.retryMs));
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const part of body) {
      text += decoder.decode(part, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        this.take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  private take(block: string): void {
    const fields = new Map(
      block.split("\n").map((line) => [line.split(": ", 1)[0], line.replace(/^[^:]*: ?/, "")]),
    );
    const id = fields.get("id");
    if (id !== undefined) this.lastEventId = id;
    if (fields.has("data")) this.emit(fields.get("event") ?? "message", fields.get("data"));
  }
}

/**
 * An EventSource as browsers have it.
 *
 * @param cookie Sent with every request.
 */
export function eventSourceWith(cookie: () => string) {
  return class TestEventSource extends StreamReader {
    static readonly open = new Set<TestEventSource>();

    constructor(url: string) {
      super(url, cookie);
      TestEventSource.open.add(this);
    }
    override close(): void {
      super.close();
      TestEventSource.open.delete(this);
    }
  };
}
