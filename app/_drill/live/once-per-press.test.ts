import { expect, test, vi } from "vitest";
import { oncePerPress } from "./once-per-press";

test("a press that is doubled sends one command, and a second press a moment later sends another", async () => {
  let now = 0;
  const press = oncePerPress(() => now);
  let arrive = () => {};
  const send = vi.fn(() => new Promise<void>((resolve) => (arrive = resolve)));
  const command = { type: "TakeAction", actionId: "op-film" };
  const first = press(command, send);
  now = 80;
  const second = press({ ...command }, send);
  expect(send).toHaveBeenCalledTimes(1);
  // A slow network does not make two of it either.
  now = 5_000;
  void press(command, send);
  expect(send).toHaveBeenCalledTimes(1);
  arrive();
  await Promise.all([first, second]);
  void press({ ...command, actionId: "op-hide" }, send);
  void press(command, send);
  expect(send).toHaveBeenCalledTimes(3);
});

test("what was refused can be asked for again at once", async () => {
  const press = oncePerPress(() => 0);
  const send = vi.fn(() => Promise.reject(new Error("refused")));
  await expect(press({}, send)).rejects.toThrow("refused");
  await expect(press({}, send)).rejects.toThrow("refused");
  expect(send).toHaveBeenCalledTimes(2);
});
