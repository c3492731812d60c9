import "server-only";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import { applied, Difference } from "@/domain/live/difference";
import { LiveMessage } from "@/domain/live/schema";
import { View } from "@/domain/view/schema";

/** Somebody who watches a drill through a stream that breaks, and comes back as the screens do. */
export type Reader = {
  /** What has been heard on the radio, in its order. A view carries the latest alone, so what a burst pushed out is not. */
  radio: () => readonly string[];
  /** The number of the last message heard: how many there have been. */
  heard: () => number;
  /** Views that did not follow on the one before, or in which something seen earlier was missing. */
  faults: () => readonly string[];
  isOpen: () => boolean;
  /** How often a stream has begun. */
  begun: () => number;
  /** Bytes read. */
  bytes: () => number;
  /** Loses the connection, and comes back. */
  drop: () => void;
  close: () => void;
};

type Reading = {
  /** Names the instance to go to; asked again for every connection. */
  where: () => string;
  cookie: string;
  drillId: string;
  /** How long to stay away after a lost connection, in ms. */
  comeBackMs: () => number;
  changed?: (radio: readonly string[]) => void;
};

export function openReader(reading: Reading): Reader {
  const { where, cookie, drillId, comeBackMs, changed = () => undefined } = reading;
  const history = openHistory(changed);
  let req: ClientRequest | null = null;
  let isOpen = false;
  let closed = false;
  let begun = 0;
  let bytes = 0;
  let again: NodeJS.Timeout | undefined;

  const connect = () => {
    if (closed) return;
    const input = encodeURIComponent(JSON.stringify({ drillId, lastEventId: history.lastEventId() }));
    const lost = () => {
      // Each connection is lost once, whatever it says of it.
      if (req !== mine) return;
      req = null;
      isOpen = false;
      if (closed) return;
      again = setTimeout(connect, comeBackMs());
    };
    const mine = request(
      `${where()}/api/trpc-live/drill.live?input=${input}`,
      { headers: { cookie, accept: "text/event-stream" }, agent: false },
      (res) => {
        if (res.statusCode !== 200) {
          res.resume();
          lost();
          return;
        }
        begun += 1;
        readMessages(res, {
          bytes: (n) => (bytes += n),
          block: () => (isOpen = true),
          message: history.take,
        });
        res.on("error", () => undefined);
        res.on("close", lost);
      },
    );
    req = mine;
    mine.on("error", lost);
    mine.end();
  };
  connect();

  return {
    radio: history.radio,
    heard: history.heard,
    faults: history.faults,
    isOpen: () => isOpen,
    begun: () => begun,
    bytes: () => bytes,
    drop() {
      isOpen = false;
      req?.destroy();
    },
    close() {
      closed = true;
      clearTimeout(again);
      req?.destroy();
    },
  };
}

/**
 * Reads an event stream.
 *
 * @param on `bytes`: how many came in. `block`: one is there, be it a message or a sign of life.
 */
function readMessages(
  res: IncomingMessage,
  on: { bytes: (n: number) => void; block: () => void; message: (id: string, data: string) => void },
): void {
  let text = "";
  res.setEncoding("utf8");
  res.on("data", (part: string) => {
    on.bytes(part.length);
    text += part;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      on.block();
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const id = /^id: (.*)$/m.exec(block)?.[1];
      if (data !== undefined && id !== undefined) on.message(id, data);
    }
  });
}

/** What a reader has been told over all its connections, and what of it did not fit together. */
function openHistory(changed: (radio: readonly string[]) => void) {
  let held: { id: string; n: number; view: unknown } | null = null;
  let radio: readonly string[] = [];
  const textOf = new Map<number, string>();
  let heard = 0;
  const faults: string[] = [];
  return {
    radio: () => radio,
    heard: () => heard,
    faults: () => faults,
    lastEventId: () => held?.id ?? null,
    take(id: string, data: string): void {
      const message = LiveMessage.parse(JSON.parse(data));
      if ("present" in message) return;
      let view: unknown;
      if ("whole" in message) view = message.whole;
      else if (held && message.n === held.n + 1) view = applied(Difference.parse(message.change), held.view);
      else {
        faults.push(`view ${message.n} came after ${held?.n ?? "none"}`);
        return;
      }
      held = { id, n: message.n, view };
      const seen = radioOf(View.parse(view));
      const isOther = seen.some(({ n, text }) => n <= heard && (textOf.get(n) ?? text) !== text);
      if (isOther || (seen.at(-1)?.n ?? 0) < heard) faults.push(`view ${message.n} has lost something`);
      const news = seen.filter(({ n }) => n > heard);
      for (const { n, text } of news) textOf.set(n, text);
      heard = news.at(-1)?.n ?? heard;
      radio = [...radio, ...news.map(({ text }) => text)];
      changed(radio);
    },
  };
}

function radioOf(view: View): { n: number; text: string }[] {
  return view.kind === "side" ? view.radio.map(({ n, text }) => ({ n, text })) : [];
}
