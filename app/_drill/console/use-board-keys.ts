import { useTranslations } from "next-intl";
import { useCommands } from "@/app/_ui/command-context";
import { isOver } from "@/domain/view/known";
import type { ActionKnown, IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { sensibleActions } from "./sensible-actions";
import type { Unanswered } from "./unanswered";
import type { Orders } from "./use-orders";

/** The keys of the board: answer the call that rings longest, the next step of an incident, up and down the list. */
export function useBoardKeys({
  setting,
  view,
  selected,
  ringing,
  moving,
  orders,
  select,
}: {
  setting: SideSetting;
  view: SideView;
  selected: IncidentSeen | null;
  ringing: readonly Unanswered[];
  /** Whether actions are taken on this screen now. */
  moving: boolean;
  orders: Orders;
  select: (incident: number) => void;
}): void {
  const t = useTranslations("console");
  const forward: ActionKnown | null = selected
    ? sensibleActions(setting.actions, selected, view.actors.length > 0).forward
    : null;

  function step(by: number) {
    const open = view.incidents.filter((incident) => !isOver(incident));
    const at = open.findIndex((incident) => incident.number === selected?.number);
    const next = open[(at + by + open.length) % Math.max(1, open.length)];
    if (next) select(next.number);
  }

  useCommands([
    {
      id: "answer",
      label: t("keys.answer"),
      group: "action",
      keys: "c",
      run: () => {
        const [longest] = ringing;
        if (moving && longest) orders.answer(longest.incident.number);
      },
    },
    {
      id: "forward",
      label: t("keys.forward"),
      group: "action",
      keys: "a",
      run: () => void (moving && forward && selected && orders.take(forward, selected.number)),
    },
    {
      id: "next-incident",
      label: t("keys.nextIncident"),
      group: "action",
      keys: "j",
      run: () => step(1),
    },
    {
      id: "previous-incident",
      label: t("keys.previousIncident"),
      group: "action",
      keys: "k",
      run: () => step(-1),
    },
  ]);
}
