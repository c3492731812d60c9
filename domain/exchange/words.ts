import { asTyped } from "@/domain/typed";
import type { InjectAudience } from "@/domain/injects/audience";
import { injectKindOf, type InjectKindName } from "@/domain/injects/kinds";
import type { ForeignInject } from "./plan";

/** Words by which plans name how something is delivered. The first kind that fits counts. */
const KINDS: readonly [InjectKindName, RegExp][] = [
  ["early-warning", /预警|early warning/],
  ["call", /110|报警|来电|接警|emergency call|\b911\b|\b112\b/],
  ["radio", /电台|对讲|手台|radio|walkie/],
  ["video", /视频|监控|摄像|画面|video|camera|cctv|footage/],
  [
    "media",
    /tweet|twitter|weibo|media|press|news|article|social|post\b|网传|微博|抖音|舆情|新闻|媒体|直播|论坛/,
  ],
  ["phone", /电话|phone|telephone|\bcall\b|appel/],
  ["role-player", /角色|演员|扮演|role.?play|actor|verbal|in person|oral/],
  ["command-push", /指挥中心|推送|指令|上级|directive|order|command/],
  ["agency-reply", /联动|回复|agency|partner|reply/],
  ["environment", /环境|天气|停电|environment|weather|world/],
  [
    "message",
    /消息|短信|微信|邮件|通知|文件|传真|sms|e-?mail|mail|message|chat|letter|memo|printout|document|file/,
  ],
];

/** The kind of inject that words for a delivery mean; null where they mean none that is known. */
export function kindBy(words: string): InjectKindName | null {
  const typed = asTyped(words).toLowerCase();
  return KINDS.find(([, pattern]) => pattern.test(typed))?.[0] ?? null;
}

/** Words by which plans name who gets something. */
const AUDIENCES: readonly [InjectAudience, RegExp][] = [
  ["both", /双方|各方|全体|所有|\bboth\b|\ball\b|everyone|everybody/],
  ["control", /导调|导演|控制|裁判|control|white cell|exercise staff|facilitator|animation/],
  ["opposition", /对抗|蓝方|红方|红队|蓝队|嫌疑人|opposition|red (?:team|cell)|opfor|adversary/],
  ["dispatcher", /接警|调度|派警|dispatch|call.?taker/],
  ["duty-room", /值班|勤务室|duty/],
  ["command-centre", /指挥|command cent/],
  ["crew", /车组|民警|巡逻|处警组|现场|crew|patrol|officer on scene/],
  ["responder", /处警方|应对方|受训|参演|blue|responder|player|team/],
];

/** Who is meant by words for a receiver; null where nobody here is. */
export function audienceBy(words: string): InjectAudience | null {
  const typed = asTyped(words).toLowerCase();
  return AUDIENCES.find(([, pattern]) => pattern.test(typed))?.[0] ?? null;
}

/** What the words of an entry mean, and whether they were understood: what is not becomes the plainest thing. */
export function meantBy({ kind: words, to, from }: Pick<ForeignInject, "kind" | "to" | "from">) {
  // Where nothing is said of how it comes, who it comes from tells.
  const kind = kindBy(words === "" ? from : words);
  const audience = audienceBy(to);
  return {
    kind: kind ?? "message",
    isKindKnown: kind !== null || words === "",
    audience: audience ?? injectKindOf(kind ?? "message").audience,
    isAudienceKnown: audience !== null || to === "",
  };
}
