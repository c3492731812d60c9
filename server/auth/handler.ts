import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { toNodeHandler } from "better-auth/node";
import { currentDatabase } from "@/server/db/current";
import { authFor } from "./auth";

/**
 * The routes of Better Auth that are open. Everything else it offers (sign-up, changing one's address, its own
 * sign-in without our locks and audit) does not exist here.
 */
export const OPEN_AUTH_ROUTES: ReadonlySet<string> = new Set([
  "GET /api/auth/get-session",
  "GET /api/auth/ok",
]);

/** Serves `/api/auth/*`. */
export async function serveAuth(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname } = new URL(req.url ?? "/", "http://localhost");
  if (!OPEN_AUTH_ROUTES.has(`${req.method ?? ""} ${pathname}`)) {
    res.writeHead(404, { "content-type": "application/json", "cache-control": "no-store" });
    res.end('{"code":"not-found"}');
    return;
  }
  await toNodeHandler(authFor(currentDatabase()))(req, res);
}
