import { randomUUID } from "node:crypto";
import type { DrillCommand } from "@/domain/drill/schema";
import type { Person } from "./fixtures";

type PersonAs = (key: string) => Promise<Person>;

/** An opposed drill with a captain on either side, set up through the API. */
export type OpposedDrill = {
  drillId: string;
  title: string;
  joinCode: string;
  control: (command: DrillCommand) => Promise<unknown>;
};

/** Plans a drill on the starter scenario with this word in its title; everybody but the trainer is named here. */
export async function planOpposedDrill(
  personAs: PersonAs,
  word: string,
  { joins = true }: { joins?: boolean } = {},
): Promise<OpposedDrill> {
  const trainer = await personAs("trainer");
  const scenarios = await trainer.api.scenario.list.query();
  const scenario = scenarios.find((one) => one.isStarter && one.title.zh.includes(word));
  if (!scenario) throw new Error(`The demo comes without a scenario about ${word}.`);
  const title = `${scenario.title.zh} ${randomUUID().slice(0, 8)}`;
  const { drillId, joinCode } = await trainer.api.drill.create.mutate({
    title,
    scenarioId: scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
  if (joins) {
    const responder = await personAs("tide-captain");
    await responder.api.drill.join.mutate({ code: joinCode, role: "player", lane: 1, side: "responder" });
    const opposition = await personAs("reef-captain");
    await opposition.api.drill.join.mutate({ code: joinCode, role: "player", lane: 1, side: "opposition" });
  }
  return {
    drillId,
    title,
    joinCode,
    control: (command) => trainer.api.drill.command.mutate({ drillId, commandId: randomUUID(), command }),
  };
}
