import type { ActionSeen, NoticeSeen, SideView } from "./schema";
import { isSameText, isWritten } from "@/domain/text";

/** What somebody has to be told of at once, wherever they are looking. */
export type Alert =
  /** A move of the other side was noticed that may be answered, until `notice.counterUntilMs`. */
  | { kind: "counter"; notice: NoticeSeen }
  /** What became of an action of one's own side: the ruling on it, or that nothing came of it without one. */
  | { kind: "ruled-success" | "ruled-failure" | "failed"; action: ActionSeen }
  /** Somebody else of one's side gave another order to units that were under this one. */
  | { kind: "overruled"; order: ActionSeen; by: ActionSeen; unitIds: string[] };

/** What the later of two views of one side brings that nobody has been alerted to; nothing between views of different sides. */
export function alertsBetween(before: SideView, after: SideView): Alert[] {
  if (before.side !== after.side || before.lane !== after.lane) return [];
  return [
    ...windowsOpened(before, after),
    ...settledActions(before, after),
    ...overruledOrders(before, after),
  ];
}

function windowsOpened(before: SideView, after: SideView): Alert[] {
  const known = new Set(
    before.noticed.flatMap(({ n, counterUntilMs }) => (counterUntilMs === null ? [] : [n])),
  );
  return after.noticed
    .filter(({ n, counterUntilMs }) => counterUntilMs !== null && !known.has(n))
    .map((notice) => ({ kind: "counter", notice }));
}

/** Views show the latest actions only: what is neither in the earlier one nor newer than all of it has long been told. */
function newestOf({ actions }: SideView): number {
  return Math.max(0, ...actions.map(({ n }) => n));
}

function settledActions(before: SideView, after: SideView): Alert[] {
  const newest = newestOf(before);
  const was = new Map(before.actions.map(({ n, state }) => [n, state]));
  return after.actions.flatMap((action): Alert[] => {
    const state = was.get(action.n) ?? (action.n > newest ? "under-way" : null);
    if (state === null || state === action.state) return [];
    if (action.state === "failed") {
      return [{ kind: state === "contested" ? "ruled-failure" : "failed", action }];
    }
    const isRuled = action.state === "ruled-success" || (action.state === "done" && state === "contested");
    return isRuled ? [{ kind: "ruled-success", action }] : [];
  });
}

function overruledOrders(before: SideView, after: SideView): Alert[] {
  const newest = newestOf(before);
  return after.actions
    .filter(({ n, byName }) => n > newest && isWritten(byName))
    .flatMap((by) => {
      const alerts = new Map<
        number,
        { kind: "overruled"; order: ActionSeen; by: ActionSeen; unitIds: string[] }
      >();
      for (const unitId of by.unitIds) {
        const order = orderOf(before, unitId);
        const now = after.units.find(({ id }) => id === unitId)?.incident;
        if (!order || isSameText(order.byName, by.byName) || now === order.incident) continue;
        const alert = alerts.get(order.n) ?? { kind: "overruled", order, by, unitIds: [] };
        alert.unitIds.push(unitId);
        alerts.set(order.n, alert);
      }
      return [...alerts.values()];
    });
}

/** The order that bound a unit to the incident it belonged to; null where nobody of the side gave one. */
function orderOf({ units, actions }: SideView, unitId: string): ActionSeen | null {
  const incident = units.find(({ id }) => id === unitId)?.incident ?? null;
  if (incident === null) return null;
  const order = actions.findLast((action) => action.incident === incident && action.unitIds.includes(unitId));
  return order && isWritten(order.byName) ? order : null;
}
