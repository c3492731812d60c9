import type { ESLint } from "eslint";

export const sentencesPlugin: ESLint.Plugin;
export const outsideCatalogues: readonly string[];
export const sentencesLeft: Readonly<Record<string, number>>;
