import { expect, test } from "vitest";
import { messagesIn } from "@/app/_i18n/messages";
import { ALL_LOCALES, isTrial, LOCALES, localeFor } from "@/domain/locales";
import { pseudo } from "./pseudo";
import { sentence } from "./sentence";
import { leaves, valuesNamedIn } from "./testing";

test("a message made strange keeps its values, forms and tags, and none of its letters", () => {
  expect(pseudo("{count, plural, one {# unit} other {# units}} of <b>{who}</b>")).toBe(
    "⟦{count, plural, one {# úñíť} other {# úñíťš}} óƒ <b>{who}</b> ẋẋẋẋẋ⟧",
  );
  expect(pseudo({ a: { b: "On" }, c: "{n}%" })).toEqual({ a: { b: "⟦Óñ ẋẋẋẋẋ⟧" }, c: "{n}%" });
});

test("every message made strange names the values of its English one, and no word is left as it was", () => {
  const strange = leaves(messagesIn("en-XA"));
  for (const [key, english] of leaves(messagesIn("en"))) {
    const message = strange.get(key) ?? "";
    expect([key, valuesNamedIn(message)]).toEqual([key, valuesNamedIn(english)]);
    expect(message.replace(/\{[^{}]*(?=[{}])|\}[^{}]*(?=[{}])|<[^>]*>/g, "")).not.toMatch(/[a-z]{3}/);
  }
});

test("a third language is told without any code for it: numbers, lists, lengths and sentences", () => {
  expect(ALL_LOCALES).toContain("en-XA");
  const told = sentence(
    { say: "log.RecordWithdrawn", with: { who: "Eve", time: "T+1", what: "x", reason: "" } },
    "en-XA",
  );
  expect(told).toMatch(/^⟦Eve ŵíťĥđŕéŵ .*⟧$/);
  expect(sentence({ list: ["a", "b", "c"], as: "each" }, "en-XA")).toBe("a, b, c");
  expect(sentence({ zh: "名", en: "Name" }, "en-XA")).toBe("Name");
  expect(sentence({ zh: "名", en: "" }, "en-XA")).toBe("名");
});

test("the language for trying is offered to nobody, and chosen only where trials are allowed", () => {
  expect(LOCALES.some(isTrial)).toBe(false);
  expect(localeFor("en-XA", "en")).toBe("en");
  expect(localeFor("en-XA", "zh-CN")).toBe("zh");
  expect(localeFor("en-XA", "zh-CN", true)).toBe("en-XA");
  expect(localeFor(null, "en-XA", true)).toBe("en");
});
