import { expect, test } from "vitest";
import { edited, newHistory, redone, STEPS_MAX, undone } from "./edit-history";

test("typing on in one field is one step, and another field starts the next", () => {
  let history = newHistory("");
  history = edited(history, "a", "title", 0);
  history = edited(history, "ab", "title", 500);
  history = edited(history, "ab!", "summary", 600);
  expect(undone(history).present).toBe("ab");
  expect(undone(undone(history)).present).toBe("");
});

test("after a pause the same field starts a step of its own", () => {
  let history = edited(newHistory(""), "a", "title", 0);
  history = edited(history, "ab", "title", 5_000);
  expect(undone(history).present).toBe("a");
});

test("what was taken back can be made again, until something else is done", () => {
  const history = edited(edited(newHistory(0), 1, null, 0), 2, null, 1);
  expect(redone(undone(history)).present).toBe(2);
  expect(redone(edited(undone(history), 7, null, 2)).present).toBe(7);
});

test("at the ends nothing happens", () => {
  const history = newHistory("x");
  expect(undone(history)).toBe(history);
  expect(redone(history)).toBe(history);
});

test("the oldest steps give way, the newest stay", () => {
  let history = newHistory(0);
  for (let step = 1; step <= STEPS_MAX + 5; step += 1) history = edited(history, step, null, step);
  expect(history.past).toHaveLength(STEPS_MAX);
  expect(undone(history).present).toBe(STEPS_MAX + 4);
});
