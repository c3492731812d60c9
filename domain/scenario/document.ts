import { documentKind } from "@/domain/documents/document";
import { Scenario } from "./schema";

/** The road of every scenario, draft or published, to the shape of today. */
export const scenarioDocument = documentKind({
  name: "scenario",
  version: 1,
  schema: Scenario,
  migrations: {},
});
