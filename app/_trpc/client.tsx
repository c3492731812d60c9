"use client";

import { useState, type ReactNode } from "react";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@/server/api/root";
import { passwordLink } from "./password-link";
import { makeQueryClient } from "./query-client";
import { signInAgainLink } from "./sign-in-again-link";

/** `useTRPC().drill.view.queryOptions(...)` for TanStack Query; `useTRPCClient()` for a call outside it. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Connects everything inside to the server: one cache, one client per browser tab. */
export function TRPCReactProvider({ children }: { children: ReactNode }) {
  const queryClient = browserQueryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        passwordLink,
        signInAgainLink,
        splitLink({
          condition: (operation) => operation.type === "subscription",
          true: httpSubscriptionLink({ url: "/api/trpc-live" }),
          // A password or a code is never one of several calls; the server refuses the lot.
          false: splitLink({
            condition: ({ type, path }) => type === "mutation" || path === "drill.byCode",
            true: httpLink({ url: "/api/trpc" }),
            // URLs are kept short enough for the strictest proxy between an intranet desktop and the server.
            false: httpBatchLink({ url: "/api/trpc", maxURLLength: 2_000, maxItems: 20 }),
          }),
        }),
      ],
    }),
  );

  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

let ofThisTab: QueryClient | undefined;

/**
 * One cache per tab. While rendering on the server, a new one each time: a shared one would show one
 * person's data to another. In the browser it must outlive a suspended first render, so it is not state.
 */
function browserQueryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient("page");
  return (ofThisTab ??= makeQueryClient());
}
