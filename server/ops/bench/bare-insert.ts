import "server-only";
import { createServer } from "node:http";
import { z } from "zod";
import { openClient } from "@/server/db/client";

/** The row that one radio message of a drill becomes. */
const Row = z.object({
  drillId: z.uuid(),
  position: z.number(),
  atMs: z.number(),
  wallMs: z.number(),
  by: z.string(),
  event: z.string(),
  commandId: z.uuid(),
});

/**
 * The floor under `bench:commands`: a bare node:http server that does one insert per request, durable before it
 * answers, and nothing else. Same database, as many connections, the same row with the same key.
 */
async function main(): Promise<void> {
  const sql = openClient(process.argv[2] ?? "", { connectionsMax: 20, applicationName: "bare-insert" });
  await sql`create table bare_insert (
    drill_id uuid not null, position integer not null, lane integer not null, at_ms bigint not null,
    wall_ms bigint not null, by jsonb not null, observed_at_ms bigint, event jsonb not null, command_id uuid,
    primary key (drill_id, position))`;
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      const row = Row.parse(JSON.parse(Buffer.concat(parts).toString()));
      sql`insert into bare_insert values (${row.drillId}, ${row.position}, 1, ${row.atMs}, ${row.wallMs},
        ${row.by}::text::jsonb, null, ${row.event}::text::jsonb, ${row.commandId})`.then(
        () => {
          res.setHeader("content-type", "application/json");
          res.end('{"ok":true}');
        },
        (error: unknown) => {
          console.error(error);
          res.statusCode = 500;
          res.end();
        },
      );
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) process.send?.(address.port);
  });
  const stop = () => {
    server.closeAllConnections();
    server.close();
    sql.end({ timeout: 1 }).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("disconnect", stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
