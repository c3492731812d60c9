import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { readableError } from "./readable-error";

/**
 * A cache with the settings that server and browser share.
 *
 * @param where A page being rendered asks once: whoever opens something that does not exist is told so at once, and
 *   what an outage left out the browser asks for again.
 */
export function makeQueryClient(where: "page" | "browser" = "browser"): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has just rendered is not asked for again the moment the browser takes over.
        staleTime: 30_000,
        // A "no" stays a no; only an outage is worth a second try.
        retry: (failures, error) => where === "browser" && failures < 2 && readableError(error).code === null,
      },
      dehydrate: {
        // A query still under way is handed over too, and finishes in the browser.
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
        // Its failure is asked for again by the browser, which is told in the person's language and without a stack.
        shouldRedactErrors: () => true,
      },
    },
  });
}
