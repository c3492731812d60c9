import "server-only";
import { knownAuditKeys } from "@/server/audit/keys";
import { noteHead, readNotedHead } from "@/server/audit/noted-head";
import { verifyAuditTrail, type TrailReport } from "@/server/audit/queries";
import { openDatabase } from "@/server/db/client";
import { env } from "@/server/env";
import { safeError } from "@/server/safe-error";
import { backUp, restore } from "./backup";
import { BackupRefused, type Manifest } from "./backup-file";

/** What the shell gives for a program that was asked to stop. */
const INTERRUPTED = 130;

/** `npm run backup` and `npm run restore`, once there is a database: says what was done, in both languages. */
async function main(what: string | undefined, file: string | undefined): Promise<void> {
  const ownerUrl = env.databaseOwnerUrl ?? env.databaseUrl;
  if (file === undefined || ownerUrl === undefined) throw new Error("A file and a database are needed.");
  const login =
    env.databaseOwnerUrl === undefined || env.databaseUrl === undefined
      ? undefined
      : new URL(env.databaseUrl).username;
  const options = { signal: interruption(), patienceMs: env.backupPatienceS * 1_000 };
  const isBackup = what !== "restore";
  const manifest = isBackup
    ? await backUp(ownerUrl, file, options)
    : await restore(ownerUrl, file, { login, ...options });
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  const drills = Object.keys(manifest.drills).length;
  console.log(
    isBackup
      ? `已备份到 ${file}：${drills} 场演练，${rows} 行数据\nBacked up to ${file}: ${drills} drills, ${rows} rows`
      : `已恢复并核对：${drills} 场演练，${rows} 行数据\nRestored and verified: ${drills} drills, ${rows} rows`,
  );
  await sayTrail(manifest, ownerUrl, isBackup);
}

/** Ends at a signal, and with the process that started it, however that ended. */
function interruption(): AbortSignal {
  const over = new AbortController();
  const stop = () => {
    process.exitCode = INTERRUPTED;
    over.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
  return over.signal;
}

/** The end of the trail, to be kept elsewhere; what does not fit in it; and whether its key was there to check more. */
async function sayTrail(manifest: Manifest, ownerUrl: string, isBackup: boolean): Promise<void> {
  const { head } = manifest.auditTrail;
  if (head !== null) {
    console.log(
      `审计记录至第 ${head.position} 条，链尾 ${head.hash}\nThe audit trail ends at entry ${head.position} with ${head.hash}`,
    );
  }
  const report = await sealsOf(ownerUrl, isBackup);
  if (report.broken !== null) {
    const { position, before, after } = report.broken;
    const beside = [before?.position ?? "-", after?.position ?? "-"].join(" / ");
    console.warn(
      `警告：审计记录在第 ${position} 条处不连贯（前后完好的条目：${beside}），已照原样${isBackup ? "备份" : "恢复"}；请管理员查看审计页。\n` +
        `Warning: the audit trail does not fit together at entry ${position} (entries beside it: ${beside}). It was ${isBackup ? "backed up" : "restored"} as it is; have an administrator look at the audit page.`,
    );
  }
  if (report.withoutKey > 0) {
    console.log(
      "此处没有审计密钥，只核对了不需密钥的链；要核对密钥，请带上原数据目录里的 audit-key 或设置 AUDIT_KEY。\n" +
        "The key of the audit trail is not here, so only the chain that needs none was checked; bring the file audit-key of the old data folder, or set AUDIT_KEY, to check the rest.",
    );
  }
  // From here on this is the trail; what another one came to in this folder is over.
  if (!isBackup && head !== null) {
    noteHead(env.dataDir, { ...head, bareUntil: report.withoutKey > 0 ? head.position : 0 });
  }
}

async function sealsOf(ownerUrl: string, isBackup: boolean): Promise<TrailReport> {
  const db = openDatabase(ownerUrl, { connectionsMax: 1, applicationName: "sandtable-backup" });
  try {
    const keys = knownAuditKeys(env);
    return await verifyAuditTrail(db, { keys, noted: isBackup ? readNotedHead(env.dataDir) : null });
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

main(process.argv[2], process.argv[3])
  .catch((error: unknown) => {
    console.error(
      error instanceof BackupRefused ? `${error.zh}\n${error.en}` : JSON.stringify(safeError(error)),
    );
    process.exitCode ||= 1;
  })
  // The channel to the launcher would keep the process. Closing it oneself is no interruption.
  .finally(() => {
    process.removeAllListeners("disconnect");
    if (process.connected) process.disconnect();
  });
