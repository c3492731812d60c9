import type { RouterOutputs } from "@/app/_trpc/router-types";

/** One person as the list of people shows them. */
export type ListedPerson = RouterOutputs["people"]["page"]["people"][number];
