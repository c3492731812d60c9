import "server-only";
import type { JobKind } from "./kind";
import { rejudge } from "./kinds/rejudge";

/** Every kind of job, one file each in `kinds/`. */
export const JOB_KINDS: readonly JobKind[] = [rejudge];
