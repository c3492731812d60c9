"use client";

import { useState } from "react";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import type { ForcePackage, Scenario } from "@/domain/scenario/schema";
import { UNWRITTEN } from "@/domain/text";
import { BuildCrewsDialog } from "./build-crews-dialog";
import { ChoiceCell, ChoicesCell, NumberCell, TextCell, WordCell } from "./cells";
import { useEditor } from "./editor-context";
import { RecordList, type RecordColumn } from "./record-list";
import { RotaFields } from "./rota-fields";
import { useWords } from "./use-words";
import styles from "./section.module.css";

const PACKAGE_PARTS = [
  "officers",
  "auxiliaries",
  "riders",
  "community",
  "shifts",
] as const satisfies (keyof ForcePackage)[];

/** Who there is: what a joint-duty station has, and the crews built from it. */
export function ForcesSection() {
  const t = useTranslations("scenarios");
  const { scenario } = useEditor();
  const { officers, auxiliaries, riders, community } = scenario.forces.package;
  const formula = `${officers}+${auxiliaries}+${riders}+${community}`;
  const [building, setBuilding] = useState(false);

  return (
    <>
      <div className={styles.form}>
        <PackageFields formula={formula} />
        <RotaFields />
      </div>
      <Units formula={formula} onBuild={() => setBuilding(true)} />
      {building ? <BuildCrewsDialog formula={formula} onClose={() => setBuilding(false)} /> : null}
      <p className={styles.hint}>
        {t("crewTotal", {
          units: scenario.forces.units.length,
          people: scenario.forces.units.reduce((sum, { crew }) => sum + crew, 0),
          stations: new Set(scenario.forces.units.map(({ stationId }) => stationId)).size,
        })}
      </p>
    </>
  );
}

/** What a joint-duty station has. */
function PackageFields({ formula }: { formula: string }) {
  const t = useTranslations("scenarios");
  const { scenario, edit } = useEditor();
  return (
    <div>
      <h2 className={styles.subheading}>{t("forcePackage")}</h2>
      <p className={styles.hint}>{t("forcePackageHint", { formula })}</p>
      <div className={styles.five}>
        {PACKAGE_PARTS.map((part) => (
          <Field key={part} label={t(`package.${part}`)}>
            <NumberField
              isRequired
              value={scenario.forces.package[part]}
              min={part === "shifts" ? 1 : 0}
              max={part === "shifts" ? 6 : 500}
              onValueChange={(value) => {
                if (value === null) return;
                edit(
                  (s) => ({
                    ...s,
                    forces: { ...s.forces, package: { ...s.forces.package, [part]: value } },
                  }),
                  `package.${part}`,
                );
              }}
            />
          </Field>
        ))}
      </div>
    </div>
  );
}

type Unit = Scenario["forces"]["units"][number];

/** The crews, a row each. */
function Units({ formula, onBuild }: { formula: string; onBuild: () => void }) {
  const t = useTranslations("scenarios");
  const { scenario, edit, stations } = useEditor();
  const columns = useUnitColumns();
  return (
    <RecordList
      list="units"
      caption={t("sections.forces")}
      records={scenario.forces.units}
      minimum={1}
      onChange={(units, key) => edit((s) => ({ ...s, forces: { ...s.forces, units } }), key)}
      nameOf={({ callSign }) => callSign}
      addLabel={t("add.unit")}
      toolbar={
        <Button size="small" icon={<Users aria-hidden="true" />} onClick={onBuild}>
          {t("buildCrews.open", { formula })}
        </Button>
      }
      create={(id) => ({
        id,
        callSign: String(101 + scenario.forces.units.length),
        name: UNWRITTEN,
        branch: "patrol" as const,
        crew: 2,
        vehicle: "car" as const,
        stationId: scenario.forces.units.at(-1)?.stationId ?? stations[0]?.value ?? "",
      })}
      columns={columns}
      detail={(unit, change) => (
        <LocalTextInput
          label={t("column.name")}
          required
          value={unit.name}
          onChange={(name) => change({ ...unit, name })}
        />
      )}
    />
  );
}

function useUnitColumns(): RecordColumn<Unit>[] {
  const t = useTranslations("scenarios");
  const words = useWords();
  const { scenario, stations } = useEditor();
  const { shifts } = scenario.forces.package;
  return [
    {
      id: "callSign",
      header: t("column.callSign"),
      width: "76px",
      cell: (unit, change, name) => (
        <WordCell
          label={name}
          value={unit.callSign}
          maxLength={12}
          onChange={(callSign) => change({ ...unit, callSign })}
        />
      ),
    },
    {
      id: "name",
      header: t("column.name"),
      width: "16%",
      cell: (unit, change, name) => (
        <TextCell label={name} value={unit.name} onChange={(text) => change({ ...unit, name: text })} />
      ),
    },
    {
      id: "branch",
      header: t("column.branch"),
      width: "100px",
      cell: (unit, change, name) => (
        <ChoiceCell
          label={name}
          value={unit.branch}
          options={words.branches}
          onChange={(branch) => change({ ...unit, branch })}
        />
      ),
    },
    {
      id: "vehicle",
      header: t("column.vehicle"),
      width: "100px",
      cell: (unit, change, name) => (
        <ChoiceCell
          label={name}
          value={unit.vehicle}
          options={words.vehicles}
          onChange={(vehicle) => change({ ...unit, vehicle })}
        />
      ),
    },
    {
      id: "crew",
      header: t("column.crew"),
      width: "72px",
      align: "end",
      cell: (unit, change, name) => (
        <NumberCell
          label={name}
          value={unit.crew}
          min={1}
          max={60}
          decimals={0}
          onChange={(crew) => change({ ...unit, crew })}
        />
      ),
    },
    {
      id: "shift",
      header: t("column.shift"),
      width: "112px",
      cell: (unit, change, name) => (
        <ChoiceCell
          label={name}
          value={unit.shift === undefined ? "" : String(unit.shift)}
          options={[
            { value: "", label: t("shiftEvery") },
            ...Array.from({ length: shifts }, (_, i) => ({
              value: String(i + 1),
              label: t("shiftNo", { shift: i + 1 }),
            })),
          ]}
          onChange={(value) => {
            const { shift: _before, ...rest } = unit;
            change(value === "" ? rest : { ...rest, shift: Number(value) });
          }}
        />
      ),
    },
    {
      id: "equipment",
      header: t("column.equipment"),
      cell: (unit, change, name) => (
        <ChoicesCell
          label={name}
          values={unit.equipment ?? []}
          options={words.equipment}
          onChange={(equipment) => change({ ...unit, equipment })}
        />
      ),
    },
    {
      id: "station",
      header: t("column.station"),
      width: "164px",
      cell: (unit, change, name) => (
        <ChoiceCell
          label={name}
          value={unit.stationId}
          options={stations}
          onChange={(stationId) => change({ ...unit, stationId })}
        />
      ),
    },
  ];
}
