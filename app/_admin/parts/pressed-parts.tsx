"use client";

import { useState } from "react";
import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, type ButtonSize, type ButtonVariant } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { CopyButton } from "@/app/_ui/copy-button";
import { IconButton } from "@/app/_ui/icon-button";
import { Kbd } from "@/app/_ui/kbd";
import { Menu, MenuChecks, MenuChoice, MenuItem, MenuSection, MenuSeparator } from "@/app/_ui/menu";
import { Pagination } from "@/app/_ui/pagination";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { TabLinks } from "@/app/_ui/tab-links";
import { Tabs } from "@/app/_ui/tabs";
import { Toolbar } from "@/app/_ui/toolbar";
import { Tooltip } from "@/app/_ui/tooltip";
import { Part, POINTED, State, valuesOf } from "./part";
import { useOptions } from "./use-options";

const VARIANTS = valuesOf<ButtonVariant>({ primary: true, secondary: true, quiet: true, danger: true });
const SIZES = valuesOf<ButtonSize>({ small: true, medium: true, large: true });

/** What is pressed: buttons, menus, tabs. */
export function PressedParts() {
  return (
    <>
      <Buttons />
      <Menus />
      <Choosing />
    </>
  );
}

function Buttons() {
  const t = useTranslations("parts");
  const word = t("sample.word");
  return (
    <>
      <Part file="button">
        {VARIANTS.map((variant) => (
          <State key={variant} of="default" variant={variant}>
            <Button variant={variant}>{word}</Button>
          </State>
        ))}
        {SIZES.map((size) => (
          <State key={size} of="default" variant={size}>
            <Button size={size} icon={<Plus aria-hidden="true" />}>
              {word}
            </Button>
          </State>
        ))}
        {VARIANTS.flatMap((variant) =>
          POINTED.map(({ state, forced }) => (
            <State key={variant + state} of={state} variant={variant} forced={forced}>
              <Button variant={variant}>{word}</Button>
            </State>
          )),
        )}
        <State of="disabled">
          <Button disabled>{word}</Button>
        </State>
        <State of="loading">
          <Button loading>{word}</Button>
        </State>
        <State of="long">
          <div style={{ maxWidth: 240 }}>
            <Button fullWidth>{t("sample.long")}</Button>
          </div>
        </State>
      </Part>
      <Part file="button-link">
        <State of="default">
          <ButtonLink href="#part-button-link">{word}</ButtonLink>
        </State>
        {POINTED.map(({ state, forced }) => (
          <State key={state} of={state} forced={forced}>
            <ButtonLink href="#part-button-link">{word}</ButtonLink>
          </State>
        ))}
      </Part>
      <Part file="icon-button">
        <State of="default">
          <IconButton label={word} icon={<Pencil aria-hidden="true" />} />
        </State>
        <State of="default" variant="outlined">
          <IconButton label={word} icon={<Pencil aria-hidden="true" />} variant="outlined" />
        </State>
        {POINTED.map(({ state, forced }) => (
          <State key={state} of={state} forced={forced}>
            <IconButton label={word} icon={<Pencil aria-hidden="true" />} />
          </State>
        ))}
        <State of="chosen">
          <IconButton label={word} icon={<Pencil aria-hidden="true" />} pressed />
        </State>
        <State of="disabled">
          <IconButton label={word} icon={<Pencil aria-hidden="true" />} disabled />
        </State>
        <State of="loading">
          <IconButton label={word} icon={<Pencil aria-hidden="true" />} loading />
        </State>
      </Part>
      <Part file="copy-button">
        <State of="default">
          <CopyButton text={word} />
        </State>
        <State of="default" variant="iconOnly">
          <CopyButton text={word} iconOnly />
        </State>
      </Part>
      <Part file="kbd">
        <State of="default">
          <Kbd>Ctrl+K</Kbd>
        </State>
      </Part>
      <Part file="tooltip">
        <State of="default">
          <Tooltip content={t("sample.long")} shortcut="S">
            <Button>{word}</Button>
          </Tooltip>
        </State>
      </Part>
    </>
  );
}

function Menus() {
  const t = useTranslations("parts");
  const options = useOptions();
  const [ticked, setTicked] = useState<("first" | "second" | "third")[]>(["first"]);
  const [chosen, setChosen] = useState<"first" | "second" | "third">("first");
  return (
    <Part file="menu">
      <State of="default">
        <Menu trigger={<Button>{t("sample.menu")}</Button>} align="start">
          <MenuItem icon={<Pencil aria-hidden="true" />} shortcut="E" onSelect={() => undefined}>
            {t("sample.word")}
          </MenuItem>
          <MenuItem onSelect={() => undefined}>{t("sample.long")}</MenuItem>
          <MenuItem disabled onSelect={() => undefined}>
            {t("state.disabled")}
          </MenuItem>
          <MenuItem danger onSelect={() => undefined}>
            {t("sample.remove")}
          </MenuItem>
          <MenuSeparator />
          <MenuSection label={t("sample.label")}>
            <MenuChecks values={ticked} onValuesChange={setTicked} options={options} />
          </MenuSection>
          <MenuSeparator />
          <MenuChoice value={chosen} onValueChange={setChosen} options={options} />
        </Menu>
      </State>
    </Part>
  );
}

function Choosing() {
  const t = useTranslations("parts");
  const options = useOptions();
  const [segment, setSegment] = useState<"first" | "second" | "third">("first");
  const [tab, setTab] = useState<"first" | "second" | "third">("first");
  const [page, setPage] = useState(2);
  return (
    <>
      <Part file="segmented-control">
        <State of="chosen">
          <SegmentedControl
            label={t("sample.label")}
            value={segment}
            onValueChange={setSegment}
            options={options}
          />
        </State>
        <State of="empty">
          <SegmentedControl
            label={t("sample.label")}
            value={null}
            onValueChange={setSegment}
            options={options}
          />
        </State>
        <State of="disabled">
          <SegmentedControl
            label={t("sample.label")}
            value={segment}
            onValueChange={setSegment}
            options={options}
            disabled
          />
        </State>
      </Part>
      <Part file="tabs">
        <State of="chosen" wide>
          <Tabs
            label={t("sample.label")}
            value={tab}
            onValueChange={setTab}
            items={options.map((option, i) => ({
              ...option,
              count: i * 12,
              disabled: i === 2,
              content: option.label,
            }))}
          />
        </State>
      </Part>
      <Part file="tab-links">
        <State of="chosen" wide>
          <TabLinks
            label={t("title")}
            items={[
              { href: "/admin/parts", label: t("title") },
              { href: "/admin/limits", label: t("sample.word"), count: 3 },
            ]}
          />
        </State>
      </Part>
      <Part file="toolbar">
        <State of="default" wide>
          <Toolbar label={t("sample.label")} end={<Button>{t("sample.word")}</Button>}>
            <Button>{t("sample.option1")}</Button>
            <Button>{t("sample.option2")}</Button>
          </Toolbar>
        </State>
      </Part>
      <Part file="pagination">
        <State of="default">
          <Pagination page={page} pageSize={20} total={95} onPageChange={setPage} />
        </State>
      </Part>
    </>
  );
}
