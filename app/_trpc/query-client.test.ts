import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { makeQueryClient } from "./query-client";

test("a page being rendered asks once for what it is refused: nobody waits to be told that there is nothing", async () => {
  const client = makeQueryClient("page");
  let asked = 0;
  const queryFn = () => {
    asked += 1;
    return Promise.reject(new TRPCError({ code: "NOT_FOUND" }));
  };
  await expect(client.query({ queryKey: ["nowhere"], queryFn })).rejects.toThrow();
  expect(asked).toBe(1);
});
