"use client";

import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Skeleton } from "@/app/_ui/skeleton";
import { DraftDesk } from "./draft-desk";

/** Fetches a case to work on, always anew: it goes on from what is stored, never from what was once seen. */
export function DraftScreen({ caseId }: { caseId: string }) {
  const t = useTranslations("library");
  const trpc = useTRPC();
  // Counts the steps taken, so that each one begins at a fresh desk.
  const [turn, setTurn] = useState(0);
  const opening = useQuery(
    trpc.library.readDraft.queryOptions(
      { caseId },
      { gcTime: 0, staleTime: Infinity, refetchOnMount: "always" },
    ),
  );
  if (opening.isError) {
    const { sentence, requestId } = readableError(opening.error);
    return (
      <ErrorState sentence={sentence} code={requestId} onRetry={() => void opening.refetch()}>
        <ButtonLink href="/library/drafts">{t("drafts")}</ButtonLink>
      </ErrorState>
    );
  }
  if (!opening.isFetchedAfterMount || !opening.data) return <Skeleton lines={10} />;
  return (
    <DraftDesk
      key={turn}
      opening={opening.data}
      onStepTaken={async () => {
        await opening.refetch();
        setTurn((before) => before + 1);
      }}
    />
  );
}
