import "server-only";
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";

// The dictionary takes 5 MB and a sixth of a second; Next.js would load a second one with its own copy of this module.
const shared = globalThis as typeof globalThis & { sandtableJieba?: Jieba };

/** The one dictionary of Chinese words of this process. */
export function jieba(): Jieba {
  return (shared.sandtableJieba ??= Jieba.withDict(dict));
}
