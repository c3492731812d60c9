import "server-only";
import { request, type ClientRequest } from "node:http";
import { applied, Difference } from "@/domain/live/difference";
import { LiveMessage } from "@/domain/live/schema";
import { View } from "@/domain/view/schema";

/** Somebody who watches a drill through a stream that breaks, and comes back as the screens do. */
export type Reader = {
  /** What is heard on the radio, as it was last seen. */
  radio: () => readonly string[];
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

/**
 * @param where Names the instance to go to; asked again for every connection.
 * @param comeBackMs How long to stay away after a lost connection, in ms.
 */
export function openReader({
  where,
  cookie,
  drillId,
  comeBackMs,
  changed = () => undefined,
}: {
  where: () => string;
  cookie: string;
  drillId: string;
  comeBackMs: () => number;
  changed?: (radio: readonly string[]) => void;
}): Reader {
  let held: { id: string; n: number; view: unknown } | null = null;
  let radio: readonly string[] = [];
  let req: ClientRequest | null = null;
  let isOpen = false;
  let closed = false;
  let begun = 0;
  let bytes = 0;
  const faults: string[] = [];
  let again: NodeJS.Timeout | undefined;

  const take = (id: string, data: string) => {
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
    if (radio.some((text, i) => seen[i] !== text)) faults.push(`view ${message.n} has lost something`);
    radio = seen;
    changed(radio);
  };

  const connect = () => {
    if (closed) return;
    const input = encodeURIComponent(JSON.stringify({ drillId, lastEventId: held?.id ?? null }));
    let text = "";
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
        res.setEncoding("utf8");
        res.on("data", (part: string) => {
          bytes += part.length;
          text += part;
          for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
            const block = text.slice(0, end);
            text = text.slice(end + 2);
            isOpen = true;
            const data = /^data: (.*)$/m.exec(block)?.[1];
            const id = /^id: (.*)$/m.exec(block)?.[1];
            if (data !== undefined && id !== undefined) take(id, data);
          }
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
    radio: () => radio,
    faults: () => faults,
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

function radioOf(view: View): string[] {
  return view.kind === "side" ? view.radio.map(({ text }) => text) : [];
}
