import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { commandOf } from "@/domain/actions/asks/asks";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import type { Meaning } from "./command-line-words";
import type { useTakeAction } from "./use-take-action";

/** What a dispatcher orders, by press, by drag or in words. */
export type Orders = {
  /** Sends units: those bound elsewhere are redirected, the others dispatched. Resolves to whether all were. */
  send: (unitIds: readonly string[], incident: number) => Promise<boolean>;
  /** Resolves to whether it was done, or its window asks for the rest. */
  take: (action: ActionKnown, incident: number | null, details?: boolean) => Promise<boolean>;
  answer: (incident: number) => void;
  /** What a line that was typed will do, in words. */
  say: (meaning: Meaning) => string;
  /** Does it. Resolves to whether it was done. */
  run: (meaning: Meaning) => Promise<boolean>;
};

export function useOrders({
  setting,
  view,
  callSigns,
  begin,
  select,
}: {
  setting: SideSetting;
  view: SideView;
  callSigns: ReadonlyMap<string, string>;
  begin: ReturnType<typeof useTakeAction>["begin"];
  select: (incident: number) => void;
}): Orders {
  const t = useTranslations("console");
  const local = useLocal();
  const { act } = useLiveDrill();
  const actionOf = (actionId: string) => setting.actions.find(({ id }) => id === actionId);

  function send(unitIds: readonly string[], incident: number) {
    const bound = (id: string) => {
      const unit = view.units.find((candidate) => candidate.id === id);
      return unit !== undefined && unit.incident !== null && unit.incident !== incident;
    };
    const groups = [
      { actionId: "dispatch", ids: unitIds.filter((id) => !bound(id)) },
      { actionId: "redirect", ids: unitIds.filter(bound) },
    ];
    const orders = groups.filter(({ ids }) => ids.length > 0);
    const answers = orders.map(({ actionId, ids }) => {
      const action = actionOf(actionId);
      // What a scenario leaves out is refused by name.
      const aimed = action
        ? commandOf(action, { incident, unitIds: ids })
        : { actionId, unitIds: ids, note: "" };
      return act({ type: "TakeAction", ...aimed });
    });
    return Promise.all(answers).then((all) => all.every(Boolean));
  }

  function take(action: ActionKnown, incident: number | null, details = false) {
    return begin(action, { incident }, details);
  }

  function answer(number: number) {
    select(number);
    const accept = actionOf("accept");
    if (accept) void take(accept, number);
  }

  function say(meaning: Meaning): string {
    switch (meaning.kind) {
      case "dispatch":
        return t("line.dispatch", {
          units: meaning.unitIds.map((id) => callSigns.get(id) ?? id).join(" "),
          number: meaning.incident,
        });
      case "select":
        return t("line.select", { number: meaning.incident });
      case "action": {
        const action = actionOf(meaning.actionId);
        const label = action ? local(action.label) : meaning.actionId;
        return meaning.incident === null
          ? label
          : t("line.action", { action: label, number: meaning.incident });
      }
    }
  }

  async function run(meaning: Meaning): Promise<boolean> {
    switch (meaning.kind) {
      case "dispatch":
        select(meaning.incident);
        return send(meaning.unitIds, meaning.incident);
      case "select":
        select(meaning.incident);
        return true;
      case "action": {
        const action = actionOf(meaning.actionId);
        return action ? take(action, meaning.incident) : false;
      }
    }
  }

  return { send, take, answer, say, run };
}
