import { RadioGroup } from "@/app/_ui/radio-group";
import { useTelling } from "@/app/_ui/use-telling";
import type { Says } from "@/domain/items/terms";

/** One of the levels in which a line can be settled. */
export function LevelChoice({
  label,
  levels,
  value,
  onChange,
}: {
  label: string;
  levels: readonly Says[];
  value: Says | null;
  onChange: (level: Says) => void;
}) {
  const tell = useTelling();
  return (
    <RadioGroup
      label={label}
      value={value}
      onValueChange={onChange}
      options={levels.map((level) => ({ value: level, label: tell({ say: `terms.level.${level}` }) }))}
    />
  );
}
