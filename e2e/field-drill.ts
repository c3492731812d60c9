import type { ControlView } from "@/domain/view/schema";
import type { Person } from "./fixtures";

/** A drill on the street, on the first opposed scenario that comes with the product. */
export async function planFieldDrill({ api }: Person): Promise<{ drillId: string; joinCode: string }> {
  const scenario = (await api.scenario.list.query()).find((one) => one.isStarter && one.opposed);
  if (!scenario) throw new Error("The demo comes without an opposed scenario.");
  return api.drill.create.mutate({
    title: "Field",
    scenarioId: scenario.id,
    format: "opposed",
    mode: "field",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
}

/** The one lane of it, as control sees it. */
export async function laneOf({ api }: Person, drillId: string): Promise<ControlView["lanes"][number]> {
  const view = await api.drill.view.query({ drillId });
  const [only] = view.kind === "control" ? view.lanes : [];
  if (!only) throw new Error("The trainer is not in control of the drill.");
  return only;
}

export type Crew = { id: string; callSign: string };

/** The first two crews of the plan. */
export async function unitsOf({ api }: Person, drillId: string): Promise<[Crew, Crew]> {
  const setting = await api.drill.setting.query({ drillId });
  const [first, second] = setting.kind === "full" ? setting.scenario.forces.units : [];
  if (!first || !second) throw new Error("The scenario has fewer than two crews.");
  return [first, second];
}
