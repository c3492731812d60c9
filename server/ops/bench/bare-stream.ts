import "server-only";
import { createServer, type ServerResponse } from "node:http";
import { z } from "zod";
import { collectOnSignal } from "@/server/ops/rehearse/collect-on-signal";

/** What is written to the readers of each group, byte for byte. */
const Frames = z.record(z.string(), z.string());

/**
 * The floor under `bench:live`: a bare node:http server of event streams. `GET /<group>` opens one; a POST writes
 * each group's readers what it is given, and answers. It knows of nobody, decides nothing and keeps nothing.
 */
function main(): void {
  collectOnSignal();
  const groups = new Map<string, Set<ServerResponse>>();
  const server = createServer((req, res) => {
    if (req.method === "POST") {
      const parts: Buffer[] = [];
      req.on("data", (part: Buffer) => parts.push(part));
      req.on("end", () => {
        const frames = Frames.parse(JSON.parse(Buffer.concat(parts).toString()));
        for (const [group, frame] of Object.entries(frames)) {
          const bytes = Buffer.from(frame);
          for (const reader of groups.get(group) ?? []) reader.write(bytes);
        }
        res.setHeader("content-type", "application/json");
        res.end('{"ok":true}');
      });
      return;
    }
    const group = (req.url ?? "/").slice(1);
    const readers = groups.get(group) ?? new Set();
    groups.set(group, readers);
    readers.add(res);
    res.once("close", () => readers.delete(res));
    res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" });
    res.write(": hello\n\n");
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) process.send?.(address.port);
  });
  const stop = () => process.exit(0);
  process.on("SIGTERM", stop);
  process.on("disconnect", stop);
}

main();
