import type { ESLint } from "eslint";

export const floorsPlugin: ESLint.Plugin;
export function knotsOf(reaches: ReadonlyMap<string, ReadonlySet<string>>): string[][];
