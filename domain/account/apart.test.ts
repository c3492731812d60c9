import { expect, test } from "vitest";
import { namesApart, namesApartForReaders } from "./apart";

const person = (name: string, staffNumber: string | null, organisation: string | null = null) => ({
  name,
  staffNumber,
  organisation,
});

test("two people of one list whose names look the same are told apart, and nobody else is marked", () => {
  const list = [
    person("宁远", "P303"),
    person("宁\u200b远", "P404"),
    person("石砚秋", "P403"),
    person("Ann", null, "East"),
    person("Аnn", null, "West"),
  ];
  expect(namesApart(list)).toEqual([
    "宁远 (P303)",
    "宁\u200b远 (P404)",
    "石砚秋",
    "Ann (East)",
    "Аnn (West)",
  ]);
  expect(namesApart(list.slice(0, 1))).toEqual(["宁远"]);
});

test("two who are written alike in Latin letters are told apart there, and not where their names differ", () => {
  const list = [
    { ...person("石砚秋", "P403"), latinName: "Shi Yanqiu" },
    { ...person("施雁秋", "P404"), latinName: "Shi Yanqiu" },
    { ...person("宁远", "P303"), latinName: null },
  ];
  expect(namesApartForReaders(list)).toEqual([
    { zh: "石砚秋", en: "Shi Yanqiu (P403)" },
    { zh: "施雁秋", en: "Shi Yanqiu (P404)" },
    { zh: "宁远", en: "宁远" },
  ]);
});
