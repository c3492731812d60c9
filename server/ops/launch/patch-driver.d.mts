export type Correction = { before: string; after: string };

export const CORRECTIONS: readonly Correction[];

export function patchDriver(root: string): void;
