type Lock = { packages: Record<string, { version?: string }> };
type Versions = { minimum: Record<string, string>; never: Record<string, string> };

export function complaintsAbout(lock: Lock, versions: Versions): string[];
export function isAtLeast(version: string, least: string): boolean;
