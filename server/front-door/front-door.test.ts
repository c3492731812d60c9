import type { Server } from "node:http";
import { afterAll, describe, expect, test } from "vitest";
import { openFrontDoor } from "./front-door";
import { isFromOurPages } from "./same-origin";
import { pagePolicy } from "./security-headers";
import { listening } from "./testing";

const plain = { publicUrl: "http://localhost:3000", trustProxy: false };
const https = { publicUrl: "https://drill.example", trustProxy: false };
const proxied = { publicUrl: "https://drill.example", trustProxy: true };

describe("a change is accepted", () => {
  test.each([
    ["from a program, which names no page", {}, plain],
    ["from our own page", { origin: "http://localhost:3000", host: "localhost:3000" }, plain],
    [
      "under whatever name of this machine people typed",
      { origin: "http://10.0.0.7:3000", host: "10.0.0.7:3000" },
      plain,
    ],
    ["from our own page behind a proxy", { origin: "https://drill.example", host: "inside:3000" }, https],
    [
      "under the name that a trusted proxy was asked for",
      {
        origin: "https://second.example",
        "x-forwarded-host": "second.example",
        "x-forwarded-proto": "https",
      },
      proxied,
    ],
  ])("%s", (_where, headers, settings) => {
    expect(isFromOurPages({ method: "POST", headers }, settings)).toBe(true);
  });
});

describe("a change is refused", () => {
  test.each([
    ["from another site", { origin: "http://elsewhere.example", host: "localhost:3000" }, plain],
    ["from a page without a name", { origin: "null", host: "localhost:3000" }, plain],
    ["from another port of this machine", { origin: "http://localhost:8080", host: "localhost:3000" }, plain],
    ["from the unsafe twin of a safe site", { origin: "http://drill.example", host: "drill.example" }, https],
    [
      "on the word of a header that anyone can write",
      {
        origin: "https://elsewhere.example",
        "x-forwarded-host": "elsewhere.example",
        "x-forwarded-proto": "https",
      },
      https,
    ],
    [
      "on what the client wrote before the proxy's own entry",
      {
        origin: "https://elsewhere.example",
        "x-forwarded-host": "elsewhere.example, drill.example",
        "x-forwarded-proto": "https",
      },
      proxied,
    ],
    ["when the browser says cross-site", { "sec-fetch-site": "cross-site" }, plain],
    ["when the browser says same-site only", { "sec-fetch-site": "same-site" }, plain],
  ])("%s", (_where, headers, settings) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(isFromOurPages({ method, headers }, settings)).toBe(false);
    }
  });
});

test("another site may link to us but not embed what we answer", () => {
  const headers = { "sec-fetch-site": "cross-site" };
  expect(isFromOurPages({ method: "GET", headers }, plain)).toBe(false);
  expect(
    isFromOurPages({ method: "GET", headers: { ...headers, "sec-fetch-mode": "navigate" } }, plain),
  ).toBe(true);
});

test("the content policy lets nothing in from outside and no script without the page's number", () => {
  const policy = pagePolicy("abc", {
    publicUrl: "https://drill.example",
    development: false,
    mapTiles: undefined,
  });
  const of = (name: string) => policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
  expect(of("script-src")).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(of("style-src")).toBe("style-src 'self' 'nonce-abc'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
  expect(of("style-src-attr")).toContain("unsafe-inline");
});

test("the content policy opens for pictures of one configured server of map tiles, and for nothing else of it", () => {
  const settings = { publicUrl: "https://drill.example", development: false };
  const url = "https://tiles.example:8443/base/{z}/{x}/{y}.png";
  const closed = pagePolicy("abc", { ...settings, mapTiles: undefined });
  const open = pagePolicy("abc", { ...settings, mapTiles: { url, attribution: "" } });
  expect(open.replace(" https://tiles.example:8443", "")).toBe(closed);
  expect(open).toContain("img-src 'self' data: blob: https://tiles.example:8443;");
});

describe("an address that cannot be read leads to the page for what does not exist", () => {
  const asked: (string | undefined)[] = [];
  const door = openFrontDoor([], (req, res) => {
    asked.push(req.url);
    res.end();
  });
  afterAll(() => door.close(0));

  const unreadable = [
    "/join/%FF",
    "/drills/%C0%80/lobby",
    "/library/%00",
    "/scenarios/%ED%A0%80",
    "/drills/%",
    "/library?q=%FF",
    "/library?q=a%00",
    `/join/${"A".repeat(30_000)}`,
    `/library/${"a".repeat(1_048_576)}`,
  ];
  test.each(unreadable.map((address) => [address.slice(0, 40), address.length, address] as const))(
    "%s (%i characters)",
    async (_begins, _length, address) => {
      const base = await baseOf(door.server);
      const answer = await fetch(`${base}${address}`);
      expect([answer.status, asked.at(-1)]).toEqual([200, "/not-found"]);
    },
  );

  test.each(["/join/KM2P7X", "/library?q=%E5%BA%97&tag=%F0%9F%91%8D", "/join/%EF%BC%AB"])(
    "and one that can to its own: %s",
    async (address) => {
      await fetch(`${await baseOf(door.server)}${address}`);
      expect(asked.at(-1)).toBe(address);
    },
  );
});

let base: Promise<string> | null = null;
const baseOf = (server: Server) => (base ??= listening(server));
