"use client";

import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { RecordButtons, RecordList } from "@/app/_drill/live/record-list";
import { isRecordSeen, useEarlier } from "@/app/_drill/live/use-earlier";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./control-desk.module.css";

/** What staff recorded of the street, and the way to record more. Each takes back only what is their own. */
export function Street({
  setting,
  lane,
  personId,
  closed,
}: {
  setting: FullSetting;
  lane: ControlView["lanes"][number];
  personId: string;
  /** The scores are out: what counts stands. */
  closed: boolean;
}) {
  const { act } = useLiveDrill();
  const records = useEarlier(lane.records, { list: "records", lane: lane.lane }, isRecordSeen);
  return (
    <div className={styles.notes}>
      <div className={styles.records} tabIndex={0}>
        <RecordList
          setting={setting}
          closed={closed}
          entries={records.entries.map(({ record, by, byName, what, seenAtMs, withdrawn, photos }) => ({
            key: String(record),
            record: by === personId ? record : null,
            byName,
            what,
            seenAtMs,
            withdrawn,
            photos,
          }))}
          onWithdraw={(record) => void act({ type: "WithdrawRecord", lane: lane.lane, record, reason: "" })}
        />
        <EarlierButton of={records} />
      </div>
      <div className={styles.recordForm}>
        <RecordButtons setting={setting} lane={lane} disabled={closed} onRecord={act} />
      </div>
    </div>
  );
}
