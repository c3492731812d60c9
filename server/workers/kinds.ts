import "server-only";
import { judge } from "./kinds/judge";
import { openFileTask } from "./kinds/open-file";
import type { Task } from "./task";

/** Every kind of task, one file each in `kinds/`. A thread finds them here by their names. */
export const TASKS: readonly Task<never, unknown>[] = [judge, openFileTask];
