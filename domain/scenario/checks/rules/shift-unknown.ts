import { error, type Path } from "@/domain/scenario/checks/rule";
import { say } from "@/domain/words/said";

/** A crew of a shift, or a shift on duty at StartEx, that the station does not have. */
export const shiftUnknown = error(({ scenario: { forces } }) => {
  const { shifts } = forces.package;
  const named: { path: Path; shift: number | undefined }[] = [
    { path: ["forces", "rota", "onDutyAtStart"], shift: forces.rota?.onDutyAtStart },
    ...forces.units.map(({ shift }, i) => ({ path: ["forces", "units", i, "shift"], shift })),
  ];
  return named.flatMap(({ path, shift }) =>
    shift === undefined || shift <= shifts
      ? []
      : [{ path, said: say("checks.shift-unknown", { shift, shifts }) }],
  );
});
