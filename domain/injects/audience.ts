import { z } from "zod";

/** Somebody's desk in a responding team. */
export const TeamRole = z.enum(["dispatcher", "duty-room", "command-centre", "crew"]);
export type TeamRole = z.infer<typeof TeamRole>;

/** A side, both, control alone, or one role of the responder (domain/drill/team-role.ts). */
export const InjectAudience = z.enum(["responder", "opposition", "both", "control", ...TeamRole.options]);
export type InjectAudience = z.infer<typeof InjectAudience>;
