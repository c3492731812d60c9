import { expect, test } from "vitest";
import { soakBackups } from "./backup-soak";

test("tables read and backups made while others write all end and are restored, and interrupted ones leave no process and no file", async () => {
  const { misses, reads, restored, interruptions, writes } = await soakBackups({
    reads: 50,
    backups: 2,
    interruptions: 2,
  });
  expect(misses).toEqual([]);
  expect({ reads, restored, interruptions }).toEqual({ reads: 50, restored: 2, interruptions: 2 });
  expect(writes).toBeGreaterThan(20);
});
