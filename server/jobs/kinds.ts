import "server-only";
import type { JobKind } from "./kind";

/** Every kind of job, one file each in `kinds/`. */
export const JOB_KINDS: readonly JobKind[] = [];
