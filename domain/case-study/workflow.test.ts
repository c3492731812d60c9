import { expect, test } from "vitest";
import { stageAfter, stepsOpen } from "./workflow";

const writer = { id: "writer", roles: ["trainer"] };
const colleague = { id: "colleague", roles: ["trainer"] };
const administrator = { id: "writer", roles: ["administrator"] };

test("a case goes from draft through review to the readers, and can be retired and revised", () => {
  const authorIds = ["writer"];
  expect(stageAfter("submit", { status: "draft", authorIds }, writer)).toBe("in-review");
  expect(stageAfter("publish", { status: "in-review", authorIds }, colleague)).toBe("published");
  expect(stageAfter("retire", { status: "published", authorIds }, colleague)).toBe("retired");
  expect(stageAfter("revise", { status: "retired", authorIds }, writer)).toBe("draft");
});

test("nobody publishes what they wrote themselves, unless they are an administrator", () => {
  const at = { status: "in-review" as const, authorIds: ["writer"] };
  expect(() => stageAfter("publish", at, writer)).toThrow(expect.objectContaining({ code: "case-own-work" }));
  expect(stageAfter("publish", at, administrator)).toBe("published");
  expect(stepsOpen(at, writer)).toEqual(["send-back"]);
  expect(stepsOpen(at, colleague)).toEqual(["send-back", "publish"]);
});

test("a case under review is not edited, and a draft is not published", () => {
  expect(() => stageAfter("edit", { status: "in-review", authorIds: [] }, writer)).toThrow(
    expect.objectContaining({ code: "case-stage-wrong" }),
  );
  expect(() => stageAfter("publish", { status: "draft", authorIds: [] }, colleague)).toThrow(
    expect.objectContaining({ code: "case-stage-wrong" }),
  );
});
