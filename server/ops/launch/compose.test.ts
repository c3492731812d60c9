import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readEnvironment } from "@/server/env";
import { SETTING_NAMES } from "./settings.mjs";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.string(),
});
const text = read("compose.yaml");
const { services, volumes } = z
  .object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(text, { merge: true }));

function service(name: string): z.infer<typeof Service> {
  const found = services[name];
  if (!found) throw new Error(`There is no service ${name}.`);
  return found;
}

/** A setting as it is when everything that has to be given is given. */
function filledIn(value: string): string {
  return value.replace(/\$\{(\w+)(?::?([-?])([^}]*))?\}/g, (_, name: string, how, rest: string) =>
    how === "-"
      ? rest
      : name === "PUBLIC_URL"
        ? "https://drill.example"
        : `${name.toLowerCase()}00000000000000000000000000000000`,
  );
}

describe("the compose file", () => {
  test("runs two instances on one database, behind a proxy that waits until both are ready", () => {
    expect(service("app-1")).toEqual(service("app-2"));
    expect(service("proxy").depends_on).toEqual({
      "app-1": { condition: "service_healthy" },
      "app-2": { condition: "service_healthy" },
    });
    expect(service("app-1").depends_on).toEqual({ prepare: { condition: "service_completed_successfully" } });
    expect(service("app-1").healthcheck?.test.join(" ")).toContain("/ready");
    // The server takes ten seconds to let requests finish.
    expect(Number.parseInt(service("app-1").stop_grace_period ?? "", 10)).toBeGreaterThan(10);
    expect(service("proxy").ports).toHaveLength(1);
    for (const name of ["postgres", "prepare", "app-1", "app-2"]) expect(service(name).ports).toEqual([]);
  });

  test("keeps the database in a volume, and the owner's rights from what serves", () => {
    expect(Object.keys(volumes)).toEqual(["database"]);
    expect(service("postgres").volumes[0]).toMatch(/^database:/);
    expect(service("app-1").environment).not.toHaveProperty("DATABASE_OWNER_URL");
    expect(service("prepare").environment).toHaveProperty("DATABASE_OWNER_URL");
    expect(service("prepare").command?.at(-1)).toBe("server/starter/prepare.ts");
  });

  test("has no default for anything secret", () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|AUDIT_KEY)\w*)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(3);
    for (const [whole, , rest] of secrets) expect(rest, whole).toMatch(/^:\?/);
    expect(text).not.toMatch(/PASSWORD: [^$]/);
  });

  test("sets only what the server knows, and the server takes it", () => {
    for (const name of ["app-1", "prepare"]) {
      const { environment } = service(name);
      expect(
        Object.keys(environment).filter((key) => key !== "NODE_ENV" && !SETTING_NAMES.includes(key)),
      ).toEqual([]);
      const given = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, filledIn(value)]),
      );
      expect(readEnvironment({ ...given, LOG_LEVEL: "info" })).toMatchObject({
        mode: "production",
        host: "0.0.0.0",
        trustProxy: true,
      });
    }
  });
});

test("every setting that the server reads is known to the launcher and stands in the table of the README", () => {
  const isRead = [...read("server/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm)].map(
    ([, name = ""]) => name,
  );
  expect(isRead.length).toBeGreaterThan(15);
  expect(isRead.filter((name) => name !== "NODE_ENV" && !SETTING_NAMES.includes(name))).toEqual([]);
  const firstCells = [...read("README.md").matchAll(/^\|([^|]*)\|/gm)].map(([, cell = ""]) => cell).join();
  expect(SETTING_NAMES.filter((name) => !firstCells.includes(`\`${name}\``))).toEqual([]);
});

test("what has to be the same for every instance is set in the compose file", () => {
  const shared = ["PUBLIC_URL", "AUTH_SECRET", "AUDIT_KEY", "SANDTABLE_AUDIT_MAC", "SANDTABLE_TIME_ZONE"];
  const { environment } = service("app-1");
  for (const name of [...shared, "SESSION_IDLE_MINUTES", "SESSIONS_MAX"]) {
    expect(environment).toHaveProperty(name);
    expect(environment[name]).toBe(service("prepare").environment[name]);
  }
});

test("the proxy hands on each message of a stream at once, and overwrites what clients say of themselves", () => {
  const nginx = read("docker/nginx.conf");
  const streams = /location \/api\/trpc-live\/ \{([^}]*)\}/.exec(nginx)?.[1] ?? "";
  for (const wanted of ["proxy_buffering off", "gzip off", "proxy_cache off", "proxy_read_timeout 1h"]) {
    expect(streams).toContain(`${wanted};`);
  }
  expect(nginx).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
  expect(nginx).not.toContain("proxy_add_x_forwarded_for");
  for (const name of ["app-1", "app-2"]) expect(nginx).toContain(`server ${name}:3000`);
});
