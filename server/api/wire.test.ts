import { createServer, request, type IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Context } from "@/server/auth/asking";
import { openTestDatabase } from "@/server/db/test-database";
import { Refusal } from "@/domain/refusal";
import { serveProcedures } from "@/server/front-door/procedures";
import { listening } from "@/server/front-door/testing";
import { localeOf } from "./context";
import { appRouter } from "./root";
import { publicProcedure, router } from "./trpc";

const { db } = await openTestDatabase();

/** What checks a password or a code, or hashes one: written down a second time, so that a reviewer sees a new one. */
const ALONE = [
  "drill.byCode",
  "drill.join",
  "me.changePassword",
  "people.create",
  "people.resetPassword",
  "session.provePassword",
  "session.signIn",
  "session.signInToDemo",
  "setup.complete",
];

const failing = router({
  bug: publicProcedure("A test of what strangers are told.").query(() => {
    throw new Error("secret of the inside");
  }),
  no: publicProcedure("A test of what strangers are told.").query(() => {
    throw new Refusal("sign-in-locked", { minutes: 7 });
  }),
  echo: publicProcedure("A test of what strangers are told.")
    .input(z.string())
    .query(({ input }) => input),
  form: publicProcedure("A test of what strangers are told.")
    .input(z.strictObject({ email: z.email(), name: z.string().min(3) }))
    .mutation(() => null),
});

/** A procedure as it is at run time, where the record of them is flat, by dotted path. */
const Procedure = z.custom<{ _def: { type: string; meta: { alone?: true } } }>(
  (value) => typeof value === "function" && "_def" in value,
);

const server = createServer((req, res) => {
  const served = req.url?.startsWith("/app/") ? appRouter : failing;
  void serveProcedures(req, res, {
    router: served,
    createContext: async (): Promise<Context> => ({
      db,
      user: null,
      placeIn: () => Promise.resolve(null),
      locale: localeOf(undefined, req.headers["accept-language"]),
      now: Date.now,
      requestId: "request-1",
      address: null,
      headers: () => new Headers(),
      setCookies: () => undefined,
    }),
    path: (req.url ?? "").split("?", 1)[0]?.split("/").slice(2).join("/") ?? "",
    bodyBytesMax: 1_000,
  });
});

let origin = "";
beforeAll(async () => {
  origin = await listening(server);
});
afterAll(() => {
  server.close();
});

async function ask(path: string, language: string, body?: unknown) {
  const answer = await fetch(`${origin}${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "accept-language": language, "content-type": "application/json" },
  });
  const text = await answer.text();
  return { status: answer.status, text, error: JSON.parse(text).error };
}

describe("what a failed call tells", () => {
  test("of a bug: no word of its inside and no stack, but a number to quote", async () => {
    const { status, text, error } = await ask("/test/bug", "en");
    expect(status).toBe(500);
    expect(text).not.toMatch(/secret of the inside|stack|\.ts:/);
    expect(error.message).toContain("request-1");
    expect(error.data).toMatchObject({ refusal: null, requestId: "request-1" });
  });

  test("of a refusal: its code, its values, and a sentence in the caller's language", async () => {
    const english = await ask("/test/no", "en-GB,en;q=0.9");
    expect(english.status).toBe(429);
    expect(english.error.data.refusal).toEqual({ code: "sign-in-locked", params: { minutes: 7 } });
    expect(english.error.message).toContain("7 minutes");
    const chinese = await ask("/test/no", "zh-CN");
    expect(chinese.error.message).toContain("7 分钟");
  });

  test("of bad input: one sentence for each field, the unknown one included", async () => {
    const { status, error } = await ask("/test/form", "en", {
      email: "x",
      name: "ab",
      role: "administrator",
    });
    expect(status).toBe(400);
    expect(error.data.refusal.code).toBe("input-invalid");
    expect(error.data.fields).toEqual({
      "": "Unknown field: role.",
      email: "Enter a valid e-mail address.",
      name: "At least 3 characters.",
    });
  });

  test("of a body that is no JSON: that it could not be understood", async () => {
    const answer = await fetch(`${origin}/app/session.signIn`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en" },
      body: "{ not json",
    });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(JSON.parse(text).error.data.refusal.code).toBe("request-not-understood");
    expect(text).not.toMatch(/stack|\.ts:|SyntaxError/);
  });

  test("of a procedure that does not exist: the same as of one hidden from the caller", async () => {
    const { status, error } = await ask("/app/no.such", "en");
    expect(status).toBe(404);
    expect(error.data.refusal.code).toBe("not-found");
  });

  test("of a body that is too large, or no JSON by its own word: that, and nothing is called", async () => {
    const large = await ask("/test/form", "en", { email: "x", name: "n".repeat(2_000) });
    expect(large.status).toBe(413);
    expect(large.error.data.refusal.code).toBe("body-too-large");
    const answer = await fetch(`${origin}/test/form`, { method: "POST", body: "name=x" });
    expect(answer.status).toBe(415);
  });
});

describe("calls in one request", () => {
  test("are answered each by itself, in their order", async () => {
    const input = encodeURIComponent(JSON.stringify({ 1: "twice" }));
    const answer = await fetch(`${origin}/test/no,echo,no.such?batch=1&input=${input}`);
    expect(answer.status).toBe(207);
    const [no, echo, unknown] = await answer.json();
    expect(no.error.data.refusal.code).toBe("sign-in-locked");
    expect(echo.result.data).toBe("twice");
    expect(unknown.error.data.refusal.code).toBe("not-found");
  });

  test("are refused when there are too many, or the list of their inputs is none", async () => {
    const many = Array.from({ length: 101 }, () => "no").join(",");
    for (const query of [`${many}?batch=1`, "echo?batch=1&input=[1]", "echo?batch=1&input=7", "%E0%A4%A"]) {
      const answer = await fetch(`${origin}/test/${query}`);
      expect(answer.status).toBe(400);
    }
  });

  test("are refused as a whole, before any is carried out, when one of them checks a password or a code", async () => {
    const alone = Object.entries(appRouter._def.procedures).flatMap(
      ([name, procedure]: [string, unknown]) => {
        const { meta, type } = Procedure.parse(procedure)._def;
        return meta.alone === true ? [[name, type] as const] : [];
      },
    );
    expect(alone.map(([name]) => name).sort()).toEqual(ALONE);
    for (const [name, type] of alone) {
      for (const paths of [`${name},${name}`, `session.current,${name}`, `session.signOut,${name}`]) {
        const answer = await fetch(`${origin}/app/${paths}?batch=1`, {
          ...(type === "mutation" ? { method: "POST", body: "{}" } : {}),
          headers: { "content-type": "application/json" },
        });
        expect(answer.status, paths).toBe(400);
        expect((await answer.json()).error.data.refusal.code, paths).toBe("call-not-alone");
      }
    }
  });

  test("may be one that checks a password, as the pages send it", async () => {
    const answer = await fetch(`${origin}/app/session.signIn?batch=1`, {
      method: "POST",
      body: JSON.stringify({ 0: { identifier: "NOBODY-1", password: "not the password" } }),
      headers: { "content-type": "application/json" },
    });
    expect((await answer.json())[0].error.data.refusal.code).toBe("sign-in-failed");
  });

  test("never change anything with GET", async () => {
    const answer = await fetch(
      `${origin}/test/form?input=${encodeURIComponent('{"email":"a@b.example","name":"abc"}')}`,
    );
    expect(answer.status).toBe(404);
  });
});

describe("an answer of some length goes packed", () => {
  const said = "The first crew is at the east gate. ".repeat(120);
  /** What lies on the wire. Node's own fetch would unpack it. */
  const raw = (path: string, headers: Record<string, string>, body?: string) =>
    new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
      const asked = request(
        `${origin}${path}`,
        {
          method: body === undefined ? "GET" : "POST",
          headers: { "content-type": "application/json", ...headers },
        },
        (res) => {
          const parts: Buffer[] = [];
          res.on("data", (part: Buffer) => parts.push(part));
          res.on("end", () => resolve({ headers: res.headers, bytes: Buffer.concat(parts) }));
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  const long = `/failing/echo?input=${encodeURIComponent(JSON.stringify(said))}`;

  test.each(["gzip", "br, gzip;q=0.5", "deflate,GZIP"])("to whoever takes it: %s", async (accepted) => {
    const { headers, bytes } = await raw(long, { "accept-encoding": accepted });
    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
    expect(headers["content-length"]).toBe(String(bytes.length));
    expect(bytes.length).toBeLessThan(said.length / 5);
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ result: { data: said } });
  });

  test.each(["", "identity", "gzip;q=0", "xgzipx", "br"])("and to nobody else: %j", async (accepted) => {
    const { headers, bytes } = await raw(long, { "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(JSON.parse(bytes.toString())).toEqual({ result: { data: said } });
  });

  test("but not a short one, and never what a change answers, which may hold a password", async () => {
    const accepted = { "accept-encoding": "gzip" };
    expect((await raw("/failing/echo?input=%22a%22", accepted)).headers["content-encoding"]).toBeUndefined();
    const paths = Array.from({ length: 20 }, () => "form").join(",");
    const changed = await raw(`/failing/${paths}?batch=1`, accepted, "{}");
    expect(changed.bytes.length).toBeGreaterThan(4_000);
    expect(changed.headers["content-encoding"]).toBeUndefined();
  });
});
