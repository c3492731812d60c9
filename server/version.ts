import "server-only";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const Package = z.object({ version: z.string() });

/** The release, with the commit it was made from where that is known, such as "0.1.0" or "0.1.0+1a2b3c4". */
export const VERSION = withCommit(
  Package.parse(JSON.parse(readFileSync(path.resolve("package.json"), "utf8"))).version,
);

function withCommit(version: string): string {
  const commit = commitOf(path.resolve(".git"));
  return commit !== null && /^[0-9a-f]{7,40}$/.test(commit) ? `${version}+${commit.slice(0, 7)}` : version;
}

/** Of a clone; null of a copy that was only unpacked. */
function commitOf(folder: string): string | null {
  const read = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  };
  try {
    const head = read("HEAD");
    return head?.startsWith("ref: ") === true ? read(head.slice(5)) : head;
  } catch {
    // A worktree has a file in place of the folder; nothing depends on the commit.
    return null;
  }
}
