import { expect, test } from "vitest";
import { testSetup } from "@/domain/drill/given";
import { openTestDatabase } from "@/server/db/test-database";
import { fromDrill } from "./room";
import { planTestDrill } from "./testing";

const { db } = await openTestDatabase();

const setupOf = async (setup = {}) => {
  const { drillId } = await planTestDrill(db, { setup });
  return fromDrill(db, drillId, (drill) => drill.setup);
};

test("drills on the same version share scenario, ground and policy in memory, and nothing of their own", async () => {
  const [one, other] = [await setupOf({ title: "One" }), await setupOf({ title: "Other" })];
  expect(one).not.toBe(other);
  expect([one.title, other.title]).toEqual(["One", "Other"]);
  expect(one.scenario).toBe(other.scenario);
  expect(one.ground).toBe(other.ground);
  expect(one.policy).toBe(other.policy);
});

test("a drill on another text of the scenario has its own, whatever id and version it says", async () => {
  const one = await setupOf();
  const changed = { ...testSetup.scenario, title: { zh: "另一个", en: "Another" } };
  const other = await setupOf({ scenario: changed });
  expect(other.scenario).not.toBe(one.scenario);
  expect(other.scenario.title).toEqual(changed.title);
  expect(other.ground).toBe(one.ground);
});

test("no drill can change what it shares with others", async () => {
  const { scenario, ground } = await setupOf();
  expect(() => Object.assign(scenario.title, { zh: "anders" })).toThrow(TypeError);
  expect(() => scenario.injects.push(...scenario.injects)).toThrow(TypeError);
  expect(() => Object.assign(ground, { id: "other" })).toThrow(TypeError);
});
