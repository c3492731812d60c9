"use client";

import { createContext, useContext } from "react";
import type { NameOf } from "@/domain/conditions/words";
import type { ActionDefinition } from "@/domain/actions/schema";
import type { Standard } from "@/domain/policy/schema";
import type { Scenario } from "@/domain/scenario/schema";
import type { Section } from "./sections";

export type Option = { value: string; label: string };

/** Something an author should mend, from the server's checks or from the shape of the draft itself. */
export type EditorProblem = {
  level: "error" | "warning";
  path: readonly (string | number)[];
  sentence: string;
  /** Mends it without changing what was meant; none where only the author can. */
  fix?: (scenario: Scenario) => Scenario;
};

/** The one scenario every section of the editor works on. */
export type Editor = {
  id: string;
  scenario: Scenario;
  /** Makes a change. Changes with the same key in quick succession are one step to undo. */
  edit: (change: (scenario: Scenario) => Scenario, key?: string) => void;
  problems: readonly EditorProblem[];
  /** Names of everything a scenario and its ground can refer to. */
  nameOf: NameOf;
  /** Stations and places together: where something can happen. */
  places: readonly Option[];
  stations: readonly Option[];
  cameras: readonly Option[];
  /** Built-in actions and the scenario's own. */
  actions: readonly ActionDefinition[];
  standards: readonly Standard[];
  /** The row to open, such as after a click on a problem. */
  target: { list: string; index: number; nonce: number } | null;
  goTo: (section: Section, place?: { list: string; index: number } | null) => void;
};

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("sections stand inside the scenario editor");
  return editor;
}
