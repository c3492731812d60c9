import { documentKind } from "@/domain/documents/document";
import { Ground } from "./schema";

/** The road of every ground to the shape of today. */
export const groundDocument = documentKind({ name: "ground", version: 1, schema: Ground, migrations: {} });
