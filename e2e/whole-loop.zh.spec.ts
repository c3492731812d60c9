import { test } from "./fixtures";
import { walkTheLoop } from "./whole-loop";

test("a scenario of one's own becomes a drill, a score and a case that is found again, in Chinese", async ({
  pageAs,
}) => {
  test.setTimeout(240_000);
  await walkTheLoop(pageAs, "zh");
});
