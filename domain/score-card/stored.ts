import { versionOf } from "@/domain/documents/document";
import { Refusal } from "@/domain/refusal";
import { FirstScoreCard, NewScoreCard, type ScoreCard } from "./schema";

/** What is written today. */
export const CARD_VERSION = 2;

/**
 * Reads a released card as it was stored.
 *
 * No migration leads from one version of a card to the next: people were told what stands in it, so each version is read
 * by its own shape and shown as it is, for ever. What the rules work out anew is another card.
 *
 * @throws {Refusal} "document-newer" when a later release wrote it.
 */
export function readCard(stored: unknown): ScoreCard {
  const version = versionOf(stored);
  if (version !== null && version > CARD_VERSION) {
    throw new Refusal("document-newer", { version, known: CARD_VERSION });
  }
  return version === 2 ? NewScoreCard.parse(stored) : FirstScoreCard.parse(stored);
}
