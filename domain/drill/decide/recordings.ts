import { thenDue, type Decides } from "@/domain/drill/asking";
import type { recordings as recordingsShapes } from "@/domain/drill/commands/recordings";
import { recordSeen, withdrawRecord } from "@/domain/drill/record";

/** What staff saw on the street. What comes of each. */
export const recordings: Decides<keyof typeof recordingsShapes> = {
  RecordArrival(asking) {
    const { play, command, asked, lane } = asking;
    recordSeen(play, lane, command, asked);
    thenDue(asking);
  },

  RecordAction(asking) {
    const { play, command, asked, lane } = asking;
    recordSeen(play, lane, command, asked);
    thenDue(asking);
  },

  RecordStage(asking) {
    const { play, command, asked, lane } = asking;
    recordSeen(play, lane, command, asked);
    thenDue(asking);
  },

  WithdrawRecord(asking) {
    const { play, command, asked, lane } = asking;
    withdrawRecord(play, lane, command, asked);
    thenDue(asking);
  },
};
