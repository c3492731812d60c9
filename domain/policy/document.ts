import { documentKind } from "@/domain/documents/document";
import { Policy } from "./schema";

/** The road of every policy to the shape of today. */
export const policyDocument = documentKind({ name: "policy", version: 1, schema: Policy, migrations: {} });
