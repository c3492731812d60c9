import "server-only";
import { TASKS } from "./kinds";
import { serveTasks } from "./serve";

// What a thread of the server runs.
serveTasks(TASKS);
