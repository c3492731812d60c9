import { expect, test } from "vitest";
import { judgeServer, judgeVersion } from "./server-version";

test.each([
  [140_030, "too-old"],
  [150_019, "outdated"],
  [150_020, "good"],
  [160_015, "outdated"],
  [160_016, "good"],
  [170_011, "outdated"],
  [170_012, "good"],
  [180_006, "outdated"],
  [180_007, "good"],
  [190_000, "good"],
])("a server of version number %i is judged %s", (number, verdict) => {
  expect(judgeVersion(number, "x").verdict).toBe(verdict);
});

test("a server that does not answer is named with its address and without its password", async () => {
  const judged = await judgeServer("postgres://someone:secret@127.0.0.1:9/drills");
  expect(judged).toMatchObject({ verdict: "unreachable", address: "127.0.0.1:9/drills" });
  expect(JSON.stringify(judged)).not.toContain("secret");
});
