import type { RouterOutputs } from "@/app/_trpc/router-types";

/** One team as the list of teams shows it. */
export type ListedTeam = RouterOutputs["teams"]["list"][number];
