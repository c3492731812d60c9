import {
  NO_ANSWERS,
  type Aimed,
  type Answers,
  type Askable,
  type Asker,
  type How,
  type Known,
  type Option,
} from "./ask";
import { ASK_KINDS, askKindOf, type AskKind, type ValueOf } from "./kinds";

/** One thing that an action asks for. */
export type Ask = { kind: AskKind; how: How };

/** What an action asks for, in the order in which people are asked. */
export function asksOf(action: Askable, asker: Asker = "player"): Ask[] {
  return ASK_KINDS.flatMap((kind) => {
    const how = askKindOf(kind).asks(action, asker);
    return how === null ? [] : [{ kind, how }];
  });
}

/** Whether an action asks for it, in whatever way; or in this one. */
export function asksFor(action: Askable, kind: AskKind, how?: How): boolean {
  const asks = askKindOf(kind).asks(action, "player");
  return asks !== null && (how === undefined || asks === how);
}

/**
 * What can be named in an answer.
 *
 * @param known What whoever is asked knows (`knownToSide`, `knownToStaff`).
 * @returns Null where people use words of their own.
 */
export function optionsFor<Kind extends AskKind>(
  kind: Kind,
  action: Askable,
  known: Known,
  answers: Answers = NO_ANSWERS,
): Option<ValueOf<Kind>>[] | null {
  return askKindOf(kind).options(action, known, answers);
}

/**
 * What people are asked once they have chosen an action: not what goes along by itself, nor the incident where they
 * chose it for one, nor which move it answers where there is none.
 *
 * @param given What was answered by the way the action was chosen.
 */
export function asksPut(action: Askable, known: Known, given: Answers, asker: Asker = "player"): Ask[] {
  return asksOf(action, asker).filter(
    ({ kind, how }) =>
      how !== "along" &&
      (kind !== "incident" || given.incident === null) &&
      (kind !== "counters" || known.answerable.length > 0),
  );
}

/** The answers that go without saying, beside those that were given. */
export function withPresets(action: Askable, known: Known, given: Partial<Answers>): Answers {
  return asksOf(action).reduce<Answers>(
    (answers, { kind }) => ({ ...answers, ...askKindOf(kind).preset?.(action, known, answers) }),
    { ...NO_ANSWERS, ...given },
  );
}

/** What is still needed before an action can be asked for. */
export function missingIn(action: Askable, answers: Answers, asker: Asker = "player"): AskKind[] {
  return asksOf(action, asker).flatMap(({ kind, how }) =>
    how === "needed" && askKindOf(kind).says(answers) === null ? [kind] : [],
  );
}

/**
 * Whether a person has something to say before an action is asked for: something is needed that has no answer yet, or
 * there is a move of the other side that it could be taken against.
 */
export function hasToAsk(action: Askable, known: Known, answers: Answers): boolean {
  const mayCounter = asksFor(action, "counters") && known.answerable.length > 0;
  return mayCounter || missingIn(action, answers).length > 0;
}

/**
 * What the answers say in a command: what the action asks for, and nothing else.
 *
 * @param answers What is left out has no answer.
 * @param asker Who takes the action, or has seen it.
 */
export function commandOf(action: Askable, answers: Partial<Answers>, asker: Asker = "player"): Aimed {
  const all = { ...NO_ANSWERS, ...answers };
  return asksOf(action, asker).reduce<Aimed>(
    (said, { kind }) => ({ ...said, ...askKindOf(kind).says(all) }),
    {
      actionId: action.id,
      unitIds: [],
      note: "",
    },
  );
}
