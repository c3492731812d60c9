import type { Side } from "@/domain/conditions/terms";
import { say, type Said } from "@/domain/words/said";
import { inEveryLanguage } from "@/domain/words/sentence";
import type { Player, ScriptedSide } from "./schema";

/** Who plays a scripted side, as the log names them. */
export function scriptedPlayer({ lane, side }: ScriptedSide): Player {
  const names = inEveryLanguage(scriptedName(side));
  return {
    role: "player",
    participantId: `scripted-${side}-${lane}`,
    name: Object.values(names).join(" · "),
    lane,
    side,
    scripted: true,
  };
}

/** What a scripted side is called where the reader's language is known. */
export function scriptedName(side: Side): Said {
  return say(`terms.scripted.${side}`);
}
