import "server-only";
import { randomUUID } from "node:crypto";
import type { Participant, Setup } from "@/domain/drill/schema";
import { testSetup } from "@/domain/drill/given";
import { signedInAs } from "@/server/auth/testing";
import type { OpenedDatabase } from "@/server/db/client";
import { planDrill } from "@/server/drill/handle-command";
import { asks, comeIn, RESPONDER } from "@/server/drill/testing";

/** A drill that runs, with the cookies of its controller and of a player of its responding side. */
export type Scene = { drillId: string; controller: Participant; control: string; player: string };

/** Plans a drill on the small world of the domain's tests and starts its clock. */
export async function runningScene(
  db: OpenedDatabase,
  { rate = 1, setup = {} }: { rate?: 1 | 60; setup?: Partial<Setup> } = {},
): Promise<Scene> {
  const trainer = await signedInAs(db, "trainer");
  const rita = await signedInAs(db, "officer");
  const { drillId } = await planDrill(db, {
    setup: { ...testSetup, scenarioId: randomUUID(), ...setup },
    noNotice: false,
    createdBy: trainer.id,
    creatorSeat: { role: "controller" },
    creatorName: "Controller",
    plannedForMs: null,
    seats: [],
  });
  const controller: Participant = { role: "controller", participantId: trainer.id, name: "Controller" };
  await comeIn(db, drillId, { userId: rita.id, name: "Rita" }, RESPONDER);
  await asks(db, drillId, controller, { type: "StartDrill", rate });
  return { drillId, controller, control: cookieOf(trainer.cookies), player: cookieOf(rita.cookies) };
}

function cookieOf(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}
