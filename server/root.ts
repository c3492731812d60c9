import "server-only";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createCallerFactory, router } from "./trpc";

/** The router of routers: everything that can be asked of the server. */
export const appRouter = router({
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures directly, without HTTP: for server components and tests. */
export const createCaller = createCallerFactory(appRouter);
