import { useQuery } from "@tanstack/react-query";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useTRPC } from "@/app/_trpc/client";
import type { ControlView } from "@/domain/view/schema";

/** Who has come into the drill; of two with one name, the lobby tells which is which. */
export function useParticipants(view: ControlView): ControlView["participants"] {
  const { drillId } = useLiveDrill();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.drill.lobby.queryOptions({ drillId }));
  return view.participants.map((one) => ({
    ...one,
    name: data?.people.find(({ userId }) => userId === one.participantId)?.name ?? one.name,
  }));
}
