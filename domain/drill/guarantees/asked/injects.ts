import { fc } from "@fast-check/vitest";
import type { injects as injectsShapes } from "@/domain/drill/commands/injects";
import { InjectAudience } from "@/domain/injects/audience";
import { by, someOf, type AskedOf, type Makings } from "./makings";

/** Injects. How each comes to be asked. */
export function injects({
  scenario,
  lane,
  text,
  incident,
  controller,
}: Makings): AskedOf<keyof typeof injectsShapes> {
  const injectId = someOf(scenario.injects.map(({ id }) => id));
  const both = text.map((said) => ({ zh: said, en: said }));
  /** Of control, concerning an inject of a lane. */
  const ofInject = <T extends "DeliverInject" | "ResendInject" | "HoldInject" | "ReleaseInject">(type: T) =>
    fc.record({ type: fc.constant(type), lane, injectId });
  return {
    DeliverInject: by(controller, ofInject("DeliverInject")),
    ResendInject: by(controller, ofInject("ResendInject")),
    HoldInject: by(controller, ofInject("HoldInject")),
    ReleaseInject: by(controller, ofInject("ReleaseInject")),
    SkipInject: by(controller, fc.record({ type: fc.constant("SkipInject"), lane, injectId, reason: text })),
    EditInject: by(
      controller,
      fc.record({ type: fc.constant("EditInject"), lane, injectId, text: both, from: both }),
    ),
    SendAdHocInject: by(
      controller,
      fc.record({
        type: fc.constant("SendAdHocInject"),
        lane,
        kind: fc.constantFrom("radio" as const, "message" as const),
        audience: fc.constantFrom(...InjectAudience.options),
        from: text,
        text,
        incident: fc.option(incident, { nil: null }),
      }),
    ),
  };
}
