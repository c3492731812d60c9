import { mkdtempSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { authSecret, EnvironmentError, readEnvironment } from "./env";

describe("what the operator sets", () => {
  test("is a demo on this machine only when nothing is set", () => {
    expect(readEnvironment({})).toMatchObject({
      mode: "demo",
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://localhost:3000",
      trustProxy: false,
    });
  });

  test("opens production to the network, and a demo only where HOST says so", () => {
    expect(readEnvironment({ SANDTABLE_MODE: "production" }).host).toBe("0.0.0.0");
    expect(readEnvironment({ HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
  });

  test("counts as unset when it is empty, as compose files send it", () => {
    expect(readEnvironment({ PORT: "", DATABASE_URL: "", ADMIN_EMAIL: "" })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      adminEmail: undefined,
    });
  });

  test.each([
    ["PORT", "80x"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://x"],
    ["DATABASE_URL", "postgres"],
    ["PUBLIC_URL", "drill.example"],
    ["PUBLIC_URL", "https://drill.example/path"],
    ["SANDTABLE_MODE", "prod"],
    ["AUTH_SECRET", "short"],
    ["ADMIN_EMAIL", "nobody"],
    ["LOG_LEVEL", "loud"],
    ["TRUST_PROXY", "yes please"],
    ["SANDTABLE_TIME_ZONE", "Beijing"],
    ["SANDTABLE_TIME_ZONE", "+08:00"],
    ["SANDTABLE_TILES_URL", "https://tiles.example/map.png"],
    ["SANDTABLE_TILES_URL", "https://{s}.tiles.example/{z}/{x}/{y}.png"],
    ["SANDTABLE_TILES_URL", "javascript:alert({z}{x}{y})"],
  ])("is refused with one sentence that names %s when it is %j", (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(EnvironmentError);
    expect(() => readEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} [^\\n]+\\.$`));
  });

  test("is refused when a password has nobody to belong to", () => {
    expect(() => readEnvironment({ ADMIN_PASSWORD: "long enough 1" })).toThrow(/ADMIN_EMAIL/);
  });
});

describe("the time zone", () => {
  const onMachine = (zone: string) => {
    vi.stubEnv("TZ", zone);
    try {
      return readEnvironment({}).timeZone;
    } finally {
      vi.unstubAllEnvs();
    }
  };

  test("is the operator's", () => {
    expect(readEnvironment({ SANDTABLE_TIME_ZONE: "Europe/Berlin" }).timeZone).toBe("Europe/Berlin");
  });

  test("is the machine's unless the operator names one", () => {
    expect(onMachine("America/New_York")).toBe("America/New_York");
  });

  test("is Beijing time on a machine that has none, as in a container", () => {
    expect(onMachine("UTC")).toBe("Asia/Shanghai");
  });
});

describe("pictures below the maps", () => {
  test("are off unless somebody names a server of them", () => {
    expect(readEnvironment({}).mapTiles).toBeUndefined();
  });

  test("come from an address of either kind of server", () => {
    expect(
      readEnvironment({
        SANDTABLE_TILES_URL: "https://tiles.example/wmts/base/{TileMatrix}/{TileRow}/{TileCol}.png",
        SANDTABLE_TILES_ATTRIBUTION: "© Survey",
      }).mapTiles,
    ).toEqual({ url: "https://tiles.example/wmts/base/{z}/{y}/{x}.png", attribution: "© Survey" });
  });
});

describe("the secret that signs sessions", () => {
  test("is made once, kept for the next start, and readable by its owner only", () => {
    const dataDir = path.join(mkdtempSync(path.join(os.tmpdir(), "sandtable-env-")), "data");
    const first = authSecret({ authSecret: undefined, dataDir });
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(authSecret({ authSecret: undefined, dataDir })).toBe(first);
    expect(statSync(path.join(dataDir, "auth-secret")).mode & 0o777).toBe(0o600);
  });

  test("is the operator's own where there is one", () => {
    expect(authSecret({ authSecret: "x".repeat(32), dataDir: "/nowhere" })).toBe("x".repeat(32));
  });
});
