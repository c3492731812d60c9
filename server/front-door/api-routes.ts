import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { serveAuth } from "@/server/auth/handler";
import { createContext } from "@/server/context";
import { LIVE_PREFIX, serveLive } from "@/server/drill/live";
import { appRouter } from "@/server/root";
import { BODY_BYTES_MAX } from "./front-door";
import type { Route } from "./front-door";
import { serveProcedures } from "./procedures";

const API_PREFIX = "/api/trpc/";

async function serveApi(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
  await serveProcedures(req, res, {
    router: appRouter,
    createContext: () => createContext({ req, res, requestId }),
    path: (req.url ?? "").split("?", 1)[0]?.slice(API_PREFIX.length) ?? "",
    bodyBytesMax: BODY_BYTES_MAX,
  });
}

/** Everything that answers under `/api/`. */
export const apiRoutes: readonly Route[] = [
  { prefix: API_PREFIX, serve: serveApi },
  { prefix: LIVE_PREFIX, serve: serveLive, longLived: true },
  { prefix: "/api/auth/", serve: serveAuth },
];
