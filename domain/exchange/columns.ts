import { asTyped } from "@/domain/typed";

/** What a column of a plan can be. */
export const COLUMNS = ["number", "time", "title", "text", "from", "to", "kind", "expected"] as const;
export type Column = (typeof COLUMNS)[number];

/** Which column of a table is what, by its place from 0; what is missing is not in the table. */
export type Mapping = Partial<Record<Column, number>>;

/**
 * What columns are headed in the plans of several houses and languages, in small letters and without punctuation. The
 * first word of a list is looked for first.
 */
const HEADINGS: Record<Column, readonly string[]> = {
  number: [
    ...["序号", "编号", "no", "id", "inject", "injectnumber", "injectno", "number", "serial", "serialnumber"],
    ...["controlnumber", "mselnumber", "eventnumber", "numero"],
  ],
  time: [
    ...[
      "下达时间",
      "时间",
      "时刻",
      "发生时间",
      "推送时间",
      "相对时间",
      "realtime",
      "tmin",
      "time",
      "timeoffset",
    ],
    ...["eventtime", "starttime", "horaire", "heure", "deltaseconds", "when", "offset", "date", "日期"],
  ],
  title: [
    "标题",
    "名称",
    "情况名称",
    "主题",
    "事件名称",
    "subject",
    "title",
    "injecttitle",
    "name",
    "objet",
    "titre",
  ],
  text: [
    ...["情况内容", "内容", "情况", "事件", "想定内容", "情况描述", "描述", "script", "stimuli", "stimulus"],
    ...[
      "description",
      "injectdescription",
      "message",
      "text",
      "content",
      "body",
      "details",
      "inject",
      "event",
    ],
  ],
  from: [
    ...["来源", "发布者", "发送方", "来电人", "信息来源", "发出方", "from", "sender", "source", "emetteur"],
    ...["expediteur", "fromorg", "sourceorg"],
  ],
  to: [
    ...["对象", "接收方", "接收对象", "受训对象", "接收席位", "接收人", "to", "player", "players", "target"],
    ...[
      "targets",
      "recipient",
      "recipients",
      "destinataire",
      "audience",
      "assignedto",
      "toorg",
      "team",
      "teams",
    ],
  ],
  kind: [
    ...["类型", "方式", "下达方式", "手段", "渠道", "形式", "delivery", "deliverymethod", "type", "method"],
    ...["channel", "kind", "means", "injecttype"],
  ],
  expected: [
    ...[
      "预期处置",
      "期望处置",
      "预期行动",
      "预期动作",
      "期望行动",
      "预期反应",
      "应对措施",
      "expectedactions",
    ],
    ...["expectedaction", "expectedoutcome", "expectedresponse", "expectedplayeraction", "reactionattendue"],
    "expected",
  ],
};

/** A heading without what does not tell it from others: case, accents, white space, punctuation. */
export function headingOf(cell: string): string {
  const typed = asTyped(cell);
  if (typed === "#") return "no";
  return typed
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, "");
}

/** Which column is what by its heading; a heading that says nothing leaves its column out. */
export function mappingBy(headings: readonly string[]): Mapping {
  const found = headings.map(headingOf);
  const mapping: Mapping = {};
  for (const column of COLUMNS) {
    const word = HEADINGS[column].find((one) =>
      found.some((heading, i) => heading === one && !isTaken(mapping, i)),
    );
    if (word !== undefined)
      mapping[column] = found.findIndex((heading, i) => heading === word && !isTaken(mapping, i));
  }
  return mapping;
}

function isTaken(mapping: Mapping, place: number): boolean {
  return Object.values(mapping).includes(place);
}

/** What a bare number in the time column counts, in ms, by its heading: "t+sec", "小时". */
export function unitOf(heading: string): number {
  const plain = headingOf(heading);
  if (/sec|秒/.test(plain)) return 1_000;
  if (/hour|小时/.test(plain)) return 3_600_000;
  return 60_000;
}
