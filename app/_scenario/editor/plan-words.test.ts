import { expect, test } from "vitest";
import { mappingBy, COLUMNS } from "@/domain/exchange/columns";
import { audienceBy, kindBy } from "@/domain/exchange/words";
import { INJECT_KINDS } from "@/domain/injects/kinds";
import { InjectAudience } from "@/domain/injects/audience";
import en from "@/app/_i18n/messages/en/scenarios.json";
import zh from "@/app/_i18n/messages/zh/scenarios.json";

test.each([
  ["Chinese", zh],
  ["English", en],
])("a MSEL that was written out in %s is understood again: headings, kinds and receivers", (_, words) => {
  expect(INJECT_KINDS.map((kind) => [kind, kindBy(words.injectKind[kind])])).toEqual(
    INJECT_KINDS.map((kind) => [kind, kind]),
  );
  const audiences = InjectAudience.options;
  expect(audiences.map((one) => [one, audienceBy(words.audience[one])])).toEqual(
    audiences.map((one) => [one, one]),
  );
  const headings = COLUMNS.map((column) => words.import.column[column]);
  expect(mappingBy(headings)).toEqual(Object.fromEntries(COLUMNS.map((column, i) => [column, i])));
});
