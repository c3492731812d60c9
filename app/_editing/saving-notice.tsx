"use client";

import { useState } from "react";
import { Notice } from "@/app/_ui/notice";
import { ClashNotice, ConflictNotice } from "./conflict-notice";
import type { Clash } from "./merge";
import type { Autosave } from "./use-autosave";

/** What keeps a document from being saved, and what came of putting two of them together; nothing while all is well. */
export function SavingNotice<T>({
  saving,
  onContent,
  unsaved,
  className,
}: {
  saving: Autosave<T>;
  /** The author goes on from there. */
  onContent: (content: T) => void;
  /** Said while it cannot be stored as it is; null while it can. */
  unsaved: string | null;
  className?: string | undefined;
}) {
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const notice =
    saving.state === "conflict" ? (
      <ConflictNotice
        onTheirs={() => void saving.takeTheirs().then(onContent)}
        onBoth={() =>
          void saving.keepMine().then((both) => {
            onContent(both.content);
            setClashes(both.clashes);
          })
        }
      />
    ) : clashes.length > 0 ? (
      <ClashNotice clashes={clashes} onSeen={() => setClashes([])} />
    ) : saving.state === "unsaved" && unsaved !== null ? (
      <Notice>{unsaved}</Notice>
    ) : null;
  return notice && className ? <div className={className}>{notice}</div> : notice;
}
