import { expect, test } from "vitest";
import { inEveryLanguage } from "@/domain/words/sentence";
import { sentenceOf } from "./sentence";

test("a fact loses its full stop where it is part of a longer sentence", () => {
  const fact = { zh: "灰色面包车向东。", en: "A grey van went east." };
  const known = { op: "fact-known", side: "responder", factId: "f-van" } as const;
  const said = sentenceOf({ op: "all", of: [known, known] }, (kind) => (kind === "fact" ? fact : null));
  const sentence = inEveryLanguage(said);
  expect(sentence.zh).toBe("处警方已掌握：灰色面包车向东，且处警方已掌握：灰色面包车向东");
  expect(sentence.en).toBe(
    "the responder knows: A grey van went east and the responder knows: A grey van went east",
  );
});
