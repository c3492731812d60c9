import "server-only";
import { parseArgs } from "node:util";
import { soakBackups } from "./backup-soak";

/** The sizes of the whole round; each can be given, for a shorter one. */
const { values } = parseArgs({
  options: {
    reads: { type: "string", default: "1000" },
    backups: { type: "string", default: "20" },
    interruptions: { type: "string", default: "20" },
  },
});

/** `npm run soak:backup`: prints figures and, as its last line, `RESULT {json}`. @returns Exit code 1 on a miss. */
async function main(): Promise<number> {
  const sizes = {
    reads: sizeFrom(values.reads),
    backups: sizeFrom(values.backups),
    interruptions: sizeFrom(values.interruptions),
  };
  const startedMs = performance.now();
  const result = await soakBackups({ ...sizes, demo: true }, (line) => console.log(line));
  const isGood =
    result.misses.length === 0 &&
    result.reads === sizes.reads &&
    result.restored === sizes.backups &&
    result.interruptions === sizes.interruptions;
  for (const miss of result.misses) console.log(`MISSED ${miss}`);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  console.log(`RESULT ${JSON.stringify({ ...result, seconds, passed: isGood })}`);
  return isGood ? 0 : 1;
}

function sizeFrom(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 0) throw new Error(`${text} is no size.`);
  return size;
}

process.exitCode = await main();
