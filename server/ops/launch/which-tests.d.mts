export type Part = "rules" | "server" | "soak" | "browser";
type Asked =
  | { wrong: string; isEverything?: never; parts?: never }
  | { wrong?: never; isEverything: boolean; parts: { part: Part; files: string[] | null }[] };

export const PARTS: readonly Part[];
export function testFilesBelow(root: string): string[];
export function partOf(file: string): Part | null;
export function testsAskedFor(words: readonly string[], files: readonly string[]): Asked;
export function slowestOf(report: unknown, most: number): { name: string; file: string; tookMs: number }[];
