import type { Side } from "@/domain/conditions/terms";
import type { InjectAudience } from "@/domain/injects/audience";
import type { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
import type { Path } from "./rule";

/** A text, where it stands, and the sides that are given it. */
export type Told = { path: Path; text: LocalText; to: readonly Side[] };

/** The sides that an inject's audience is of. */
export function sidesOfAudience(audience: InjectAudience): readonly Side[] {
  switch (audience) {
    case "both":
      return ["responder", "opposition"];
    case "opposition":
      return ["opposition"];
    case "control":
      return [];
    default:
      return ["responder"];
  }
}

/** Every text that players are given as the drill goes on. */
export function toldIn(scenario: Scenario): Told[] {
  const { brief, injects, agencies, decisions, actions, summary } = scenario;
  const both: readonly Side[] = ["responder", "opposition"];
  return [
    { path: ["summary"], text: summary, to: both },
    { path: ["brief", "situation"], text: brief.situation, to: both },
    { path: ["brief", "responder"], text: brief.responder, to: ["responder"] },
    { path: ["brief", "opposition"], text: brief.opposition, to: ["opposition"] },
    ...injects.flatMap(({ title, text, from, audience }, i) => {
      const to = sidesOfAudience(audience);
      return [
        { path: ["injects", i, "title"], text: title, to },
        { path: ["injects", i, "text"], text, to },
        { path: ["injects", i, "from"], text: from, to },
      ];
    }),
    ...agencies.map(({ answer }, i): Told => ({
      path: ["agencies", i, "answer"],
      text: answer,
      to: ["responder"],
    })),
    ...decisions.flatMap(({ prompt, options }, i): Told[] => [
      { path: ["decisions", i, "prompt"], text: prompt, to: ["responder"] },
      ...options.map(({ label }, j): Told => ({
        path: ["decisions", i, "options", j, "label"],
        text: label,
        to: ["responder"],
      })),
    ]),
    ...actions.flatMap(({ label, hint, side }, i): Told[] => [
      { path: ["actions", i, "label"], text: label, to: [side] },
      ...(hint ? [{ path: ["actions", i, "hint"], text: hint, to: [side] }] : []),
    ]),
  ];
}
