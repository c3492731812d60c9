import type { CarryOut } from "@/domain/drill/effects/scene";

export const reveal: CarryOut<"reveal"> = (effect, { lane, put, stands }) => {
  if (!stands(lane.facts[effect.factId]?.[effect.to])) {
    put({ type: "FactRevealed", factId: effect.factId, to: effect.to });
  }
};
