import type { ActionKnown, SideSetting, SideView } from "./schema";

/** The actions a side has by now: those it has from the beginning, and those of the story that it has heard of since. */
export function withStoryActions<S extends Pick<SideSetting, "actions">>(
  setting: S,
  { storyActions }: Pick<SideView, "storyActions">,
): S {
  if (storyActions.length === 0) return setting;
  // What has just been heard of stands before what the story offers anyway.
  const common = setting.actions.filter(({ own }) => !own);
  const own = setting.actions.filter((action) => action.own);
  const actions: ActionKnown[] = [...common, ...storyActions, ...own];
  return { ...setting, actions };
}
