import type { ChildProcess } from "node:child_process";

export type Control = { stopping: boolean; server: ChildProcess | null };
export type Served = { process: ChildProcess; exited: Promise<number | string>; serving: Promise<void> };

export function launch(options: { development: boolean }): Promise<never>;

export function prepareData(env: NodeJS.ProcessEnv, control: Control): Promise<{ message: object }>;

export function startServer(
  env: NodeJS.ProcessEnv,
  control: Control,
  options?: { file?: string; output?: "inherit" | "pipe" },
): Served;

export function stopServer(served: Served): Promise<void>;
