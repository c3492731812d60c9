import { aim } from "@/domain/actions/asks/ask";

/** The person with whom, or against whom, something is done: one who stands as the action needs it. */
export const actor = aim(
  ({ target }) => target === "actor" || target === "actor-to-place",
  ({ actorIs }, { actors }) =>
    actors
      .filter(({ status }) => actorIs.length === 0 || status === null || actorIs.includes(status))
      .map(({ id, name, at }) => ({ value: id, name, ...(at === null ? {} : { detail: at }) })),
);
