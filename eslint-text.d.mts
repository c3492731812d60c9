import type { ESLint } from "eslint";

export const textPlugin: ESLint.Plugin;
