import { asTyped } from "@/domain/typed";

/** Letters and digits of a join code. */
export const JOIN_CODE_LENGTH = 6;

/** What a join code is made of. */
export const JOIN_CODE = /^[A-Z0-9]+$/;

/** A join code as it is written: full-width and small letters are the same letters, gaps and hyphens are none. */
export function joinCodeFrom(typed: string): string {
  return asTyped(typed).toUpperCase().replace(/[\s-]/g, "");
}

/** Whether a text, as `joinCodeFrom` writes it, can be a join code at all. */
export function isJoinCode(code: string): boolean {
  return code.length === JOIN_CODE_LENGTH && JOIN_CODE.test(code);
}
