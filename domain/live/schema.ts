import { z } from "zod";
import { View } from "@/domain/view/schema";

/**
 * One message of a drill's live stream.
 *
 * `n` counts the views of one audience on one server: it never tells of anything that audience cannot see.
 */
export const LiveMessage = z.union([
  /** How everything stands. Replaces whatever the client had. */
  z.strictObject({ n: z.number().int(), whole: View }),
  /** A `Difference` from view `n - 1`. Whoever does not have that one has missed something, and starts anew. */
  z.strictObject({ n: z.number().int(), change: z.unknown() }),
  /**
   * To the control cell alone: who has the drill open, by participant id, and since when (Unix ms) those who had it
   * open do not. Replaces the last such lists.
   */
  z.strictObject({
    n: z.number().int(),
    present: z.array(z.string()),
    lost: z.array(z.strictObject({ participantId: z.string(), sinceMs: z.number().int() })),
  }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;
