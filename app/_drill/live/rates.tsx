"use client";

import { SegmentedControl } from "@/app/_ui/segmented-control";

/** The rates a drill clock can run at, by what stands on the button. */
export const RATES = { "1": 1, "2": 2, "5": 5, "10": 10, "60": 60 } as const;
export type RateKey = keyof typeof RATES;
const RATE_KEYS = ["1", "2", "5", "10", "60"] as const satisfies readonly RateKey[];

/** How fast the drill clock runs. */
export function Rates({
  value,
  onChange,
  label,
}: {
  value: RateKey | null;
  onChange: (rate: RateKey) => void;
  label: string;
}) {
  return (
    <SegmentedControl
      label={label}
      size="small"
      value={value}
      onValueChange={onChange}
      options={RATE_KEYS.map((key) => ({ value: key, label: `${key}×` }))}
    />
  );
}

/** The key of a rate; null for one that has no button. */
export function rateKeyOf(rate: number): RateKey | null {
  return RATE_KEYS.find((key) => RATES[key] === rate) ?? null;
}
