import "server-only";
import { fork } from "node:child_process";
import { News, type Order } from "./viewers";

/** Streams to open, with a name that tells the kinds of readers apart. */
export type Group = { name: string; path: string; cookie: string; readers: number };

/** When the last of all readers had seen a message, and what the first reader of each group got. */
export type Seen = { atNs: bigint; frames: Record<string, string> };

/** Many readers, in a process of their own so that reading costs the server nothing but the machine. */
export type Crowd = {
  /** Resolves when every stream has begun. Each message will be seen by so many of the readers. */
  comeIn: (port: number, groups: readonly Group[], seenBy: number) => Promise<void>;
  /** Resolves when the last reader has seen the message with this mark. */
  seen: (mark: number) => Promise<Seen>;
  goOut: () => Promise<void>;
  /** Ends the process. */
  leave: () => void;
  pid: number;
};

/** Longer than any message may take: whoever waits for one that is lost is told. */
const LOST_AFTER_MS = 60_000;

/** Starts the process of the readers. */
export function startCrowd(): Crowd {
  const child = fork("server/ops/bench/viewers.ts", {
    execArgv: [...process.execArgv],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<string, (news: News) => void>();
  const early = new Map<string, News>();
  child.on("message", (message) => {
    const news = News.parse(message);
    if (news.type === "lost") console.log("A reader lost its stream.");
    const key = news.type === "seen" ? `seen ${news.mark}` : news.type;
    const tell = waiting.get(key);
    if (tell) tell(news);
    else early.set(key, news);
    waiting.delete(key);
  });

  const news = (key: string): Promise<News> => {
    const known = early.get(key);
    early.delete(key);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const lost = setTimeout(() => reject(new Error(`Nothing was heard of "${key}".`)), LOST_AFTER_MS);
      waiting.set(key, (heard) => {
        clearTimeout(lost);
        resolve(heard);
      });
    });
  };
  const order = (what: Order) => child.send(what);

  return {
    pid: child.pid ?? 0,
    async comeIn(port, groups, seenBy) {
      early.delete("open");
      order({ type: "open", port, groups: [...groups], seenBy });
      await news("open");
    },
    async seen(mark) {
      const heard = await news(`seen ${mark}`);
      if (heard.type !== "seen") throw new Error("Something else was heard.");
      return { atNs: BigInt(heard.atNs), frames: heard.frames };
    },
    async goOut() {
      order({ type: "close" });
      await news("closed");
    },
    leave: () => child.kill("SIGTERM"),
  };
}
