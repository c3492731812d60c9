import { z } from "zod";
import { say, type Said } from "@/domain/words/said";
import type { Setup } from "@/domain/drill/terms";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { ofLane } from "@/domain/drill/event-kind";
import { segmentAfter } from "@/domain/drill/gauge";
import { planOf } from "@/domain/drill/plan";
import { id, actionNo } from "@/domain/drill/terms";
import { round, signed } from "@/domain/drill/wording";

const EffectFailed = z.strictObject({
  type: z.literal("EffectFailed"),
  effect: z.string().min(1).max(40),
  why: z.enum(["no-way", "not-free", "nothing-meant"]),
  injectId: id.optional(),
  no: actionNo.optional(),
  subjectId: id.optional(),
  placeId: id.optional(),
});

/** Gauges, facts and traffic; and what was to change them and could not. */
export const world = {
  GaugeChanged: ofLane(
    z.strictObject({
      type: z.literal("GaugeChanged"),
      gaugeId: id,
      value: z.number(),
      ratePerMin: z.number(),
      /** What changed it: the value follows anew when something earlier is recorded later. */
      change: z
        .strictObject({
          set: z.number().optional(),
          add: z.number().optional(),
          ratePerMin: z.number().optional(),
        })
        .optional(),
    }),
  )({
    review: "world",
    change(lane, event, { seen, setup }) {
      const segments = (lane.gauges[event.gaugeId] ??= []);
      segments.push(segmentAfter(segments.at(-1), planOf(setup).gauges.get(event.gaugeId), event, seen));
    },
    says: (event, { name }) =>
      say("log.GaugeChanged", {
        gauge: name("gauge", event.gaugeId),
        value: round(event.value),
        rate: event.ratePerMin === 0 ? "" : signed(event.ratePerMin),
      }),
  }),

  FactRevealed: ofLane(z.strictObject({ type: z.literal("FactRevealed"), factId: id, to: Side }))({
    review: "world",
    change(lane, event, { seen }) {
      (lane.facts[event.factId] ??= {})[event.to] ??= seen;
    },
    says: (event, { name }) =>
      say("log.FactRevealed", { side: sideWords(event.to), fact: name("fact", event.factId) }),
  }),

  /**
   * Something that an action or an inject was to bring about did not happen: for control, and for nobody else. What
   * was meant: an actor, crew, agency, incident or camera, and the place it was to go to.
   */
  EffectFailed: ofLane(EffectFailed)({
    review: "world",
    change(lane, event, { moment }) {
      const { type: _type, ...failure } = event;
      lane.failures.push({ ...moment, ...failure });
    },
    says: (event, { plan, actionIdOf }) => failureWords(event, plan.setup, actionIdOf(event.no ?? 0)),
  }),

  CongestionChanged: ofLane(
    z.strictObject({
      type: z.literal("CongestionChanged"),
      factor: z.number(),
      /** Whether the responder is told; otherwise it learns of it when a crew next sets out. */
      told: z.boolean().optional(),
    }),
  )({
    review: "world",
    change(lane, event) {
      lane.congestion = event.factor;
      if (event.told) lane.congestionKnown = event.factor;
    },
    says: (event) =>
      event.factor === 1 ? say("log.CongestionOver") : say("log.CongestionChanged", { factor: event.factor }),
  }),
};

/** What did not happen although an inject or an action was to bring it about, for control. */
export function failureWords(
  { why, injectId, subjectId, placeId }: Omit<z.infer<typeof EffectFailed>, "type">,
  setup: Setup,
  actionId: string | undefined,
): Said {
  const { injects, actions, actors, units, atlas } = planOf(setup);
  const place = atlas.places.get(placeId ?? "") ?? atlas.stations.get(placeId ?? "");
  return say("log.EffectFailed", {
    cause: injects.get(injectId ?? "")?.title ?? actions.get(actionId ?? "")?.label ?? "",
    who: actors.get(subjectId ?? "")?.name ?? units.get(subjectId ?? "")?.callSign ?? "",
    place: place?.properties.name ?? "",
    why: say(`terms.failed.${why}`),
  });
}
