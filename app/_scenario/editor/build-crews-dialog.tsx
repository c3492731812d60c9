"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { crewsFrom } from "@/domain/scenario/crews";
import { UNITS_MAX } from "@/domain/scenario/schema";
import { useEditor } from "./editor-context";
import styles from "./section.module.css";

/** Asks for which station the force package is to be made into crews, and says beforehand what comes of it. */
export function BuildCrewsDialog({ formula, onClose }: { formula: string; onClose: () => void }) {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const { scenario, edit, stations, nameOf } = useEditor();
  const { package: forces, units } = scenario.forces;
  const [stationId, setStationId] = useState(units[0]?.stationId ?? stations[0]?.value ?? null);

  const others = units.filter((unit) => unit.stationId !== stationId);
  const name = stationId === null ? null : nameOf("place", stationId);
  const built = stationId !== null && name ? crewsFrom(forces, { id: stationId, name }, others) : [];
  const people = built.reduce((sum, { crew }) => sum + crew, 0);
  const tooMany = others.length + built.length > UNITS_MAX;

  function build() {
    edit((s) => ({ ...s, forces: { ...s.forces, units: [...built, ...others] } }));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("buildCrews.title", { formula })}
      description={t("buildCrews.rule", { shifts: forces.shifts })}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" disabled={built.length === 0 || tooMany} onClick={build}>
            {t("buildCrews.build", { count: built.length })}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <Field label={t("column.station")} required>
          <Select
            value={stationId}
            onValueChange={setStationId}
            placeholder={common("field.choose")}
            options={stations}
          />
        </Field>
        {tooMany ? (
          <Notice tone="problem">{t("buildCrews.tooMany", { max: UNITS_MAX })}</Notice>
        ) : (
          <p className={styles.sentence}>
            {t("buildCrews.outcome", {
              crews: built.length,
              people,
              replaced: units.length - others.length,
              kept: others.length,
            })}
          </p>
        )}
      </div>
    </Dialog>
  );
}
