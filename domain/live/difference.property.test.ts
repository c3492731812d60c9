import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { applied, differenceBetween, type Json } from "./difference";

const value = fc.jsonValue({ maxDepth: 4 });

/** A value and what somebody's edits made of it: alike in most places, as two views of a drill are. */
const edited = fc
  .tuple(value, fc.array(fc.tuple(fc.nat(), fc.constantFrom("put", "drop", "set"), value), { maxLength: 6 }))
  .map(([before, edits]) => ({
    before,
    after: edits.reduce<Json>(
      (now, [where, how, what]) => edit(structuredClone(now), where, how, what),
      before,
    ),
  }));

function edit(now: Json, where: number, how: string, what: Json): Json {
  if (Array.isArray(now)) {
    const at = where % (now.length + 1);
    if (how === "put") now.splice(at, 0, what);
    else if (how === "drop") now.splice(at, 1);
    else if (at < now.length) now[at] = edit(now[at], where >> 3, how, what);
    return now;
  }
  if (typeof now === "object" && now !== null) {
    const fields = Object.entries(now);
    const at = where % (fields.length + 1);
    if (how === "put") fields.splice(at, 0, [`field ${where % 7}`, what]);
    else if (how === "drop") fields.splice(at, 1);
    else {
      const field = fields[at];
      if (field) field[1] = edit(field[1], where >> 3, how, what);
    }
    return Object.fromEntries(fields);
  }
  return what;
}

const asSent = (thing: unknown): unknown => JSON.parse(JSON.stringify(thing));

describe("a difference", () => {
  test.prop([edited])(
    "makes of the old value what reads like the new one, to the byte",
    ({ before, after }) => {
      const difference = differenceBetween(before, after);
      const made = difference ? applied(JSON.parse(JSON.stringify(difference)), asSent(before)) : before;
      expect(JSON.parse(JSON.stringify(made))).toEqual(asSent(after));
      if (difference) expect(JSON.stringify(made)).toBe(JSON.stringify(after));
    },
  );

  test.prop([value])("is none between two values that say the same", (one) => {
    expect(differenceBetween(one, structuredClone(one))).toBeNull();
  });

  test.prop([edited])("leaves the value it is applied to as it was", ({ before, after }) => {
    const difference = differenceBetween(before, after);
    const text = JSON.stringify(before);
    if (difference) applied(difference, before);
    expect(JSON.stringify(before)).toBe(text);
  });

  test.prop([
    fc.array(fc.record({ id: fc.nat(), text: fc.string() }), { maxLength: 50 }),
    fc.nat(50),
    fc.string(),
  ])("holds only what is new when a list has grown or one of its items has changed", (list, where, text) => {
    const grown = differenceBetween({ list }, { list: [...list, { id: -1, text }] });
    expect(JSON.stringify(grown).length).toBeLessThan(90 + JSON.stringify({ text }).length);
    const changed = list.map((item, i) => (i === where ? { ...item, text: `${item.text}!` } : item));
    const difference = differenceBetween({ list }, { list: changed });
    if (where < list.length) {
      expect(JSON.stringify(difference).length).toBeLessThan(140 + JSON.stringify(changed[where]).length);
    } else expect(difference).toBeNull();
  });

  test("does not mistake a field that is undefined for one that is there", () => {
    expect(differenceBetween({ a: 1, b: undefined }, { a: 1 })).toBeNull();
    expect(
      applied(differenceBetween({ a: 1, b: 2 }, { a: 1, b: undefined }) ?? { set: 0 }, { a: 1, b: 2 }),
    ).toEqual({
      a: 1,
    });
  });

  test("takes a field for a field, whatever it is called", () => {
    const after = JSON.parse('{"__proto__":{"x":1},"constructor":2}');
    const difference = differenceBetween({}, after);
    const made = applied(JSON.parse(JSON.stringify(difference)), {});
    expect(JSON.stringify(made)).toBe(JSON.stringify(after));
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});
