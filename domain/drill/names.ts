import type { LocalText } from "@/domain/text";

/**
 * A name as it was pinned, for readers of each language: those of English read it in Latin letters where there is a way
 * to write it so.
 */
export function writtenIn({
  name,
  latinName = name,
}: {
  name: string;
  latinName?: string | undefined;
}): LocalText {
  return { zh: name, en: latinName };
}
