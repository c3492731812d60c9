import { warning } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** An objective that neither an inject nor an item serves. */
export const objectiveUnserved = warning(({ scenario: { objectives, items, injects } }) =>
  objectives.flatMap(({ id }, i) =>
    items.some((item) => item.objectiveId === id) ||
    injects.some(({ expected }) => expected.some(({ objectiveId }) => objectiveId === id))
      ? []
      : [{ path: ["objectives", i], said: say("checks.objective-unserved") }],
  ),
);
