export function ensureChromium91(root: string): Promise<{ file: string; env: NodeJS.ProcessEnv } | null>;
