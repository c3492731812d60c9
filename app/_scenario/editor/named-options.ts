"use client";

import type { Fresh } from "@/domain/conditions/fields";
import type { NamedKind } from "@/domain/reference";
import type { LocalText } from "@/domain/text";
import { useEditor, type Option } from "./editor-context";
import { useCalled } from "./use-called";
import { useToday } from "./use-today";

/** Everything of the scenario that can be referred to, by kind and name, and what a first value can be made of. */
export function useNamedOptions(): {
  /** @param of Id of the thing they are part of: the options of a decision. */
  optionsOf: (kind: NamedKind, of?: string) => readonly Option[];
  fresh: Fresh;
} {
  const called = useCalled();
  const { scenario, actions, places, cameras, standards } = useEditor();
  const today = useToday();
  const named = <T extends { id: string }>(things: readonly T[], nameOf: (thing: T) => LocalText): Option[] =>
    things.map((thing) => ({ value: thing.id, label: called(nameOf(thing), thing.id) }));

  const optionsOf = (kind: NamedKind, of?: string): readonly Option[] => {
    switch (kind) {
      case "action":
        return named(actions, ({ label }) => label);
      case "actor":
        return named(scenario.actors, ({ name }) => name);
      case "agency":
        return named(scenario.agencies, ({ name }) => name);
      case "category":
        return named(scenario.categories, ({ name }) => name);
      case "decision":
        return named(scenario.decisions, ({ prompt }) => prompt);
      case "fact":
        return named(scenario.facts, ({ text }) => text);
      case "gauge":
        return named(scenario.gauges, ({ name }) => name);
      case "incident":
        return named(scenario.incidents, ({ title }) => title);
      case "inject":
        return named(scenario.injects, ({ title }) => title);
      case "item":
        return named(scenario.items, ({ title }) => title);
      case "objective":
        return named(scenario.objectives, ({ text }) => text);
      case "option":
        return named(scenario.decisions.find(({ id }) => id === of)?.options ?? [], ({ label }) => label);
      case "place":
        return places;
      case "standard":
        return named(standards, ({ name }) => name);
      case "target":
        return [...optionsOf("agency"), ...optionsOf("actor"), ...cameras, ...places];
      case "unit":
        return scenario.forces.units.map(({ id, callSign }) => ({ value: id, label: callSign }));
    }
  };
  return {
    optionsOf,
    fresh: {
      first: (kind, of) => optionsOf(kind, of)[0]?.value,
      maxOf: (gaugeId) => scenario.gauges.find(({ id }) => id === gaugeId)?.max ?? 0,
      today: () => today,
    },
  };
}
