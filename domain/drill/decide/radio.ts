import { thenDue, type Decides } from "@/domain/drill/asking";
import type { radio as radioShapes } from "@/domain/drill/commands/radio";
import { requireReadBack } from "@/domain/drill/read-back";
import type { Participant } from "@/domain/drill/terms";

/** The radio net of each side. What comes of each. */
export const radio: Decides<keyof typeof radioShapes> = {
  SendRadio({ command, by, put }) {
    const side = by.role === "player" ? by.side : (command.side ?? "responder");
    put({
      type: "RadioSent",
      side,
      as: voiceOf(by, command),
      text: command.text,
      ...(command.asksReadBack ? { asksReadBack: true as const } : {}),
    });
  },

  ReadBack(asking) {
    const { command, by, lane, put } = asking;
    const side = by.role === "player" ? by.side : (command.side ?? "responder");
    const { position } = requireReadBack(lane, side, command.n, by.participantId);
    put({ type: "RadioReadBack", of: position, as: voiceOf(by, command) });
    thenDue(asking);
  },
};

/** Control can speak as any role; players speak as themselves. */
function voiceOf(by: Participant, { as }: { as?: string | undefined }): string {
  return by.role === "player" ? by.name : (as ?? by.name);
}
