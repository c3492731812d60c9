export class Refused extends Error {
  constructor(zh: string, en: string);
}

export function fullDisk(error: { code?: unknown; message?: unknown }): Refused | null;
