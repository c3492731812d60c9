"use client";

import { useCallback } from "react";
import { DecisionQuestion } from "./decision-question";
import { useTRPCClient } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";

/** The decision points of a published case. The answers come from the server, one choice at a time. */
export function CaseQuestions({
  slug,
  decisions,
}: {
  slug: string;
  decisions: RouterOutputs["library"]["read"]["study"]["decisions"];
}) {
  const client = useTRPCClient();
  const answerTo = useCallback(
    (decisionId: string, optionId: string) => client.library.answer.query({ slug, decisionId, optionId }),
    [client, slug],
  );
  return decisions.map((decision, index) => (
    <DecisionQuestion key={decision.id} number={index + 1} decision={decision} answerTo={answerTo} />
  ));
}
