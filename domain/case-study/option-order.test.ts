import { expect, test } from "vitest";
import { optionsFor, type Reading } from "./option-order";

const text = (zh: string) => ({ zh, en: zh });
const question = {
  id: "first",
  options: ["a", "b", "c"].map((id) => ({ id, label: text(id), feedback: text(id) })),
};
const orderFor = (reading: Partial<Reading>, id = question.id) =>
  optionsFor({ ...question, id }, { userId: "u", caseId: "c", publishedAtMs: 1, ...reading })
    .map((option) => option.id)
    .join("");

const people = Array.from({ length: 600 }, (_, i) => `person-${i}`);

test("a person meets the options of a version of a case in one order, as often as they look", () => {
  for (const userId of people) expect(orderFor({ userId })).toBe(orderFor({ userId }));
});

test("people meet the options in every order, each option first for about a third of them", () => {
  const orders = people.map((userId) => orderFor({ userId }));
  expect(new Set(orders).size).toBe(6);
  for (const id of ["a", "b", "c"]) {
    const share = orders.filter((order) => order.startsWith(id)).length / people.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.42);
  }
});

test("a new version, another case and another question have orders of their own", () => {
  const differing = (other: (userId: string) => string) =>
    people.filter((userId) => other(userId) !== orderFor({ userId })).length;
  const least = people.length / 2;
  expect(differing((userId) => orderFor({ userId, publishedAtMs: 2 }))).toBeGreaterThan(least);
  expect(differing((userId) => orderFor({ userId, caseId: "d" }))).toBeGreaterThan(least);
  expect(differing((userId) => orderFor({ userId }, "second"))).toBeGreaterThan(least);
});
