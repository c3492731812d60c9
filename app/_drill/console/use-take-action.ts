"use client";

import { useState } from "react";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";

/** An action that still needs something from the person. */
export type OpenAction = {
  action: ActionKnown;
  incident: number | null;
  unitIds: readonly string[];
  targetId: string | null;
  /** Where an actor is sent. */
  placeId: string | null;
};

/** These send units somewhere; which ones is the whole question. */
const SENDING: readonly string[] = ["dispatch", "redirect"];

/**
 * Takes an action at once when all it needs is known, and opens its window when it is not: most things are one
 * press, and nothing is asked that has only one answer.
 */
export function useTakeAction(
  setting: SideSetting,
  view: SideView,
): {
  open: OpenAction | null;
  /** Resolves to whether it was done, or its window asks for the rest. */
  begin: (
    action: ActionKnown,
    known: Partial<Omit<OpenAction, "action">>,
    details?: boolean,
  ) => Promise<boolean>;
  close: () => void;
} {
  const { act } = useLiveDrill();
  const [open, setOpen] = useState<OpenAction | null>(null);

  async function begin(action: ActionKnown, known: Partial<Omit<OpenAction, "action">>, details = false) {
    const named: OpenAction = {
      action,
      incident: null,
      unitIds: [],
      targetId: null,
      placeId: null,
      ...known,
    };
    const asked = { ...named, unitIds: crewFor(named, setting, view) };
    const mayAnswer = action.answers && view.noticed.some(({ counterUntilMs }) => counterUntilMs !== null);
    if (details || mayAnswer || needsMore(asked)) {
      setOpen(asked);
      return true;
    }
    return act({
      type: "TakeAction",
      actionId: action.id,
      ...(asked.incident === null || action.target === "none" ? {} : { incident: asked.incident }),
      ...(asked.targetId === null ? {} : { targetId: asked.targetId }),
      ...(asked.placeId === null || action.target !== "actor-to-place" ? {} : { placeId: asked.placeId }),
      unitIds: [...asked.unitIds],
      note: "",
    });
  }
  return { open, begin, close: () => setOpen(null) };
}

function needsMore({ action, incident, unitIds, targetId, placeId }: OpenAction): boolean {
  const needsIncident = action.target === "incident" || action.target === "two-incidents";
  return (
    action.id === "classify" ||
    action.target === "two-incidents" ||
    (needsIncident && incident === null) ||
    (isTargeted(action) && targetId === null) ||
    (action.target === "actor-to-place" && placeId === null) ||
    action.note === "required" ||
    // On the scene the server takes whoever is there and free, and says so when nobody is.
    (action.crew === "needed" && !action.onScene && unitIds.length === 0)
  );
}

/** Whether an action is aimed at something beside incidents. */
export function isTargeted(action: ActionKnown): boolean {
  return ["agency", "actor", "actor-to-place", "camera", "place"].includes(action.target);
}

/** The crew that acts when nobody was named: those of the incident who are free, of the branch and with the equipment asked for. */
function crewFor({ action, incident, unitIds }: OpenAction, setting: SideSetting, view: SideView): string[] {
  if (action.crew !== "needed" || unitIds.length > 0) return [...unitIds];
  if (incident === null || action.target !== "incident" || SENDING.includes(action.id)) return [];
  const free = view.units.filter(
    (unit) =>
      unit.incident === incident &&
      (unit.status === "on-scene" || (!action.onScene && unit.status === "en-route")),
  );
  if (action.branch !== null || action.equipment.length > 0) {
    const fit = setting.units.find(
      (unit) =>
        free.some(({ id }) => id === unit.id) &&
        (action.branch === null || unit.branch === action.branch) &&
        action.equipment.every((needed) => unit.equipment.includes(needed)),
    );
    return fit ? [fit.id] : [];
  }
  return (action.onScene ? free.slice(0, 1) : free).map(({ id }) => id);
}
