"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { ErrorState } from "@/app/_ui/error-state";
import { Skeleton } from "@/app/_ui/skeleton";
import { NeedsList } from "./needs-list";

/** A drill may start at any moment; who waits on this page is told without reloading it. */
const REFRESH_MS = 15_000;

/** What needs the person now, kept up while the page is open. */
export function Needs() {
  const trpc = useTRPC();
  const errorText = useErrorText();
  const needs = useQuery(trpc.home.needs.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (needs.data) return <NeedsList needs={needs.data} />;
  if (needs.error) {
    return <ErrorState sentence={errorText(needs.error)} onRetry={() => void needs.refetch()} />;
  }
  return <Skeleton lines={4} rowHeight={56} />;
}
