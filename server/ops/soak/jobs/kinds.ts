import "server-only";
import { z } from "zod";
import { jobKind } from "@/server/jobs/kind";
import { takeDown } from "./mutations";

/** A job that takes some ms and stores a row. */
export const soakJob = jobKind({
  name: "soak",
  input: z.strictObject({ workMs: z.number() }),
  result: z.strictObject({ workMs: z.number() }),
  // Its instances are killed all the time.
  triesMax: 1_000,
  run: async ({ workMs }) => {
    await new Promise((resolve) => setTimeout(resolve, workMs));
    return { workMs };
  },
  store: (tx, _result, _input, { jobId }) => takeDown(tx, jobId),
});
