/** A kind of thing with its parts, as it is tried. */
export type TriedKind = {
  name: string;
  own?: { file: string; head: string; parts: Record<string, string>; foot: string };
  entry?: { file: string; mark: string; head: string; parts: Record<string, string>; foot: string };
  places: Record<string, unknown>;
  table?: unknown;
  asked: string[];
};

export const KINDS: TriedKind[];

export function tryKinds(
  kinds?: TriedKind[],
): { kind: string; part: string; asks: "compiler" | "lint" | null; says: string | null }[];

export function printKinds(): number;
