"use client";

import { useId } from "react";
import { useLocal } from "@/app/_drill/live/use-local";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { Side } from "@/domain/conditions/terms";
import type { FullSetting } from "@/domain/view/schema";
import { voicesIn } from "./voices";

/** In whose voice control speaks to a side: whatever is typed, with those of the scenario to choose from. */
export function VoiceField({
  setting,
  side,
  label,
  labelHidden = false,
  size,
  placeholder,
  maxLength,
  value,
  onChange,
}: {
  setting: FullSetting;
  side: Side | "both";
  label: string;
  labelHidden?: boolean;
  size?: "small";
  placeholder: string;
  maxLength: number;
  value: string;
  onChange: (voice: string) => void;
}) {
  const local = useLocal();
  const voices = useId();
  return (
    <>
      <Field label={label} labelHidden={labelHidden}>
        <Input
          {...(size ? { size } : {})}
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          list={voices}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <datalist id={voices}>
        {voicesIn(setting, side, local).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
