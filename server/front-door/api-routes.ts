import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { serveAuth } from "@/server/auth/handler";
import { createContext } from "@/server/context";
import { LIVE_PREFIX, serveLive } from "@/server/drill/live";
import { appRouter } from "@/server/root";
import { BODY_BYTES_MAX } from "./front-door";
import type { Route } from "./front-door";

async function serveProcedures(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
  await nodeHTTPRequestHandler({
    router: appRouter,
    createContext: () => createContext({ req, res, requestId }),
    req,
    res,
    path: (req.url ?? "").split("?", 1)[0]?.slice("/api/trpc/".length) ?? "",
    maxBodySize: BODY_BYTES_MAX,
  });
}

/** Everything that answers under `/api/`. */
export const apiRoutes: readonly Route[] = [
  { prefix: "/api/trpc/", serve: serveProcedures },
  { prefix: LIVE_PREFIX, serve: serveLive, longLived: true },
  { prefix: "/api/auth/", serve: serveAuth },
];
