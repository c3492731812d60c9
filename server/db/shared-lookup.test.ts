import { expect, test } from "vitest";
import { sharedLookup } from "./shared-lookup";

/** A lookup whose queries end when the test says so. */
function heldUp() {
  const queries: { asked: string[]; end: (error?: Error) => void }[] = [];
  const look = sharedLookup<string, string>(
    (word) => word,
    (asked) =>
      new Promise((resolve, reject) => {
        const found = () =>
          new Map(asked.filter((word) => word !== "nobody").map((word) => [word, `${word}!`]));
        queries.push({ asked, end: (error) => (error ? reject(error) : resolve(found())) });
      }),
  );
  return { look, queries };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("whoever asks while a query is under way shares the next, and each gets their own answer", async () => {
  const { look, queries } = heldUp();
  const answers = [look("a"), look("b")];
  await turn();
  answers.push(look("c"));
  await turn();
  answers.push(look("nobody"), look("c"));
  await turn();
  expect(queries.map(({ asked }) => asked)).toEqual([["a", "b"]]);
  queries[0]?.end();
  await turn();
  expect(queries.map(({ asked }) => asked)).toEqual([
    ["a", "b"],
    ["c", "nobody", "c"],
  ]);
  for (const { end } of queries) end();
  expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", null, "c!"]);
});

test("a question is never answered by a query that had begun before it was asked", async () => {
  const { look, queries } = heldUp();
  const first = look("a");
  await turn();
  const second = look("a");
  await turn();
  queries[0]?.end();
  await turn();
  expect(queries.map(({ asked }) => asked)).toEqual([["a"], ["a"]]);
  queries[1]?.end();
  expect(await Promise.all([first, second])).toEqual(["a!", "a!"]);
});

test("a query that fails fails for those who shared it, and the next goes on", async () => {
  const { look, queries } = heldUp();
  const [a, b] = [look("a").catch(String), look("b").catch(String)];
  await turn();
  queries[0]?.end(new Error("away"));
  expect(await Promise.all([a, b])).toEqual(["Error: away", "Error: away"]);
  const c = look("c");
  await turn();
  queries[1]?.end();
  expect(await c).toBe("c!");
});
