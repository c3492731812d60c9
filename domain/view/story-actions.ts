import type { ActionKnown, SideSetting, SideView } from "./schema";

/** The actions a side has by now: those it has from the beginning, and those of the story that it has heard of since. */
export function withStoryActions<S extends Pick<SideSetting, "actions">>(
  setting: S,
  { storyActions }: Pick<SideView, "storyActions">,
): S {
  if (storyActions.length === 0) return setting;
  // Each stands where its author wrote it, among those that the side had from the beginning.
  const heard = (at: string | null) =>
    storyActions.flatMap(({ before, ...action }): ActionKnown[] => (before === at ? [action] : []));
  const actions = [...setting.actions.flatMap((action) => [...heard(action.id), action]), ...heard(null)];
  return { ...setting, actions };
}
