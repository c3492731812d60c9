import { expect, test } from "./fixtures";

test("the sign-in page answers a stranger, and every script on it carries the page's own number", async ({
  pageAs,
}) => {
  const page = await pageAs(null);
  const response = await page.goto("/sign-in");
  expect(response?.status()).toBe(200);
  const policy = response?.headers()["content-security-policy"] ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  const numbers = await page
    .locator("script")
    .evaluateAll((scripts) => [
      ...new Set(scripts.map((script) => ("nonce" in script ? String(script.nonce) : ""))),
    ]);
  expect(numbers).toEqual([nonce]);
});

test("a script that somebody smuggled into a page does not run", async ({ browser, baseURL }) => {
  // Not through pageAs: here a refusal by the content policy is what we want.
  const page = await browser.newPage({ baseURL: baseURL ?? "" });
  await page.goto("/sign-in");
  const outcome = await page.evaluate(
    () =>
      new Promise((resolve) => {
        // The page itself may be refused something first; only the refusal of an attribute's script is meant.
        document.addEventListener("securitypolicyviolation", (event) => {
          if (event.effectiveDirective === "script-src-attr") resolve("refused");
        });
        document.addEventListener("smuggled", () => resolve("it ran"));
        const smuggled = document.createElement("div");
        smuggled.innerHTML = `<img src="data:," onerror="document.dispatchEvent(new Event('smuggled'))">`;
        document.body.append(smuggled);
      }),
  );
  expect(outcome).toBe("refused");
  await page.close();
});

test("no page of the demo asks another host for anything", async ({ pageAs }) => {
  const page = await pageAs("trainer");
  // `pageAs` watches every request and fails the test afterwards.
  for (const address of ["/", "/scenarios", "/drills", "/library", "/me"]) {
    expect((await page.goto(address))?.status()).toBeLessThan(500);
  }
});

test.describe("a change is refused", () => {
  const signIn = "/api/trpc/session.signInToDemo";
  const data = { key: "trainer" };

  for (const [from, headers] of [
    ["another site", { origin: "https://elsewhere.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["another site that hides its name", { "sec-fetch-site": "cross-site" }],
    ["a neighbour on the same domain", { "sec-fetch-site": "same-site" }],
    [
      "a forged forwarding header",
      {
        origin: "https://elsewhere.example",
        "x-forwarded-host": "elsewhere.example",
        "x-forwarded-proto": "https",
      },
    ],
  ] as const) {
    test(`when it comes from ${from}`, async ({ request }) => {
      const response = await request.post(signIn, { data, headers });
      expect(response.status()).toBe(403);
      expect(await response.json()).toMatchObject({
        error: { data: { refusal: { code: "cross-site-refused" } } },
      });
    });
  }

  test("when it is too large, with a sentence in the reader's language", async ({ request }) => {
    const response = await request.post(signIn, {
      data: { key: "x".repeat(1_100_000) },
      headers: { "accept-language": "en" },
    });
    expect(response.status()).toBe(413);
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      error: { message: expect.stringMatching(/^[A-Z]/), data: { refusal: { code: "body-too-large" } } },
    });
  });

  test("when it is sent to a page", async ({ request }) => {
    expect((await request.post("/sign-in", { form: { a: "b" } })).status()).toBe(405);
  });
});

test("health and readiness answer, and an unknown address under /api is not found", async ({ request }) => {
  expect((await request.get("/health")).status()).toBe(200);
  expect((await request.get("/ready")).status()).toBe(200);
  expect((await request.get("/api/nothing-here")).status()).toBe(404);
});

test("an answer says nothing about the inside of the server", async ({ request }) => {
  for (const address of [
    "/api/trpc/people.list?input=%7B%22",
    "/api/trpc/no.such",
    "/api/auth/sign-up/email",
  ]) {
    const response = await request.get(address);
    const text = await response.text();
    expect([address, text]).toEqual([address, expect.not.stringMatching(/node_modules|\.tsx?:|at .+\(/)]);
    expect(response.headers()["x-powered-by"]).toBeUndefined();
  }
});
