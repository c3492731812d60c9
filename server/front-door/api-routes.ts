import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createContext } from "@/server/api/context";
import { LIVE_PREFIX, serveLive } from "./live";
import { PHOTO_PREFIX, servePhoto } from "@/server/photos/route";
import { PLAN_FILE_PREFIX, servePlanFile } from "@/server/scenario/plan-file";
import { REPORT_PREFIX, serveReport } from "@/server/report/route";
import { appRouter } from "@/server/api/root";
import { BODY_BYTES_MAX } from "./front-door";
import type { Route } from "./front-door";
import { serveProcedures } from "./procedures";

const API_PREFIX = "/api/trpc/";

async function serveApi(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
  await serveProcedures(req, res, {
    router: appRouter,
    createContext: (drillId) => createContext({ req, res, requestId, drillId }),
    path: (req.url ?? "").split("?", 1)[0]?.slice(API_PREFIX.length) ?? "",
    bodyBytesMax: BODY_BYTES_MAX,
  });
}

/** Everything that answers under `/api/`. */
export const apiRoutes: readonly Route[] = [
  { prefix: API_PREFIX, serve: serveApi, access: "each procedure declares its own" },
  {
    prefix: LIVE_PREFIX,
    serve: serveLive,
    longLived: true,
    access: "participants, each their audience's view",
  },
  {
    prefix: PHOTO_PREFIX,
    serve: servePhoto,
    access: "taken from staff of the drill, given to whoever may see what refers to it",
    // It counts itself, and has a sentence of its own for what is too large.
    bodyBytesMax: 50_000_000,
  },
  {
    prefix: PLAN_FILE_PREFIX,
    serve: servePlanFile,
    access: "trainers and administrators; nothing of it is kept",
    // It counts itself, and has a sentence of its own for what is too large.
    bodyBytesMax: 50_000_000,
  },
  {
    prefix: REPORT_PREFIX,
    serve: serveReport,
    access: "whoever may see the scores of the drill; its log, control",
  },
];
