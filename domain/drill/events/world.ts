import { z } from "zod";
import type { LocalText } from "@/domain/text";
import type { Setup } from "@/domain/drill/terms";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import { ofLane } from "@/domain/drill/event-kind";
import { segmentAfter } from "@/domain/drill/gauge";
import { planOf } from "@/domain/drill/plan";
import { id, actionNo } from "@/domain/drill/terms";
import { capital, round, signed } from "@/domain/drill/wording";

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
    says: (event, { name }) => ({
      zh: `“${name("gauge", event.gaugeId).zh}”变为 ${round(event.value)}${event.ratePerMin === 0 ? "" : `，每分钟 ${signed(event.ratePerMin)}`}。`,
      en: `“${name("gauge", event.gaugeId).en}” is now ${round(event.value)}${event.ratePerMin === 0 ? "" : `, ${signed(event.ratePerMin)} a minute`}.`,
    }),
  }),

  FactRevealed: ofLane(z.strictObject({ type: z.literal("FactRevealed"), factId: id, to: Side }))({
    review: "world",
    change(lane, event, { seen }) {
      (lane.facts[event.factId] ??= {})[event.to] ??= seen;
    },
    says: (event, { name }) => ({
      zh: `${sideWords(event.to).zh}获知：${name("fact", event.factId).zh}`,
      en: `${capital(sideWords(event.to).en)} learnt: ${name("fact", event.factId).en}`,
    }),
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
    says: (event) => {
      if (event.factor === 1) return { zh: "路况恢复平常。", en: "Traffic is back to the usual." };
      return {
        zh: `路况变化：行车时间为平时的 ${event.factor} 倍。`,
        en: `Traffic: travel times are now ${event.factor} times the usual.`,
      };
    },
  }),
};

const WHY_FAILED: Record<z.infer<typeof EffectFailed>["why"], LocalText> = {
  "no-way": { zh: "没有路可以到达", en: "no way leads there" },
  "not-free": { zh: "人物已不能自行行动", en: "they are not free to act any more" },
  "nothing-meant": { zh: "没有可以作用的对象", en: "there is nothing for it to act on" },
};

/** What did not happen although an inject or an action was to bring it about, for control. */
export function failureWords(
  { why, injectId, subjectId, placeId }: Omit<z.infer<typeof EffectFailed>, "type">,
  setup: Setup,
  actionId: string | undefined,
): LocalText {
  const { injects, actions, actors, units, atlas } = planOf(setup);
  const from = injects.get(injectId ?? "")?.title ?? actions.get(actionId ?? "")?.label ?? { zh: "", en: "" };
  const callSign = units.get(subjectId ?? "")?.callSign;
  const who = actors.get(subjectId ?? "")?.name ?? (callSign ? { zh: callSign, en: callSign } : null);
  const place = (atlas.places.get(placeId ?? "") ?? atlas.stations.get(placeId ?? ""))?.properties.name;
  const zh = [who ? `${who.zh}` : "", place ? `去${place.zh}` : ""].join("");
  const en = [who ? ` for ${who.en}` : "", place ? ` to ${place.en}` : ""].join("");
  return {
    zh: `“${from.zh}”要引起的变化没有发生${zh ? `（${zh}）` : ""}：${WHY_FAILED[why].zh}。`,
    en: `What “${from.en}” was to bring about${en} did not happen: ${WHY_FAILED[why].en}.`,
  };
}
