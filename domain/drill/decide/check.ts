import type { Decides } from "@/domain/drill/asking";
import type { check as checkShapes } from "@/domain/drill/commands/check";
import { answeredCheck, newCheck, repeatedCheck } from "@/domain/drill/communications-check";

/** The communications check. What comes of each. */
export const check: Decides<keyof typeof checkShapes> = {
  CallCheck({ drill, by, put }) {
    put(newCheck(drill, by));
  },

  RepeatCheck({ drill, by, put }) {
    put(repeatedCheck(drill, by));
  },

  AnswerCheck({ drill, by, put }) {
    put(answeredCheck(drill, by));
  },
};
