import "server-only";
import { openDatabase } from "@/server/db/client";
import { env } from "@/server/env";
import { safeError } from "@/server/safe-error";
import { administrators } from "./queries";
import { rescue, unlock } from "./rescue";

/** `npm run admin`, once there is a database: says what was done, in both languages. */
async function main(what: string | undefined, who: string = ""): Promise<void> {
  if (env.databaseUrl === undefined) throw new Error("A database is needed.");
  const db = openDatabase(env.databaseUrl, { connectionsMax: 2, applicationName: "sandtable-admin" });
  try {
    if (what === "list") {
      for (const { name, email, staffNumber, disabledAt } of await administrators(db)) {
        const state = disabledAt === null ? "" : "  （已停用 · disabled）";
        console.log(`${[staffNumber, email].filter(Boolean).join("  ")}  ${name}${state}`);
      }
      return;
    }
    const done = what === "reset" ? await rescue(db, who) : await unlock(db, who);
    if (done === null) {
      console.error("没有使用该邮箱或警号的账号。\nNobody has this e-mail address or staff number.");
      process.exitCode = 1;
    } else if (typeof done === "string") {
      console.log(`已解除对 ${done} 的限制。\nThe limits on ${done} are lifted.`);
    } else {
      console.log(
        `${done.name} 的一次性密码：${done.password}\n下次登录时须修改；原有登录已全部退出。\n` +
          `One-time password of ${done.name}: ${done.password}\nTo be changed at the next sign-in; every open session has ended.`,
      );
      if (done.isDisabled)
        console.log(
          "该账号处于停用状态，须由管理员启用。\nThe account is disabled; an administrator has to enable it.",
        );
    }
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(JSON.stringify(safeError(error)));
  process.exitCode = 1;
});
