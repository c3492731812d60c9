import { describe, expect, test } from "vitest";
import { markedParts } from "./marked-parts";

/** The text with its marked pieces in brackets. */
const shown = (text: string, ...marks: string[]) =>
  markedParts(text, marks)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join("");

describe("what was searched for is marked in whatever width it was written, and nothing of the text changes", () => {
  test.each([
    ["深夜ＫＴＶ噪声，KTV 停业", ["ktv"], "深夜[ＫＴＶ]噪声，[KTV] 停业"],
    ["深夜KTV噪声", ["ＫＴＶ"], "深夜[KTV]噪声"],
    ["半角ｶﾞｽ泄漏", ["ガス"], "半角[ｶﾞｽ]泄漏"],
    ["Ⅳ级响应", ["iv级"], "[Ⅳ级]响应"],
    ["They evacuated; evacuation went well", ["evacu"], "They [evacuated]; [evacuation] went well"],
    ["They vacated", ["cat"], "They vacated"],
    ["手机店盗窃", ["手机", "机店"], "[手机]店盗窃"],
    ["手机店盗窃", ["手机", "手机店"], "[手机店]盗窃"],
    ["5㎏", ["k", "g"], "5㎏"],
    ["a (b) c", ["(b)"], "a [(b)] c"],
    ["nothing", [], "nothing"],
    ["nothing", [" ", "\u200b"], "nothing"],
    ["", ["a"], ""],
  ])("%j with %j", (text, marks, marked) => {
    expect(shown(text, ...marks)).toBe(marked);
  });
});
