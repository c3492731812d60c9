import { z } from "zod";
import { actions } from "./commands/actions";
import { check } from "./commands/check";
import { clock } from "./commands/clock";
import { course } from "./commands/course";
import { evaluation } from "./commands/evaluation";
import { injects } from "./commands/injects";
import { lead } from "./commands/lead";
import { radio } from "./commands/radio";
import { recordings } from "./commands/recordings";
import { result } from "./commands/result";
import { stop } from "./commands/stop";

/** The shape of every kind of command by its type, noun by noun. */
export const commandShapes = {
  ...course,
  ...clock,
  ...stop,
  ...check,
  ...lead,
  ...injects,
  ...actions,
  ...radio,
  ...evaluation,
  ...recordings,
  ...result,
};
type Shapes = typeof commandShapes;

// The first stands by itself because zod wants to see that there is one.
const { StartDrill, ...others } = commandShapes;

/** What someone asks for. Imperative; may be refused. Input from outside, so strict. */
export const DrillCommand: z.ZodType<z.infer<Shapes[keyof Shapes]>> = z.discriminatedUnion("type", [
  StartDrill,
  ...Object.values(others),
]);
export type DrillCommand = z.infer<typeof DrillCommand>;
export type CommandOf<T extends DrillCommand["type"]> = Extract<DrillCommand, { type: T }>;
