import "server-only";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { peopleRouter } from "./people-router";
import { auditRouter } from "./audit-router";
import { limitsRouter } from "./limits-router";
import { sessionRouter, setupRouter } from "./session-router";
import { drillRouter } from "./drill-router";
import { homeRouter } from "./home-router";
import { jobsRouter } from "./jobs-router";
import { libraryRouter } from "./library-router";
import { meRouter } from "./me-router";
import { organisationsRouter } from "./organisations-router";
import { practiceRouter } from "./practice-router";
import { rejudgingRouter } from "./rejudging-router";
import { reviewRouter } from "./review-router";
import { scenarioRouter } from "./scenario-router";
import { teamsRouter } from "./teams-router";
import { createCallerFactory, router } from "./trpc";

/** The router of routers: everything that can be asked of the server. */
export const appRouter = router({
  audit: auditRouter,
  drill: drillRouter,
  home: homeRouter,
  jobs: jobsRouter,
  library: libraryRouter,
  limits: limitsRouter,
  me: meRouter,
  organisations: organisationsRouter,
  people: peopleRouter,
  practice: practiceRouter,
  rejudging: rejudgingRouter,
  review: reviewRouter,
  scenario: scenarioRouter,
  session: sessionRouter,
  setup: setupRouter,
  teams: teamsRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures directly, without HTTP: for server components and tests. */
export const createCaller = createCallerFactory(appRouter);
