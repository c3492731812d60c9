"use client";

import { useMessages, useTranslations } from "next-intl";
import { useMomentText } from "@/app/_ui/moment";
import { Role } from "@/domain/account/schema";

/** Fields that hold Unix time in ms. */
const MOMENTS: ReadonlySet<string> = new Set(["plannedForMs"]);

/** Says in words what an entry of the audit trail holds as a name; an unknown name is shown as it is. */
export function useActionText() {
  const t = useTranslations("admin.audit");
  const common = useTranslations("common");
  const momentText = useMomentText();
  const { actions, categories, why: reasons, fields, steps } = useMessages().admin.audit;

  /** Why something was refused. */
  function whyText(why: string): string {
    return isKeyOf(reasons, why) ? t(`why.${why}`) : why;
  }

  function fieldText(field: string): string {
    // A dot would mean a step into the catalogue.
    const key = field.replaceAll(".", "_");
    if (isKeyOf(fields, key)) return t(`fields.${key}`);
    const [first = field, ...rest] = field.split(".").map(stepText);
    return rest.reduce((path, step) => t("step", { path, step }), first);
  }

  /** One step of the way to a place in a document: the third of its sections, the heading of it. */
  function stepText(step: string): string {
    if (/^\d+$/.test(step)) return t("nth", { n: Number(step) + 1 });
    return isKeyOf(steps, step) ? t(`steps.${step}`) : step;
  }

  function valueText(value: unknown): string {
    const role = Role.safeParse(value);
    if (role.success) return common(`role.${role.data}`);
    if (Array.isArray(value)) return value.map(valueText).join(t("and"));
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }

  /** What stands in a field: a moment as a moment. */
  function textIn(field: string, value: unknown): string {
    return MOMENTS.has(field) && Number.isFinite(Number(value))
      ? momentText(Number(value), "date-time")
      : valueText(value);
  }

  function changeText(change: Change): string {
    const field = fieldText(change.field);
    if (change.from === undefined && change.to === undefined) return t("change.secret", { field });
    const [from, to] = [change.from ?? null, change.to ?? null];
    const text = (value: unknown) => textIn(change.field, value);
    if (from === null) return t("change.set", { field, to: text(to) });
    if (to === null) return t("change.cleared", { field, from: text(from) });
    return t("change.changed", { field, from: text(from), to: text(to) });
  }

  const kindOf = (action: string) => action.split(".", 1)[0] ?? action;
  const all = Object.keys(actions).map((key) => key.replaceAll("_", "."));
  const kinds = [...new Set(all.map(kindOf))];
  return {
    /** Every action there is, those of one kind beside each other. */
    all: kinds.flatMap((kind) => all.filter((action) => kindOf(action) === kind)),
    action(name: string): string {
      const key = name.replaceAll(".", "_");
      return isKeyOf(actions, key) ? t(`actions.${key}`) : name;
    },
    /** What a whole group of actions is about: "person" of "person.edit". */
    kind(name: string): string {
      return isKeyOf(categories, name) ? t(`categories.${name}`) : name;
    },
    /** Everything else that the entry holds, a line for each fact. */
    detail(detail: unknown): string[] {
      if (typeof detail !== "object" || detail === null) return [];
      return Object.entries(detail).flatMap(([name, value]: [string, unknown]) => {
        if (name === "changes" && Array.isArray(value)) return value.filter(isChange).map(changeText);
        if (name === "more") return [t("change.more", { count: Number(value) })];
        if (name === "why" && typeof value === "string") return [whyText(value)];
        const text = valueText(value);
        return text === "" ? [] : [t("change.set", { field: fieldText(name), to: text })];
      });
    },
  };
}

type Change = { field: string; from?: unknown; to?: unknown };

function isChange(value: unknown): value is Change {
  return typeof value === "object" && value !== null && "field" in value && typeof value.field === "string";
}

function isKeyOf<Known extends object>(known: Known, key: PropertyKey): key is keyof Known {
  return Object.hasOwn(known, key);
}
