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
  /** To the control cell alone: who has the drill open, by participant id. Replaces the last such list. */
  z.strictObject({ n: z.number().int(), present: z.array(z.string()) }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;
