import type { Side } from "@/domain/conditions/terms";
import type { LocalText } from "@/domain/text";
import type { Player, ScriptedSide } from "./schema";

/** Who plays a scripted side, as the log names them. */
export function scriptedPlayer({ lane, side }: ScriptedSide): Player {
  const { zh, en } = scriptedName(side);
  return {
    role: "player",
    participantId: `scripted-${side}-${lane}`,
    name: `${zh} · ${en}`,
    lane,
    side,
    scripted: true,
  };
}

/** What a scripted side is called where the reader's language is known. */
export function scriptedName(side: Side): LocalText {
  return side === "responder"
    ? { zh: "自动处置方", en: "Automatic responders" }
    : { zh: "自动对抗方", en: "Automatic opposition" };
}
