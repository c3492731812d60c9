import type { RouterOutputs } from "@/app/_trpc/router-types";

/** A scenario as lists show it. */
export type ListedScenario = RouterOutputs["scenario"]["list"][number];
