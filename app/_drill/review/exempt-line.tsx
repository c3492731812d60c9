"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { ExemptDialog } from "@/app/_drill/marks/exempt-dialog";
import { sentOnce } from "@/app/_drill/live/send-once";
import { newCommandId } from "@/app/_drill/live/use-drill";
import { useTRPC, useTRPCClient } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Notice } from "@/app/_ui/notice";
import type { ScoreLine } from "@/domain/score-card/schema";
import { inLocale } from "@/domain/text";

/** Exempts a line of a card before its release; mounted once per intent. */
export function ExemptLine({
  drillId,
  lane,
  line,
  onClose,
}: {
  drillId: string;
  lane: number;
  line: ScoreLine;
  onClose: () => void;
}) {
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const errorText = useErrorText();
  // Made once per intent: pressed again after a lost answer, the server knows the command.
  const [commandId] = useState(newCommandId);
  const exempt = useMutation({
    mutationFn: (asked: { itemId: string; reason: string }) =>
      sentOnce(() =>
        client.drill.command.mutate({
          drillId,
          commandId,
          command: { type: "GrantExemption", lane, ...asked },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.review.pathKey() }),
  });
  return (
    <ExemptDialog
      items={[{ id: line.itemId, title: inLocale(line.title, locale) }]}
      onExempt={(itemId, reason) =>
        exempt.mutateAsync({ itemId, reason }).then(
          () => true,
          () => false,
        )
      }
      onClose={onClose}
    >
      {exempt.error ? <Notice tone="problem">{errorText(exempt.error)}</Notice> : null}
    </ExemptDialog>
  );
}
