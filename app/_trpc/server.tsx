import "server-only";
import { cache, type ReactNode } from "react";
import { headers } from "next/headers";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { createServerContext, hasTrialLanguages, installationTimeZone } from "@/server/api/context";
import { appRouter, createCaller } from "@/server/api/root";
import { makeQueryClient } from "./query-client";

export { hasTrialLanguages, installationTimeZone };

/** The context of the page being rendered; made once per request however often it is asked for. */
const pageContext = cache(async () => createServerContext(await headers()));

/** The cache of the page being rendered. */
export const getQueryClient = cache(() => makeQueryClient("page"));

/**
 * Query options for prefetching in server components. Procedures are called directly, not over HTTP.
 *
 * Where the client component reads with `useQuery`, await the prefetch, so that server and browser render the
 * same: `await getQueryClient().query(trpc.me.profile.queryOptions()).catch(noop)`. Only where it reads with
 * `useSuspenseQuery` may it be left running, and the page streams on.
 */
export const trpc = createTRPCOptionsProxy({
  ctx: pageContext,
  router: appRouter,
  queryClient: getQueryClient,
});

/** Calls procedures directly, for what a server component needs to know itself. Throws refusals as TRPCError. */
export async function serverCaller() {
  return createCaller(await pageContext());
}

/** The person the page is rendered for, or null for a stranger. */
export async function currentViewer() {
  return (await pageContext()).user;
}

/** Hands what was prefetched over to the client components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

/** For prefetches: a failure surfaces where the client component reads the query. */
export function noop(): void {}
