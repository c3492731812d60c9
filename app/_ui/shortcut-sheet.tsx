"use client";

import { useTranslations } from "next-intl";
import type { Command } from "./command-context";
import { Dialog } from "./dialog";
import { Kbd } from "./kbd";
import { shortcutLabel } from "./shortcut";
import { Switch } from "./switch";
import styles from "./shortcut-sheet.module.css";

/** Every key that does something here. Single keys can be switched off for people who press them by accident. */
export function ShortcutSheet({
  commands,
  singleKeys,
  onSingleKeysChange,
  onClose,
}: {
  commands: readonly Command[];
  singleKeys: boolean;
  onSingleKeysChange: (enabled: boolean) => void;
  onClose: () => void;
}) {
  const t = useTranslations("common");
  const general = [
    { id: "palette", label: t("shortcuts.openPalette"), keys: "Mod+K" },
    { id: "sheet", label: t("shortcuts.openSheet"), keys: "?" },
    ...commands.filter((command) => command.group === "navigation"),
  ];
  const page = commands.filter((command) => command.group === "action");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t("shortcuts.title")}
      footer={
        <div className={styles.option}>
          <Switch
            label={t("shortcuts.singleKeys")}
            hint={t("shortcuts.singleKeysHint")}
            checked={singleKeys}
            onCheckedChange={onSingleKeysChange}
          />
        </div>
      }
    >
      <div className={styles.columns}>
        {page.length > 0 ? <ShortcutList title={t("shortcuts.page")} commands={page} /> : null}
        <ShortcutList title={t("shortcuts.general")} commands={general} />
      </div>
    </Dialog>
  );
}

function ShortcutList({
  title,
  commands,
}: {
  title: string;
  commands: readonly { id: string; label: string; keys?: string }[];
}) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className={styles.row}>
            <dt>{command.label}</dt>
            <dd>
              <Kbd>{shortcutLabel(command.keys ?? "")}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
