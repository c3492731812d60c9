import { describe, expect, test } from "vitest";
import { LOCALES } from "@/domain/locales";
import { REFUSAL_CODES } from "@/domain/refusal";
import { messagesIn } from "@/app/_i18n/messages";

describe.each(LOCALES)("in %s", (locale) => {
  const { refusals } = messagesIn(locale);

  test.each(REFUSAL_CODES)("the refusal %s has a sentence", (code) => {
    expect(refusals[code]).toMatch(/[。.]$/);
  });

  test("there is no sentence for a refusal that does not exist", () => {
    const extra = Object.keys(refusals).filter(
      (key) => !["internal-error", "database-away", "field", ...REFUSAL_CODES].includes(key),
    );
    expect(extra).toEqual([]);
  });
});
