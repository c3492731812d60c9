import type { Decides } from "@/domain/drill/asking";
import type { course as courseShapes } from "@/domain/drill/commands/course";
import { letDueHappen } from "@/domain/drill/due";
import { exchanged, LEGS } from "@/domain/drill/legs";
import { emit } from "@/domain/drill/play";
import { isSelfRun } from "@/domain/drill/solo";
import { Refusal } from "@/domain/refusal";

/** The course of a drill: begun, exchanged, ended, made known. What comes of each. */
export const course: Decides<keyof typeof courseShapes> = {
  StartDrill({ command, asked, put }) {
    put({ type: "DrillStarted", seed: asked.seed });
    put({ type: "ClockStarted", rate: command.rate });
  },

  StartNextLeg({ play, drill, asked, by, put }) {
    if (drill.setup.format !== "swap") throw new Refusal("no-next-leg");
    if (drill.leg >= LEGS) throw new Refusal("no-next-leg");
    const lane = drill.leg + 1;
    const players = exchanged(Object.values(drill.participants), lane);
    put({ type: "LegStarted", lane });
    // At the new leg's own StartEx.
    for (const player of players) emit(play, by, 0, 0, { type: "ParticipantJoined", participant: player });
    play.events.push(...letDueHappen(drill, 0, asked.wallMs));
  },

  EndDrill({ drill, command, put }) {
    put({ type: "DrillEnded", how: command.how, reason: command.reason });
    // Nobody is left to judge, and nobody else could release what the learner wants to see.
    if (isSelfRun(drill)) put({ type: "ScoresReleased" });
  },

  ReleaseScores({ put }) {
    put({ type: "ScoresReleased" });
  },
};
