import type { ActionDefinition } from "@/domain/actions/schema";
import type { Condition } from "@/domain/conditions/schema";
import { injectKindOf } from "@/domain/injects/kinds";
import type { Offered } from "@/domain/locales";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import type { DecisionPoint, Inject, Scenario, Trigger } from "@/domain/scenario/schema";
import { fitting, shortened } from "@/domain/shortened";
import { UNWRITTEN, type LocalText } from "@/domain/text";
import { say } from "@/domain/words/said";
import type { ForeignInject, ForeignPlan, Loss } from "./plan";
import { meantBy } from "./words";

/** How long a question of a plan that gives no time for it stays open. */
const WINDOW_MS = 300_000;
/** What a list shows of a text that has no title. */
const TITLE_MAX = 40;

/** A scenario with a plan in it, as one change, and everything of the plan that found no place. */
export type Placed = { scenario: Scenario; injects: number; losses: Loss[] };

/**
 * Puts a foreign plan into a scenario, behind what is in it. Nothing is guessed silently: what is not understood becomes
 * the plainest thing (a message, to the responders, by hand), and a loss says so.
 *
 * @param locale The language in which its texts are written.
 */
export function placed(scenario: Scenario, plan: ForeignPlan, locale: Offered): Placed {
  const ids = freshIds(scenario, plan);
  const losses: Loss[] = [...plan.losses];
  const written = (text: string): LocalText => ({ ...UNWRITTEN, [locale]: text });
  const actions = actionsOf(scenario);
  const objectiveId = scenario.objectives.find(({ side }) => side === "responder")?.id;

  const injects = plan.injects.map((one): Inject => {
    const meant = meantBy(one);
    const { kind, audience } = meant;
    const { expected, losses: unmatched } = expectedOf(one, actions, objectiveId);
    losses.push(...wordsLost(one, meant), ...unmatched);
    const text = one.text || one.title;
    return {
      id: ids.row.get(one.row) ?? `in-row-${one.row}`,
      title: written(one.title || titleOf(text)),
      kind,
      from: written(injectKindOf(kind).hasSender ? one.from : ""),
      text: written(text),
      audience,
      trigger: triggerOf(one, ids),
      effects: [],
      expected,
    };
  });
  const decisions = plan.injects.flatMap((one) => decisionOf(one, ids, written) ?? []);
  return {
    scenario: {
      ...scenario,
      injects: [...scenario.injects, ...injects],
      decisions: [...scenario.decisions, ...decisions],
    },
    injects: injects.length,
    // What is of the whole file first, and then as its rows go.
    losses: losses.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
  };
}

/** Ids of what is added: of each entry by its row, and by its number for those who mean it. */
type Ids = { row: Map<number, string>; inject: Map<string, string>; decision: Map<string, string> };

/** Ids that are not taken: "in-001" keeps what the plan calls it, as far as an id may. */
function freshIds(scenario: Scenario, { injects }: ForeignPlan): Ids {
  const taken = new Set([...scenario.injects, ...scenario.decisions].map(({ id }) => id));
  const fresh = (stem: string): string => {
    let id = stem;
    for (let n = 2; taken.has(id); n += 1) id = `${fitting(stem, 58)}-${n}`;
    taken.add(id);
    return id;
  };
  const stemOf = (number: string) => idOf(number, 48) || "x";
  const ids: Ids = { row: new Map(), inject: new Map(), decision: new Map() };
  for (const { row, number, options } of injects) {
    // Of two entries with one number the first is what others mean by it.
    const id = fresh(`in-${stemOf(number)}`);
    ids.row.set(row, id);
    if (!ids.inject.has(number)) ids.inject.set(number, id);
    if (options.length >= 2 && !ids.decision.has(number))
      ids.decision.set(number, fresh(`d-${stemOf(number)}`));
  }
  return ids;
}

function wordsLost({ kind, to, row }: ForeignInject, meant: ReturnType<typeof meantBy>): Loss[] {
  return [
    ...(meant.isKindKnown ? [] : [{ row, said: say("exchange.loss.kind", { text: kind }) }]),
    ...(meant.isAudienceKnown ? [] : [{ row, said: say("exchange.loss.audience", { text: to }) }]),
  ];
}

function triggerOf({ when }: ForeignInject, ids: Ids): Trigger {
  switch (when.on) {
    case "time":
      return { on: "time", atMs: when.atMs };
    case "hand":
      return { on: "hand" };
    case "after": {
      const injectId = ids.inject.get(when.number);
      return injectId === undefined ? { on: "hand" } : { on: "after", injectId, delayMs: when.delayMs };
    }
    case "options": {
      const taken = when.of.flatMap(({ number, optionId }): Condition[] => {
        const decisionId = ids.decision.get(number);
        return decisionId === undefined
          ? []
          : [{ op: "decision-was", decisionId, optionId: optionIdOf(optionId) }];
      });
      const [only, ...others] = taken;
      if (!only) return { on: "hand" };
      return {
        on: "condition",
        when: others.length === 0 ? only : { op: "any", of: taken.slice(0, 20) },
        delayMs: 0,
      };
    }
  }
}

function decisionOf(
  { number, title, text, options }: ForeignInject,
  ids: Ids,
  written: (text: string) => LocalText,
): DecisionPoint | null {
  const id = ids.decision.get(number);
  const injectId = ids.inject.get(number);
  if (id === undefined || injectId === undefined) return null;
  return {
    id,
    prompt: written(title || titleOf(text)),
    opens: { op: "inject-delivered", injectId },
    windowMs: WINDOW_MS,
    options: options.slice(0, 6).map((option) => ({
      id: optionIdOf(option.id),
      label: written(option.label),
      worth: 0,
      rationale: UNWRITTEN,
    })),
  };
}

function optionIdOf(id: string): string {
  return idOf(id, 64) || "option";
}

/** What an id keeps of a name: its letters and figures. */
function idOf(name: string, length: number): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return fitting(plain.replace(/^-+/, ""), length).replace(/-+$/, "");
}

/** The actions that a plan expects, by their names here; what is none of them is told. */
function expectedOf(
  { expected, row }: ForeignInject,
  actions: readonly ActionDefinition[],
  objectiveId: string | undefined,
): { expected: Inject["expected"]; losses: Loss[] } {
  const parts = expected
    .split(/[、，,;；/\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^[—–-]+$/.test(part));
  const found: Inject["expected"] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    const action = actions.find(({ label, side }) => side === "responder" && isCalled(label, part));
    if (!action || objectiveId === undefined) unknown.push(part);
    else if (!found.some(({ actionId }) => actionId === action.id))
      found.push({ actionId: action.id, objectiveId });
  }
  return {
    expected: found.slice(0, 20),
    losses:
      unknown.length === 0
        ? []
        : [{ row, said: say("exchange.loss.expected", { what: { list: unknown, as: "each" } }) }],
  };
}

/** Whether an action is what a few words say: its whole name, or in Chinese its beginning or its end ("并案" of "并案处置"). */
function isCalled(label: LocalText, words: string): boolean {
  const plain = words.toLowerCase();
  if (
    Object.values(label).some((name) => name !== undefined && name !== "" && name.toLowerCase() === plain)
  ) {
    return true;
  }
  const isChinese = /^\p{sc=Han}{2,}$/u.test(plain);
  return isChinese && (label.zh.startsWith(plain) || label.zh.endsWith(plain));
}

/** The beginning of a text, up to its first sentence, for a list. */
function titleOf(text: string): string {
  const [first = ""] = text.split(/[。.!?！？\n]/u);
  return shortened(first.trim(), TITLE_MAX);
}
