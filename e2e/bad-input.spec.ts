import { randomUUID } from "node:crypto";
import { z } from "zod";
import { expect, signIn, test } from "./fixtures";
import type { Language, Person } from "./fixtures";
import { says } from "./messages";
import { startOwnServer } from "./own-server";
import type { OwnServer } from "./own-server";

// Each kind of bad input, over HTTP as any program would send it: a code of its own, a sentence in the reader's
// language, nothing of the server's inside, and nothing stored. The last is looked up in the database, on a server
// that nobody else's test writes to.
let own: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  own = await startOwnServer();
});
test.afterAll(() => own.stop());

for (const language of ["zh", "en"] as const) {
  const sentence = (code: string, values?: Record<string, string>) =>
    says(language, `refusals.${code}`, values);

  test.describe(`bad input is answered in its own words (${language})`, () => {
    test("an unknown field", async () => {
      const trainer = await signIn(own.url, "trainer");
      const input = { ...(await newDrill(trainer, "Unknown field")), surprise: 1 };
      const answer = await post("drill.create", input, language, trainer);
      expect(answer).toMatchObject({
        status: 400,
        code: "input-invalid",
        message: sentence("input-invalid"),
        fields: { "": sentence("field.unknown", { keys: "surprise" }) },
      });
    });

    test("somebody else's drill, answered like one that does not exist", async () => {
      const owner = await signIn(own.url, "trainer");
      const stranger = await signIn(own.url, "reef-member");
      const { drillId } = await owner.api.drill.create.mutate(await newDrill(owner, "Foreign"));
      const ask = (id: string) =>
        post(
          "drill.command",
          { drillId: id, commandId: randomUUID(), command: { type: "StartDrill", rate: 1 } },
          language,
          stranger,
          // The trail keeps what somebody tried without the right to.
          ["audit_entries"],
        );
      const foreign = await ask(drillId);
      expect(foreign).toMatchObject({
        status: 404,
        code: "drill-not-found",
        message: sentence("drill-not-found"),
      });
      expect(await ask(randomUUID())).toEqual(foreign);
    });

    test("a body that is too large", async () => {
      const trainer = await signIn(own.url, "trainer");
      const title = "x".repeat(1_100_000);
      const answer = await post("drill.create", { title }, language, trainer);
      expect(answer).toMatchObject({
        status: 413,
        code: "body-too-large",
        message: sentence("body-too-large"),
      });
    });

    test("a wrong password six times, and the right one after that", async () => {
      // A lock outlives the test of one language, so the other one has somebody else.
      const identifier = language === "zh" ? "P305" : "P306";
      // A failed sign-in is counted and audited: these rows are wanted. No session and no other row is.
      const attempt = (password: string) =>
        post("session.signIn", { identifier, password }, language, null, [
          "audit_entries",
          "sign_in_attempts",
        ]);
      const answers = [];
      for (let count = 1; count <= 6; count++) answers.push(await attempt(`wrong-password-${count}`));
      expect(answers.slice(0, 4).map(({ status, code, message }) => [status, code, message])).toEqual(
        Array.from({ length: 4 }, () => [401, "sign-in-failed", sentence("sign-in-failed")]),
      );
      const locked = {
        status: 429,
        code: "sign-in-locked",
        message: sentence("sign-in-locked", { minutes: "15" }),
      };
      expect(answers[5]).toMatchObject(locked);
      // The published password of the demo: a lock that lets the right one through would tell which one it is.
      const right = await attempt("sandtable-demo-2026");
      expect(right).toMatchObject({ status: 429, code: "sign-in-locked" });
      expect(right.cookies).toEqual([]);
    });

    test("a scenario with a broken reference", async () => {
      const trainer = await signIn(own.url, "trainer");
      const { scenario } = trainer.api;
      const [starter] = await scenario.list.query();
      if (!starter) throw new Error("The demo comes without scenarios.");
      const title = { zh: "断链", en: "Broken reference" };
      const from = { kind: "scenario", scenarioId: starter.id } as const;
      const { scenarioId } = await scenario.create.mutate({ from, title });
      const { revision, content } = await scenario.read.query({ scenarioId });
      const [unit, ...units] = content.forces.units;
      if (!unit) throw new Error("The scenario has no units.");
      const forces = { ...content.forces, units: [{ ...unit, stationId: "no-such-station" }, ...units] };
      const saved = await scenario.save.mutate({ scenarioId, revision, content: { ...content, forces } });
      const errors = saved.problems.filter(({ level }) => level === "error");
      expect(errors.map(({ path }) => path.join("."))).toContain("forces.units.0.stationId");
      expect(errors.every(({ said }) => says(language, said.say).length > 0)).toBe(true);

      const answer = await post(
        "scenario.publish",
        { scenarioId, revision: saved.revision },
        language,
        trainer,
      );
      expect(answer).toMatchObject({
        status: 409,
        code: "scenario-has-errors",
        message: sentence("scenario-has-errors"),
      });
    });
  });
}

type Answer = {
  status: number;
  code: string | null;
  message: string;
  fields: Record<string, string> | null;
  /** What the server would have a browser keep. */
  cookies: string[];
};

/**
 * One mutation sent by hand, so that the typed client cannot keep the mistake from leaving. Whatever the answer:
 * afterwards every table holds what it held before.
 *
 * @param mayChange Tables in which something may be stored all the same.
 */
async function post(
  procedure: string,
  input: unknown,
  language: Language,
  person: Person | null,
  mayChange: readonly string[] = [],
): Promise<Answer> {
  const before = await own.stored();
  const cookies = [...(person?.cookies ?? []), ["locale", language] as const];
  const response = await fetch(`${own.url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: cookies.map(([name, value]) => `${name}=${value}`).join("; "),
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const changed = await own.changedSince(before);
  expect(changed.filter((table) => !mayChange.includes(table))).toEqual([]);
  expect(text).not.toMatch(/node_modules|\.tsx?:|\bat .+\(|stack/);
  const { error } = Failure.parse(JSON.parse(text));
  return {
    status: response.status,
    code: error.data.refusal?.code ?? null,
    message: error.message,
    fields: error.data.fields,
    cookies: response.headers.getSetCookie(),
  };
}

const Failure = z.object({
  error: z.object({
    message: z.string(),
    data: z.object({
      refusal: z.object({ code: z.string() }).nullable(),
      fields: z.record(z.string(), z.string()).nullable(),
    }),
  }),
});

async function newDrill({ api }: Person, title: string) {
  const scenario = (await api.scenario.list.query()).find((one) => one.latestVersion !== null);
  if (!scenario) throw new Error("The demo comes without a published scenario.");
  return {
    title,
    scenarioId: scenario.id,
    format: "opposed" as const,
    mode: "tabletop" as const,
    noNotice: false,
    teams: [{ lane: 1, side: "responder" as const, teamId: null, name: "R" }],
    people: [],
  };
}
