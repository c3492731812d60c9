import { fc } from "@fast-check/vitest";

// Only loaded where PROPERTY_RUNS says how many drills each property is tried on (vitest.config.ts).
fc.configureGlobal({ numRuns: Number(process.env["PROPERTY_RUNS"]) });
