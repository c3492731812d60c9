import type { CarryOut } from "@/domain/drill/effects/scene";

export const congestion: CarryOut<"congestion"> = (effect, { context, put }) => {
  put({ type: "CongestionChanged", factor: effect.factor, told: context.told === true });
};
