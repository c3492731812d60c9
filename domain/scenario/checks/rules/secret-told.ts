import type { Side } from "@/domain/conditions/terms";
import { passagesOf } from "@/domain/scenario/checks/passages";
import { error } from "@/domain/scenario/checks/rule";
import { sidesOf } from "@/domain/scenario/checks/sides";
import { toldIn } from "@/domain/scenario/checks/texts";
import type { Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";

/** A passage of the truth, of control's brief or of the other side's, in a text that a side is given. */
export const secretTold = error(({ scenario }) => {
  const told = toldIn(scenario);
  return sidesOf(scenario).flatMap((side) => {
    const sharedWith = passagesOf(secretsFrom(scenario, side));
    return told.flatMap(({ path, text, to }) => {
      const secret = to.includes(side) && !isOwn(path) ? sharedWith(text) : undefined;
      return secret === undefined ? [] : [{ path, said: say(`checks.secret-told.${secret}`) }];
    });
  });

  /** The other side's brief is no leak where it stands. */
  function isOwn([first, second]: readonly (string | number)[]): boolean {
    return first === "brief" && second === "opposition";
  }
});

type Secret = "truth" | "control" | "opposition" | "responder";

/** What a side may not read. What the briefing of everybody says is no secret. */
function secretsFrom({ brief, incidents }: Scenario, side: Side) {
  const secrets: { text: Scenario["summary"]; key: Secret }[] = [
    { text: brief.control, key: "control" },
    ...(side === "responder"
      ? [
          { text: brief.opposition, key: "opposition" as const },
          ...incidents.map(({ truth }) => ({ text: truth, key: "truth" as const })),
        ]
      : [{ text: brief.responder, key: "responder" as const }]),
  ];
  return secrets;
}
