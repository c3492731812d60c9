import { personNameIn } from "@/domain/account/schema";
import type { LocalText } from "@/domain/text";
import { inEveryLanguage } from "@/domain/words/sentence";

/**
 * A name as it was pinned, as readers of each language write it: in Latin letters for some, where there is a way to
 * write it so.
 */
export function nameForReaders({
  name,
  latinName = null,
}: {
  name: string;
  latinName?: string | null | undefined;
}): LocalText {
  return inEveryLanguage((locale) => personNameIn({ name, latinName }, locale));
}
