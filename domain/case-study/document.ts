import { documentKind } from "@/domain/documents/document";
import { CaseStudy } from "./schema";

/** The road of every case study, draft or published, to the shape of today. */
export const caseDocument = documentKind({
  name: "case study",
  version: 1,
  schema: CaseStudy,
  migrations: {},
});
