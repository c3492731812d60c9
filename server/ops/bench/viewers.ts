import "server-only";
import { connect, type Socket } from "node:net";
import { z } from "zod";

/** A command's number, as the text of its message carries it. */
const MARK = Buffer.from("#bench-");
const MARK_DIGITS = 6;
/** So many connect at the same time; the next follows when one has begun. */
const COMING_IN_MAX = 100;

/** What to do: open streams, or close all of them. */
export const Order = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("open"),
    port: z.number(),
    /** How many readers get each message. */
    seenBy: z.number(),
    /** Requests to send, each as often as it says, with a name that tells the groups apart. */
    groups: z.array(
      z.strictObject({ name: z.string(), path: z.string(), cookie: z.string(), readers: z.number() }),
    ),
  }),
  z.strictObject({ type: z.literal("close") }),
]);
export type Order = z.infer<typeof Order>;

/** What is told: every stream is there, one has ended by itself, or the last of its readers has seen a message. */
export const News = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("open") }),
  z.strictObject({ type: z.literal("closed") }),
  z.strictObject({ type: z.literal("lost") }),
  z.strictObject({
    type: z.literal("seen"),
    mark: z.number(),
    /** Monotonic clock of the machine in ns, as text: the same in every process. */
    atNs: z.string(),
    /** What the first reader of each group got, to be sent once more by the floor. */
    frames: z.record(z.string(), z.string()),
  }),
]);
export type News = z.infer<typeof News>;

/** Many readers of event streams in one process, which read as little as is needed to know what they have seen. */
function main(): void {
  const sockets = new Set<Socket>();
  const seen = new Map<number, number>();
  const frames = new Map<number, Record<string, string>>();
  let readers = 0;
  let seenBy = 0;
  let opened = 0;
  let comeIn: (() => void)[] = [];

  const say = (news: News) => process.send?.(news);
  const tell = (mark: number) => {
    const count = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, count);
    if (count < seenBy) return;
    say({ type: "seen", mark, atNs: String(process.hrtime.bigint()), frames: frames.get(mark) ?? {} });
    seen.delete(mark);
    frames.delete(mark);
  };

  const open = (port: number, request: Request, keeps: boolean) => {
    const socket = connect(port, "127.0.0.1");
    sockets.add(socket);
    readStream(socket, {
      begun() {
        opened += 1;
        comeIn.shift()?.();
        if (opened === readers) say({ type: "open" });
      },
      // Commands that were stored together come in one message.
      messages(bytes, marks) {
        for (const mark of marks) {
          if (keeps) frames.set(mark, { ...frames.get(mark), [request.name]: messageWith(bytes, mark) });
          tell(mark);
        }
      },
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (sockets.delete(socket)) say({ type: "lost" });
    });
    const { path, cookie } = request;
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`);
  };

  process.on("message", (message) => {
    const order = Order.parse(message);
    if (order.type === "close") {
      const all = [...sockets];
      sockets.clear();
      for (const socket of all) socket.destroy();
      seen.clear();
      say({ type: "closed" });
      return;
    }
    readers = order.groups.reduce((sum, group) => sum + group.readers, 0);
    seenBy = order.seenBy;
    opened = 0;
    comeIn = order.groups.flatMap((group) =>
      Array.from({ length: group.readers }, (_, i) => () => open(order.port, group, i === 0)),
    );
    for (const next of comeIn.splice(0, COMING_IN_MAX)) next();
  });
  process.on("disconnect", () => process.exit(0));
}

type Request = { name: string; path: string; cookie: string };

/**
 * Reads an event stream as it comes in.
 *
 * @param on `begun`: its first message is there. `messages`: bytes with whole messages in them, and the marks of those.
 */
function readStream(
  socket: Socket,
  on: { begun: () => void; messages: (bytes: Buffer, marks: ReadonlySet<number>) => void },
): void {
  let rest: Buffer = Buffer.alloc(0);
  let isOpen = false;
  socket.on("data", (chunk: Buffer) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (!isOpen) {
      if (!bytes.includes("\n\n")) {
        rest = bytes;
        return;
      }
      isOpen = true;
      on.begun();
    }
    const lastEnd = bytes.lastIndexOf("\n\n");
    on.messages(bytes, marksIn(bytes.subarray(0, Math.max(lastEnd, 0))));
    // The beginning of a message that is not all there yet.
    rest = lastEnd < 0 ? bytes : bytes.subarray(lastEnd + 2);
  });
}

function marksIn(bytes: Buffer): Set<number> {
  const marks = new Set<number>();
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + MARK.length)) {
    marks.add(Number(bytes.toString("latin1", at + MARK.length, at + MARK.length + MARK_DIGITS)));
  }
  return marks;
}

/** The whole message that a mark stands in. */
function messageWith(bytes: Buffer, mark: number): string {
  const at = bytes.indexOf(`${MARK.toString()}${String(mark).padStart(MARK_DIGITS, "0")}`);
  const end = bytes.indexOf("\n\n", at);
  return bytes
    .subarray(Math.max(0, bytes.lastIndexOf("\n\n", at)), end + 2)
    .toString()
    .trimStart();
}

if (process.send) main();
