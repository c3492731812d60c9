import "server-only";
import type { Said } from "@/domain/words/said";

/** Why a file is not opened, in words for whoever brought it. */
export class FileRefused extends Error {
  constructor(readonly said: Said) {
    super(said.say);
  }
}
