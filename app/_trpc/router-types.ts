/** What goes into procedures and what comes out, for screens that need to name such a type. */
export type { RouterInputs, RouterOutputs } from "@/server/api/root";
