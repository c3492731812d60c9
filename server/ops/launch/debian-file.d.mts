export function debianFile(packageName: string, pattern: string): string | null;
