import "server-only";
import { connect, type Socket } from "node:net";
import { z } from "zod";

/** A command's number, as the text of its message carries it. */
const MARK = Buffer.from("#bench-");
const MARK_DIGITS = 6;

/** What to do: open streams, or close all of them. */
export const Order = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("open"),
    port: z.number(),
    /** Requests to send, each as often as it says, with a name that tells the groups apart. */
    groups: z.array(
      z.strictObject({ name: z.string(), path: z.string(), cookie: z.string(), readers: z.number() }),
    ),
  }),
  z.strictObject({ type: z.literal("close") }),
]);
export type Order = z.infer<typeof Order>;

/** What is told: every stream is there, one has ended by itself, or the last of all readers has seen a message. */
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
  let opened = 0;

  const say = (news: News) => process.send?.(news);
  const tell = (mark: number) => {
    const count = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, count);
    if (count < readers) return;
    say({ type: "seen", mark, atNs: String(process.hrtime.bigint()), frames: frames.get(mark) ?? {} });
    seen.delete(mark);
    frames.delete(mark);
  };

  const open = (port: number, name: string, path: string, cookie: string, keeps: boolean) => {
    const socket = connect(port, "127.0.0.1");
    sockets.add(socket);
    let rest: Buffer = Buffer.alloc(0);
    let isOpen = false;
    socket.on("data", (chunk: Buffer) => {
      let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      if (!isOpen) {
        if (!bytes.includes("\n\n")) {
          rest = bytes;
          return;
        }
        isOpen = true;
        opened += 1;
        if (opened === readers) say({ type: "open" });
      }
      for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK)) {
        const end = at + MARK.length + MARK_DIGITS;
        const frameEnd = bytes.indexOf("\n\n", end);
        if (frameEnd < 0) break;
        const mark = Number(bytes.subarray(at + MARK.length, end).toString());
        if (keeps) {
          const text = bytes.subarray(bytes.lastIndexOf("data: ", at), frameEnd + 2).toString();
          frames.set(mark, { ...frames.get(mark), [name]: text });
        }
        tell(mark);
        bytes = bytes.subarray(frameEnd + 2);
      }
      // The beginning of a message that is not all there yet.
      const lastEnd = bytes.lastIndexOf("\n\n");
      rest = lastEnd < 0 ? bytes : bytes.subarray(lastEnd + 2);
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (sockets.delete(socket)) say({ type: "lost" });
    });
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
    opened = 0;
    for (const { name, path, cookie, readers: wanted } of order.groups) {
      for (let i = 0; i < wanted; i++) open(order.port, name, path, cookie, i === 0);
    }
  });
  process.on("disconnect", () => process.exit(0));
}

if (process.send) main();
