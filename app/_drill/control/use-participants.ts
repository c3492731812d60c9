import { useQuery } from "@tanstack/react-query";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useTRPC } from "@/app/_trpc/client";
import type { ControlView } from "@/domain/view/schema";
import { useLocal } from "@/app/_drill/live/use-local";

/** Somebody who has come in, by the name that the reader is told. */
export type Participant = Omit<ControlView["participants"][number], "name"> & { name: string };

/** Who has come into the drill; of two with one name, the lobby tells which is which. */
export function useParticipants(view: ControlView): Participant[] {
  const local = useLocal();
  const { drillId } = useLiveDrill();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.drill.lobby.queryOptions({ drillId }));
  return view.participants.map((one) => ({
    ...one,
    name: local(data?.people.find(({ userId }) => userId === one.participantId)?.name ?? one.name),
  }));
}
