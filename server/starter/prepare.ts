import "server-only";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/server/accounts/demo-accounts";
import { prepareSetup } from "@/server/accounts/setup";
import { isRefusal } from "@/domain/refusal";
import { env } from "@/server/env";
import { safeError } from "@/server/safe-error";
import { refusalSentence } from "@/server/sentences";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { migrateDatabase, NewerDatabase } from "@/server/db/migrate";
import { judgeServer } from "@/server/db/server-version";
import { seedDemo, seedStarterContent } from "./seed";

/**
 * What the launcher hears from this program, which runs between starting a database and serving from it. It is
 * a process of its own because it holds the owner's rights, which the server must not have.
 */
export type PrepareMessage =
  | { type: "warning"; zh: string; en: string }
  | { type: "refused"; zh: string; en: string }
  /** A fault: what a log may know of it. */
  | { type: "failed"; error: string }
  | {
      type: "prepared";
      applied: number;
      /** Names of the migrations that were applied. */
      migrations: string[];
      setupToken: string | null;
      signIns: { staffNumber: string; name: string; zh: string; en: string }[];
      password: string | null;
    };

function tell(message: PrepareMessage): void {
  if (process.send === undefined) console.log(JSON.stringify(message));
  else process.send(message);
}

async function prepare(): Promise<PrepareMessage> {
  if (env.databaseUrl === undefined) {
    return { type: "refused", zh: "未设置 DATABASE_URL。", en: "DATABASE_URL is not set." };
  }
  const ownerUrl = env.databaseOwnerUrl ?? env.databaseUrl;
  const refused = await refusalOf(ownerUrl);
  if (refused !== null) return refused;

  const login = env.databaseOwnerUrl === undefined ? undefined : new URL(env.databaseUrl).username;
  const { applied, names } = await migrateDatabase(ownerUrl, login === undefined ? {} : { login });
  const { db, restricted } = await openCurrentDatabase(env.databaseUrl, { connectionsMax: 4 });
  try {
    if (!restricted) {
      tell({
        type: "warning",
        zh: "数据库账户无权创建角色 sandtable_app，应用将以该账户的全部权限运行；请由数据库管理员创建该角色并授予此账户。",
        en: "The database account may not create the role sandtable_app, so the application runs with all of that account's rights; have a database administrator create the role and grant it to this account.",
      });
    }
    const scenarioIds = await seedStarterContent(db);
    if (env.mode === "demo") await seedDemo(db, scenarioIds);
    const setup = await prepareSetup(db);
    return {
      type: "prepared",
      applied,
      migrations: names,
      setupToken: setup.state === "open" ? setup.token : null,
      signIns:
        env.mode === "demo"
          ? DEMO_ACCOUNTS.map(({ staffNumber, name, task }) => ({ staffNumber, name, ...task }))
          : [],
      password: env.mode === "demo" ? DEMO_PASSWORD : null,
    };
  } finally {
    await closeCurrentDatabase();
  }
}

/** What the operator can do something about, in a sentence; null for everything else. */
function plainReason(error: unknown): PrepareMessage | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = "code" in one && typeof one.code === "string" ? one.code : "";
    if (code === "42501") {
      return {
        type: "refused",
        zh: "数据库账户权限不足，无法建表或写入数据。请由数据库管理员授予该账户在此数据库中建表的权限（GRANT CREATE ON DATABASE … TO …; GRANT CREATE ON SCHEMA public TO …），或将数据库归该账户所有。",
        en: "The database account lacks rights to make tables or to write here. Have a database administrator grant them (GRANT CREATE ON DATABASE … TO …; GRANT CREATE ON SCHEMA public TO …), or make the account the owner of the database.",
      };
    }
    if (["53100", "58030", "ENOSPC", "EDQUOT"].includes(code)) {
      return {
        type: "refused",
        zh: "磁盘空间不足，数据没有准备好。请腾出空间后重新启动；已存储的内容没有改变。",
        en: "The disk is full, so the data could not be prepared. Make room and start again; what was stored has not changed.",
      };
    }
  }
  return null;
}

async function refusalOf(url: string): Promise<PrepareMessage | null> {
  const judged = await judgeServer(url);
  switch (judged.verdict) {
    case "good":
      return null;
    case "outdated":
      // The embedded server is as new as the registry has it and takes no connections from outside.
      if (new URL(url).searchParams.has("host")) return null;
      tell({
        type: "warning",
        zh: `!!! PostgreSQL ${judged.version} 缺少安全修正，请尽快升级到 ${judged.wanted} 或更高版本 !!!`,
        en: `!!! PostgreSQL ${judged.version} lacks security corrections; upgrade to ${judged.wanted} or later soon !!!`,
      });
      return null;
    case "too-old":
      return {
        type: "refused",
        zh: `PostgreSQL ${judged.version} 版本过低，至少需要 ${judged.wanted}。`,
        en: `PostgreSQL ${judged.version} is too old; ${judged.wanted} or later is needed.`,
      };
    case "unreachable":
      return {
        type: "refused",
        zh: `无法连接数据库 ${judged.address}：${judged.reason}`,
        en: `The database at ${judged.address} cannot be used: ${judged.reason}`,
      };
  }
}

prepare().then(
  (message) => {
    tell(message);
    process.exitCode = message.type === "refused" ? 1 : 0;
    process.disconnect?.();
  },
  (error: unknown) => {
    if (error instanceof NewerDatabase) tell({ type: "refused", zh: error.zh, en: error.en });
    else if (isRefusal(error)) {
      tell({
        type: "refused",
        zh: refusalSentence(error.code, error.params, "zh"),
        en: refusalSentence(error.code, error.params, "en"),
      });
    } else {
      tell(plainReason(error) ?? { type: "failed", error: JSON.stringify(safeError(error)) });
    }
    process.exitCode = 1;
    process.disconnect?.();
  },
);
