import type { InjectAudience } from "./audience";

/**
 * All that is known of one kind of inject. The list of kinds, whom one is meant for, what its delivery does, how it looks
 * and what its form asks for come from here; its names stand in the catalogues (`scenarios.injectKind`,
 * `console.injectKind`), its picture and its sound on the screens (`inject-kind.tsx`, `tones.ts`).
 */
export type InjectKindKnown = {
  /** Whom one is meant for, until its author says otherwise. */
  audience: InjectAudience;
  /** As what it is told apart at a glance. What is voice is spoken as it comes in. */
  look: "voice" | "written" | "public" | "picture" | "order" | "world";
  /** Whether it rings until somebody takes it. */
  rings: boolean;
  /** Whether its delivery reports the incident it belongs to, where its author does not say. */
  reports: boolean;
  /** Whether it comes from somebody. */
  hasSender: boolean;
};

/** Defines a kind of inject. */
export function inject(known: InjectKindKnown): InjectKindKnown {
  return known;
}
