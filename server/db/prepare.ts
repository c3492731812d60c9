import "server-only";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/server/accounts/demo-accounts";
import { prepareSetup } from "@/server/auth/setup";
import { isRefusal } from "@/domain/refusal";
import { env } from "@/server/env";
import { refusalSentence } from "@/server/sentences";
import { closeCurrentDatabase, openCurrentDatabase } from "./current";
import { migrateDatabase } from "./migrate";
import { seedDemo, seedStarterContent } from "./seed";
import { judgeServer } from "./server-version";

/**
 * What the launcher hears from this program, which runs between starting a database and serving from it. It is
 * a process of its own because it holds the owner's rights, which the server must not have.
 */
export type PrepareMessage =
  | { type: "warning"; zh: string; en: string }
  | { type: "refused"; zh: string; en: string }
  | {
      type: "prepared";
      applied: number;
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
  const { applied } = await migrateDatabase(ownerUrl, login === undefined ? {} : { login });
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
    if (isRefusal(error)) {
      tell({
        type: "refused",
        zh: refusalSentence(error.code, error.params, "zh"),
        en: refusalSentence(error.code, error.params, "en"),
      });
    } else {
      console.error(error);
    }
    process.exitCode = 1;
    process.disconnect?.();
  },
);
