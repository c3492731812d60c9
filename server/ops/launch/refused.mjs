/** A start that cannot go on for a reason the person at the terminal can act on: one sentence per language. */
export class Refused extends Error {
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = "Refused";
  }
}

/**
 * The same for a disk without room, which shows itself in many ways; null when something is no such thing.
 *
 * @param {{ code?: unknown, message?: unknown }} error What was thrown, or what a program said.
 */
export function fullDisk(error) {
  const full = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;
  if (!full.test(`${error?.code ?? ""} ${error?.message ?? ""}`)) return null;
  return new Refused(
    "磁盘空间不足，无法继续。请腾出空间（数据目录见 DATA_DIR）后重新运行；已存储的内容没有改变。",
    "The disk is full, so this cannot go on. Make room (DATA_DIR names the folder of the data) and run it again; what was stored has not changed.",
  );
}
