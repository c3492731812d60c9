import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentOnce } from "@/app/_drill/live/send-once";
import { newCommandId } from "@/app/_drill/live/use-drill";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import type { DrillCommand } from "@/domain/drill/schema";

/**
 * Asks for something that becomes of a result, and reads the review anew when it is done. Used once per intent: asked
 * again after a lost answer, the server knows the command.
 */
export function useResultCommand(drillId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [commandId] = useState(newCommandId);
  return useMutation({
    mutationFn: (command: DrillCommand) =>
      sentOnce(() => client.drill.command.mutate({ drillId, commandId, command })),
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.review.pathKey() }),
  });
}
