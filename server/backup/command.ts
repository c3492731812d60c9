import "server-only";
import { env } from "@/server/env";
import { safeError } from "@/server/safe-error";
import { backUp, restore } from "./backup";
import { BackupRefused } from "./backup-file";

/** `npm run backup` and `npm run restore`, once there is a database: says what was done, in both languages. */
async function main(what: string | undefined, file: string | undefined): Promise<void> {
  const ownerUrl = env.databaseOwnerUrl ?? env.databaseUrl;
  if (file === undefined || ownerUrl === undefined) throw new Error("A file and a database are needed.");
  const login =
    env.databaseOwnerUrl === undefined || env.databaseUrl === undefined
      ? undefined
      : new URL(env.databaseUrl).username;
  const manifest = what === "restore" ? await restore(ownerUrl, file, login) : await backUp(ownerUrl, file);
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  const drills = Object.keys(manifest.drills).length;
  console.log(
    what === "restore"
      ? `已恢复并核对：${drills} 场演练，${rows} 行数据\nRestored and verified: ${drills} drills, ${rows} rows`
      : `已备份到 ${file}：${drills} 场演练，${rows} 行数据\nBacked up to ${file}: ${drills} drills, ${rows} rows`,
  );
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(
    error instanceof BackupRefused ? `${error.zh}\n${error.en}` : JSON.stringify(safeError(error)),
  );
  process.exitCode = 1;
});
