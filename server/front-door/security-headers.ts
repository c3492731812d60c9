import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/server/env";
import type { Environment } from "@/server/env";

type Settings = Pick<Environment, "publicUrl" | "development" | "mapTiles">;

/** Headers that every answer carries, whatever it is. */
export function setCommonHeaders(res: ServerResponse, settings: Settings = env): void {
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  if (settings.publicUrl.startsWith("https:")) {
    res.setHeader("Strict-Transport-Security", "max-age=31536000");
    res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
}

/**
 * Gives a page its content security policy with the number used once that Next.js puts into it, and the headers
 * that mean something for pages only. (Of other answers the policy says all of that: see `setInertPolicy`.)
 *
 * Next.js takes the number from the *request's* policy header and puts it on every script of the page, so
 * whatever the browser sent there is replaced.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, settings: Settings = env): void {
  const nonce = randomBytes(18).toString("base64");
  const policy = pagePolicy(nonce, settings);
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  delete req.headers["content-security-policy-report-only"];
  res.setHeader("Content-Security-Policy", policy);
  res.setHeader("X-Frame-Options", "DENY");
  res.setHeader("Referrer-Policy", "same-origin");
  res.setHeader("X-DNS-Prefetch-Control", "off");
  res.setHeader(
    "Permissions-Policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), display-capture=()",
  );
}

/**
 * What a page may load: itself, and nothing from anywhere else. No request leaves the host, unless the operator has
 * named a server of map tiles: then its pictures, from that host, and nothing else.
 */
export function pagePolicy(nonce: string, settings: Settings): string {
  const { development, mapTiles } = settings;
  const tiles = mapTiles ? ` ${new URL(mapTiles.url).origin}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // React writes style attributes into the HTML; they can paint, but not run or load anything.
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${tiles}`,
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For answers that are no pages: nothing in them may run, even if a browser is led to open them as one. */
export function setInertPolicy(res: ServerResponse): void {
  res.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
}
