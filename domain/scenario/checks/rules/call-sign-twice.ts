import { asTyped } from "@/domain/typed";
import { error } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** Two crews with one call sign: on the radio and in the command line nobody can tell them apart. */
export const callSignTwice = error(({ scenario: { forces } }) => {
  const signs = forces.units.map(({ callSign }) => asTyped(callSign).toUpperCase());
  return forces.units.flatMap(({ callSign }, i) =>
    signs.indexOf(signs[i] ?? "") < i
      ? [{ path: ["forces", "units", i, "callSign"], said: say("checks.call-sign-twice", { callSign }) }]
      : [],
  );
});
