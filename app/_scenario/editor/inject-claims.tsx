"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { reportsIncident } from "@/domain/scenario/reports";
import type { Inject } from "@/domain/scenario/schema";
import { useEditor } from "./editor-context";
import { useCalled } from "./use-called";
import styles from "./section.module.css";

/** Stands for "nothing said" in a list, where an empty value would mean that nothing is chosen. */
const UNSAID = "unsaid";

/** What an inject says of itself: whether it reports its incident, and for which move of the opposition it stands in. */
export function InjectClaims({ inject, onChange }: { inject: Inject; onChange: (next: Inject) => void }) {
  const { scenario } = useEditor();
  const asksReport = inject.incidentId !== undefined || inject.reports !== undefined;
  const asksMove = scenario.opposed || inject.standsInFor !== undefined;
  if (!asksReport && !asksMove) return null;
  return (
    <div className={styles.pair}>
      {asksReport ? <Reports inject={inject} onChange={onChange} /> : null}
      {asksMove ? <StandsInFor inject={inject} onChange={onChange} /> : null}
    </div>
  );
}

function Reports({ inject, onChange }: { inject: Inject; onChange: (next: Inject) => void }) {
  const t = useTranslations("scenarios.claims");
  const { scenario } = useEditor();
  const { reports, ...unsaid } = inject;
  const follows = reportsIncident(unsaid, {
    injects: scenario.injects.map((one) => (one.id === inject.id ? unsaid : one)),
  });
  return (
    <Field label={t("reports")} hint={t("reportsHint")} error={useProblem(inject, "reports")}>
      <Select
        value={reports === undefined ? UNSAID : reports ? "yes" : "no"}
        onValueChange={(said) => onChange(said === UNSAID ? unsaid : { ...inject, reports: said === "yes" })}
        options={[
          { value: UNSAID, label: t(follows ? "reportsByKind" : "reportsNotByKind") },
          { value: "yes", label: t("reportsYes") },
          { value: "no", label: t("reportsNo") },
        ]}
      />
    </Field>
  );
}

function StandsInFor({ inject, onChange }: { inject: Inject; onChange: (next: Inject) => void }) {
  const t = useTranslations("scenarios.claims");
  const called = useCalled();
  const { actions } = useEditor();
  const { standsInFor, ...unsaid } = inject;
  // What is written stays in the list, also when it is no move of the opposition.
  const moves = actions.filter(({ id, side }) => side === "opposition" || id === standsInFor);
  const isUnknown = standsInFor !== undefined && !moves.some(({ id }) => id === standsInFor);
  return (
    <Field label={t("standsInFor")} hint={t("standsInForHint")} error={useProblem(inject, "standsInFor")}>
      <Select
        value={standsInFor ?? UNSAID}
        onValueChange={(id) => onChange(id === UNSAID ? unsaid : { ...inject, standsInFor: id })}
        options={[
          { value: UNSAID, label: t("standsInForNone") },
          ...moves.map(({ id, label }) => ({ value: id, label: called(label, id) })),
          ...(isUnknown ? [{ value: standsInFor, label: standsInFor }] : []),
        ]}
      />
    </Field>
  );
}

/** What the checks find wrong with a field of an inject. */
function useProblem(inject: Inject, field: string): string | undefined {
  const { scenario, problems } = useEditor();
  const index = scenario.injects.findIndex(({ id }) => id === inject.id);
  return problems.find(({ path }) => path[0] === "injects" && path[1] === index && path[2] === field)
    ?.sentence;
}
