import { z } from "zod";
import { INJECT_KINDS } from "./kinds";

/** What an inject is: a call, a message, news. */
export const InjectKind = z.enum(INJECT_KINDS);
export type InjectKind = z.infer<typeof InjectKind>;
