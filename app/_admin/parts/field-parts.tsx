"use client";

import { useState } from "react";
import { Search } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import type { LocalText } from "@/domain/text";
import { Checkbox } from "@/app/_ui/checkbox";
import { Choice } from "@/app/_ui/choice";
import { Combobox } from "@/app/_ui/combobox";
import { DateTimeField, NO_TIME, typedTime, type TypedTime } from "@/app/_ui/date-time-field";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import { Radio } from "@/app/_ui/radio";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SearchInput } from "@/app/_ui/search-input";
import { Select } from "@/app/_ui/select";
import { Switch } from "@/app/_ui/switch";
import { Textarea } from "@/app/_ui/textarea";
import { TimeOfDayField } from "@/app/_ui/time-of-day-field";
import { Part, POINTED, State } from "./part";
import styles from "./parts-screen.module.css";
import { useOptions } from "./use-options";

/** What is filled in. */
export function FieldParts() {
  return (
    <>
      <Typed />
      <Chosen />
      <Ticked />
    </>
  );
}

function Typed() {
  const t = useTranslations("parts");
  const timeZone = useTimeZone() ?? "UTC";
  const [text, setText] = useState(t("sample.word"));
  const [number, setNumber] = useState<number | null>(12);
  const [both, setBoth] = useState<LocalText>({ zh: t("sample.word"), en: "" });
  const [time, setTime] = useState<TypedTime>(typedTime(1_790_000_000_000, timeZone));
  const [noTime, setNoTime] = useState<TypedTime>({ ...NO_TIME, wrong: "unfinished" });
  const typed = {
    value: text,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
  };
  return (
    <>
      <Part file="field">
        <State of="default">
          <Field label={t("sample.label")} hint={t("sample.hint")} required>
            <Input {...typed} />
          </Field>
        </State>
        <State of="error">
          <Field label={t("sample.label")} hint={t("sample.hint")} error={t("sample.error")}>
            <Input {...typed} />
          </Field>
        </State>
        <State of="default" variant="inline">
          <Field label={t("sample.label")} inline>
            <Input {...typed} />
          </Field>
        </State>
      </Part>
      <Part file="input">
        {(["small", "medium", "large"] as const).map((size) => (
          <State key={size} of="default" variant={size}>
            <Input
              {...typed}
              size={size}
              aria-label={t("sample.label")}
              prefix={<Search aria-hidden="true" />}
            />
          </State>
        ))}
        {POINTED.map(({ state, forced }) => (
          <State key={state} of={state} forced={forced}>
            <Input {...typed} aria-label={t("sample.label")} />
          </State>
        ))}
        <State of="empty">
          <Input value="" readOnly placeholder={t("sample.hint")} aria-label={t("sample.label")} />
        </State>
        <State of="disabled">
          <Input {...typed} disabled aria-label={t("sample.label")} />
        </State>
        <State of="error">
          <Input {...typed} aria-invalid aria-label={t("sample.label")} />
        </State>
        <State of="long">
          <Input value={t("sample.long")} readOnly aria-label={t("sample.label")} />
        </State>
      </Part>
      <Part file="textarea">
        <State of="default">
          <Textarea {...typed} aria-label={t("sample.label")} />
        </State>
        <State of="disabled">
          <Textarea {...typed} disabled aria-label={t("sample.label")} />
        </State>
        <State of="error">
          <Textarea {...typed} aria-invalid aria-label={t("sample.label")} />
        </State>
        <State of="long">
          <Textarea value={t("sample.paragraph")} readOnly grows rows={1} aria-label={t("sample.label")} />
        </State>
      </Part>
      <Part file="local-text-input">
        <State of="default" wide>
          <LocalTextInput label={t("sample.label")} value={both} onChange={setBoth} required />
        </State>
        <State of="error" wide>
          <LocalTextInput
            label={t("sample.label")}
            hint={t("sample.hint")}
            error={{ en: t("sample.error") }}
            value={both}
            onChange={setBoth}
            rows={2}
          />
        </State>
        <State of="disabled" wide>
          <LocalTextInput label={t("sample.label")} value={both} onChange={setBoth} disabled />
        </State>
      </Part>
      <Part file="number-field">
        <State of="default">
          <Field label={t("sample.label")}>
            <NumberField value={number} onValueChange={setNumber} min={0} max={100} unit={t("sample.unit")} />
          </Field>
        </State>
        <State of="disabled">
          <Field label={t("sample.label")}>
            <NumberField value={number} onValueChange={setNumber} disabled />
          </Field>
        </State>
      </Part>
      <TimeOfDay />
      <Part file="date-time-field">
        <State of="default">
          <DateTimeField label={t("sample.label")} value={time} onValueChange={setTime} />
        </State>
        <State of="error">
          <DateTimeField label={t("sample.label")} value={noTime} onValueChange={setNoTime} />
        </State>
        <State of="disabled">
          <DateTimeField label={t("sample.label")} value={time} onValueChange={setTime} disabled />
        </State>
      </Part>
    </>
  );
}

function Chosen() {
  const t = useTranslations("parts");
  const options = useOptions();
  const [select, setSelect] = useState<"first" | "second" | "third" | null>("first");
  const [found, setFound] = useState<string | null>("first");
  const [words, setWords] = useState("");
  const detailed = options.map((option) => ({ ...option, detail: t("sample.hint") }));
  return (
    <>
      <Part file="select">
        <State of="chosen">
          <Select aria-label={t("sample.label")} value={select} onValueChange={setSelect} options={options} />
        </State>
        <State of="empty">
          <Select
            aria-label={t("sample.label")}
            value={null}
            onValueChange={setSelect}
            options={[{ label: t("sample.label"), options }]}
            placeholder={t("sample.hint")}
          />
        </State>
        <State of="disabled">
          <Select
            aria-label={t("sample.label")}
            value={select}
            onValueChange={setSelect}
            options={options}
            disabled
          />
        </State>
      </Part>
      <Part file="combobox">
        <State of="chosen">
          <div className={styles.narrow}>
            <Combobox
              aria-label={t("sample.label")}
              value={found}
              onValueChange={setFound}
              options={detailed}
              clearable
            />
          </div>
        </State>
        <State of="loading">
          <div className={styles.narrow}>
            <Combobox
              aria-label={t("sample.label")}
              value={null}
              onValueChange={setFound}
              options={[]}
              loading
            />
          </div>
        </State>
        <State of="disabled">
          <div className={styles.narrow}>
            <Combobox
              aria-label={t("sample.label")}
              value={found}
              onValueChange={setFound}
              options={detailed}
              disabled
            />
          </div>
        </State>
      </Part>
      <Part file="search-input">
        <State of="default">
          <SearchInput label={t("sample.label")} value={words} onValueChange={setWords} />
        </State>
      </Part>
    </>
  );
}

function Ticked() {
  const t = useTranslations("parts");
  const options = useOptions();
  const [ticked, setTicked] = useState(true);
  const [chosen, setChosen] = useState<"first" | "second" | "third" | null>("first");
  return (
    <>
      <Part file="checkbox">
        {([true, false, "indeterminate"] as const).map((checked) => (
          <State key={String(checked)} of="default" variant={String(checked)}>
            <Checkbox label={t("sample.option1")} checked={checked} onCheckedChange={() => undefined} />
          </State>
        ))}
        <State of="default" variant="large">
          <Checkbox
            label={t("sample.option1")}
            hint={t("sample.hint")}
            size="large"
            checked={ticked}
            onCheckedChange={setTicked}
          />
        </State>
        <State of="focus" forced="focus-visible">
          <Checkbox label={t("sample.option1")} checked={ticked} onCheckedChange={setTicked} />
        </State>
        <State of="disabled">
          <Checkbox label={t("sample.option1")} checked disabled onCheckedChange={setTicked} />
        </State>
      </Part>
      <Part file="switch">
        <State of="default">
          <Switch
            label={t("sample.option1")}
            hint={t("sample.hint")}
            checked={ticked}
            onCheckedChange={setTicked}
          />
        </State>
        <State of="disabled">
          <Switch label={t("sample.option1")} checked={ticked} onCheckedChange={setTicked} disabled />
        </State>
      </Part>
      <Part file="radio-group">
        <State of="chosen">
          <RadioGroup
            label={t("sample.label")}
            hint={t("sample.hint")}
            value={chosen}
            onValueChange={setChosen}
            options={options.map((option) => ({ ...option, hint: t("sample.hint") }))}
          />
        </State>
        <State of="error">
          <RadioGroup
            label={t("sample.label")}
            error={t("sample.error")}
            value={null}
            onValueChange={setChosen}
            options={options}
          />
        </State>
        <State of="disabled">
          <RadioGroup
            label={t("sample.label")}
            value={chosen}
            onValueChange={setChosen}
            options={options}
            disabled
          />
        </State>
      </Part>
      <Part file="radio">
        <State of="chosen">
          <Radio name="part" aria-label={t("sample.option1")} defaultChecked />
        </State>
        <State of="default">
          <Radio name="part" aria-label={t("sample.option2")} />
        </State>
        <State of="disabled">
          <Radio name="part-disabled" aria-label={t("sample.option3")} disabled />
        </State>
      </Part>
      <Part file="choice">
        <State of="default">
          <Choice
            label={t("sample.option1")}
            hint={t("sample.long")}
            control={(wiring) => <Radio {...wiring} name="part-choice" />}
          />
        </State>
      </Part>
    </>
  );
}

function TimeOfDay() {
  const t = useTranslations("parts");
  const [time, setTime] = useState("23:35");
  return (
    <Part file="time-of-day-field">
      <State of="default">
        <Field label={t("sample.label")}>
          <TimeOfDayField value={time} onValueChange={setTime} />
        </Field>
      </State>
    </Part>
  );
}
