import "server-only";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { isRefusal } from "@/domain/refusal";

/** What became of a command: carried out, refused by the rules, or lost to a fault. */
type CommandOutcome = "done" | "refused" | "failed";

/** What became of a try at a job: completed, not possible, cancelled, left to another try, given up, or taken over by another instance. */
export type JobOutcome = "done" | "refused" | "cancelled" | "put-back" | "failed" | "lost";

/** What became of a task for a thread. */
export type TaskOutcome = "done" | "refused" | "failed" | "cancelled" | "memory" | "time" | "stopping";

type Metrics = {
  registry: Registry;
  commands: Counter<"outcome">;
  commandSeconds: Histogram<"outcome">;
  fanOutSeconds: Histogram;
  viewers: Gauge<"audience">;
  jobs: Counter<"kind" | "outcome">;
  jobSeconds: Histogram<"kind">;
  jobsOpen: Gauge<"kind" | "state">;
  tasks: Counter<"kind" | "outcome">;
  taskSeconds: Histogram<"kind">;
  databaseConnections: Gauge<"state">;
  databaseAnswerSeconds: Gauge;
  databaseUp: Gauge;
  buildInfo: Gauge<"version">;
  auditTrailIntact: Gauge;
  auditTrailCheckedSeconds: Gauge;
  auditTrailEntries: Gauge;
};

// One set for this process and for Next.js's second copy of the module.
const shared = globalThis as typeof globalThis & { sandtableMetrics?: Metrics };

/** From a millisecond, which is a warm commit, to the ten seconds after which people have given up. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** From a tenth of a second to an hour. */
const JOB_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600];

function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry, ...metricsIn([registry]) };
}

function metricsIn(registers: Registry[]): Omit<Metrics, "registry"> {
  return {
    commands: new Counter({
      name: "sandtable_commands_total",
      help: "Commands to drills, by what became of them.",
      labelNames: ["outcome"],
      registers,
    }),
    commandSeconds: new Histogram({
      name: "sandtable_command_duration_seconds",
      help: "From a command's arrival to its acknowledgement or refusal.",
      labelNames: ["outcome"],
      buckets: SECONDS,
      registers,
    }),
    fanOutSeconds: new Histogram({
      name: "sandtable_fan_out_lag_seconds",
      help: "From the storing of a drill's change, by the database's clock, to the write to the last viewer of this instance.",
      buckets: SECONDS,
      registers,
    }),
    viewers: new Gauge({
      name: "sandtable_viewers",
      help: "Open live streams of this instance, by kind of audience.",
      labelNames: ["audience"],
      registers,
    }),
    ...jobMetrics(registers),
    databaseConnections: new Gauge({
      name: "sandtable_database_connections",
      help: "Connections of all instances to the database, by state as the database has it.",
      labelNames: ["state"],
      registers,
    }),
    databaseAnswerSeconds: new Gauge({
      name: "sandtable_database_answer_seconds",
      help: "Wait for a connection of this instance's pool and an answer on it, measured when asked.",
      registers,
    }),
    databaseUp: new Gauge({
      name: "sandtable_database_up",
      help: "1 when the database answered within the patience of a probe.",
      registers,
    }),
    buildInfo: new Gauge({
      name: "sandtable_build_info",
      help: "Always 1; the label is the release.",
      labelNames: ["version"],
      registers,
    }),
    auditTrailIntact: new Gauge({
      name: "sandtable_audit_trail_intact",
      help: "1 when all of the audit trail fitted together when it was last looked at, 0 when a row did not.",
      registers,
    }),
    auditTrailCheckedSeconds: new Gauge({
      name: "sandtable_audit_trail_checked_timestamp_seconds",
      help: "When the audit trail was last looked at; 0 before the first time.",
      registers,
    }),
    auditTrailEntries: new Gauge({
      name: "sandtable_audit_trail_entries",
      help: "Entries of the audit trail when it was last looked at.",
      registers,
    }),
  };
}

function jobMetrics(registers: Registry[]) {
  return {
    jobs: new Counter({
      name: "sandtable_jobs_total",
      help: "Tries at jobs by this instance, by kind and by what became of them.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    jobSeconds: new Histogram({
      name: "sandtable_job_duration_seconds",
      help: "From the taking of a job to the end of that try.",
      labelNames: ["kind"],
      buckets: JOB_SECONDS,
      registers,
    }),
    tasks: new Counter({
      name: "sandtable_tasks_total",
      help: "Tasks that threads of this instance were given, by kind and by what became of them.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    taskSeconds: new Histogram({
      name: "sandtable_task_duration_seconds",
      help: "From the asking for a task to its end, the wait for a thread included.",
      labelNames: ["kind"],
      buckets: JOB_SECONDS,
      registers,
    }),
    jobsOpen: new Gauge({
      name: "sandtable_jobs_open",
      help: "Jobs of all instances that wait or run.",
      labelNames: ["kind", "state"],
      registers,
    }),
  };
}

/** The counters of this process. No label ever names a drill, a person or an address. */
export function metrics(): Metrics {
  return (shared.sandtableMetrics ??= makeMetrics());
}

/** Counts a command and the time until its outcome, which is handed on as it is. */
export async function countingCommand<T>(work: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  const count = (outcome: CommandOutcome) => {
    metrics().commands.inc({ outcome });
    metrics().commandSeconds.observe({ outcome }, (performance.now() - startedAtMs) / 1_000);
  };
  try {
    const result = await work();
    count("done");
    return result;
  } catch (error) {
    count(isRefusal(error) ? "refused" : "failed");
    throw error;
  }
}
