import { describe, expect, test } from "vitest";
import { answerTo } from "./answer-to";

describe("an entry that could not be sent", () => {
  test("is tried again for as long as nothing of the server's answers", () => {
    expect(answerTo({ code: null, requestId: null }, 0)).toBe("later");
    expect(answerTo({ code: null, requestId: null }, 10_000)).toBe("later");
  });

  test("waits for its maker when the session is over: eight hours are longer than many a session", () => {
    expect(answerTo({ code: "sign-in-required", requestId: "r" }, 1)).toBe("sign-in");
    expect(answerTo({ code: "password-must-change", requestId: "r" }, 99)).toBe("sign-in");
  });

  test("is tried again when the refusal says nothing about it", () => {
    expect(answerTo({ code: "too-many-requests", requestId: "r" }, 99)).toBe("later");
  });

  test("stays as refused when the refusal is about it", () => {
    expect(answerTo({ code: "evaluation-submitted", requestId: "r" }, 1)).toBe("refused");
    expect(answerTo({ code: "photo-too-large", requestId: "r" }, 1)).toBe("refused");
  });

  test("does not hold up the others when the server fails at it again and again", () => {
    expect([1, 4, 5].map((failures) => answerTo({ code: null, requestId: "r" }, failures))).toEqual([
      "later",
      "later",
      "refused",
    ]);
  });
});
