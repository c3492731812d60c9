import { expect, test } from "vitest";
import { KIND_TONES } from "./tones";

test("no two kinds of information sound alike", () => {
  const sounds = Object.values(KIND_TONES).map((tones) => JSON.stringify(tones));
  expect(new Set(sounds).size).toBe(sounds.length);
});
