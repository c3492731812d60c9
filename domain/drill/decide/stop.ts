import type { Decides } from "@/domain/drill/asking";
import type { stop as stopShapes } from "@/domain/drill/commands/stop";
import { answeredStop, changedMute, stoppedExercise } from "@/domain/drill/stop";
import { Refusal } from "@/domain/refusal";

/** Stopping everything, and going on. What comes of each. */
export const stop: Decides<keyof typeof stopShapes> = {
  StopExercise({ drill, command, asked, by, put }) {
    // Whoever sees a danger stops everything; nobody has to be asked first.
    put(stoppedExercise(drill, by, command, asked.wallMs));
  },

  AnswerStop({ drill, put }) {
    put(answeredStop(drill));
  },

  MuteStops({ drill, command, put }) {
    put(changedMute(drill, command));
  },

  UnmuteStops({ drill, command, put }) {
    put(changedMute(drill, command));
  },

  ResumeExercise({ drill, command, put }) {
    if (!drill.stopped) throw new Refusal("exercise-not-stopped");
    put({ type: "ExerciseResumed", reason: command.reason });
  },
};
