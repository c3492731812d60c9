import "server-only";
import type { CaseStudy } from "@/domain/case-study/schema";
import type { LocalText } from "@/domain/text";

/** Numbers that look like chance and are the same on every machine. */
export function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1_013_904_223) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
}

type Pair = readonly [zh: string, en: string];

const CATEGORIES: readonly Pair[] = [
  ["酒后滋事", "Drunken disturbance"],
  ["家庭纠纷", "Family dispute"],
  ["邻里纠纷", "Dispute between neighbours"],
  ["电信诈骗", "Telephone fraud"],
  ["入室盗窃", "Burglary"],
  ["扒窃", "Pickpocketing"],
  ["交通事故", "Traffic accident"],
  ["走失人员", "Missing person"],
  ["燃气泄漏险情", "Gas leak"],
  ["火情", "Fire"],
  ["溺水救援", "Water rescue"],
  ["噪声扰民", "Noise"],
  ["消费纠纷", "Dispute over a purchase"],
  ["劳资纠纷", "Dispute over wages"],
  ["医患纠纷", "Dispute at a hospital"],
  ["校园安全", "Safety at a school"],
  ["群体聚集", "Gathering"],
  ["抢夺", "Snatching"],
  ["寻衅滋事", "Provocation"],
  ["无人机扰航", "Drone near a runway"],
  ["危险物品", "Dangerous goods"],
  ["动物伤人", "Animal attack"],
  ["高空抛物", "Objects thrown from a height"],
  ["网络谣言", "Rumour"],
  ["押金纠纷", "Dispute over a deposit"],
  ["失物招领", "Lost property"],
];

const TAGS: readonly Pair[] = [
  ["多部门联动", "multi-agency"],
  ["疏散清点", "evacuation count"],
  ["现场保护", "scene protection"],
  ["执法记录", "body camera"],
  ["警戒范围", "cordon"],
  ["弱势群体", "vulnerable people"],
  ["未成年人", "minors"],
  ["围观群众", "onlookers"],
  ["夜间处置", "at night"],
  ["首接负责", "first answer"],
  ["证据固定", "evidence"],
  ["无线电纪律", "radio discipline"],
  ["现场调解", "mediation"],
  ["追踪围堵", "pursuit"],
  ["视频追踪", "cameras"],
  ["急救配合", "first aid"],
];

const WHO: readonly Pair[] = [
  ["值班民警", "The officer on duty"],
  ["带班领导", "The shift leader"],
  ["接警员", "The call-taker"],
  ["派出所民警", "The station's officers"],
  ["巡逻车组", "The patrol crew"],
  ["辅警", "The auxiliary"],
  ["指挥室", "The command room"],
  ["社区网格员", "The neighbourhood warden"],
  ["报警人", "The caller"],
  ["当事人", "The person concerned"],
  ["犯罪嫌疑人", "The suspect"],
  ["保安", "The guard"],
];

const DID: readonly Pair[] = [
  ["先核对了地址再派警", "checked the address before sending anyone"],
  ["在电话里问清了有没有人受伤", "asked on the phone whether anybody was hurt"],
  ["把车停在巷口，步行进入", "left the car at the mouth of the lane and walked in"],
  ["拉起警戒带，劝离围观群众", "put up a cordon and moved onlookers away"],
  ["用执法记录仪全程录像", "recorded everything on the body camera"],
  ["分开双方，各自询问", "kept the two sides apart and questioned each"],
  ["请求增援，并报告了出入口", "asked for more crews and reported the exits"],
  ["没有鸣笛，以免惊动", "went without the siren so as not to warn anybody"],
  ["联系了燃气公司和街道办事处", "called the gas company and the street office"],
  ["调取了便利店门口的监控", "pulled the camera footage of the shop door"],
  ["按照治安管理处罚法作了告知", "read out the rules on public order"],
  ["把手机号码报错了一位", "gave one digit of the number wrongly"],
  ["在无线电里抢了别人的话", "talked over others on the radio"],
  ["四分钟内赶到现场", "was on scene within four minutes"],
  ["漏报了一名人员的去向", "lost track of one person"],
  ["对现场物品逐一登记拍照", "listed and photographed every item"],
  ["安抚了情绪激动的家属", "calmed relatives who were beside themselves"],
  ["发现后门没有人守", "found that nobody watched the back door"],
  ["通知急救中心并引导救护车", "called an ambulance and led it in"],
  ["把处置结果回访给了报警人", "told the caller what had come of it"],
  ["没有核实对方身份就放行", "let somebody pass without asking who they were"],
  ["在二十五分钟内完成疏散", "cleared the building in twenty-five minutes"],
];

const LESSONS: readonly Pair[] = [
  ["先控制现场，再说道理。", "Take hold of the scene before you argue."],
  ["到场时间要从接警算起。", "Time on scene counts from the call."],
  ["每一次转交都要复述。", "Repeat whatever is handed over."],
  ["不要让同一个人同时做两件事。", "Nobody does two things at once."],
  ["看不见的出口也是出口。", "An exit that nobody sees is an exit."],
  ["清点不是看人，是对账。", "Counting means matching the roll."],
];

const PLACE_FIRST = [..."潮澜屿汐渚霁岚峤澍湄浔淞沚泠滢瀚涧汀洲岬礁帆桅舷锚橹棹筏舸桐楠榕樟杉柏槐榆梓椿"];
const PLACE_SECOND = [..."湾滩岸塘浦涌坞坪坳垄堰桥渡埠巷里坊苑园邨营屯寨堡台亭阁楼轩庐"];
const PLACE_ENDS: readonly Pair[] = [
  ["路口", "crossing"],
  ["小区", "estate"],
  ["码头", "quay"],
  ["广场", "square"],
  ["菜市场", "market"],
  ["地铁站", "metro station"],
  ["商业街", "shopping street"],
  ["工业园", "works"],
];

const text = ([zh, en]: Pair): LocalText => ({ zh, en });

/** The so-many-th case: invented, and the same on every machine. As long as a short case of the library. */
export function caseAt(index: number): CaseStudy {
  const roll = dice(index + 1);
  const one = <T>(list: readonly T[]): T => {
    // Some words are in most texts and some in few, as in any language.
    const at = Math.min(roll(list.length), roll(list.length));
    const chosen = list[at];
    if (chosen === undefined) throw new Error("There is nothing to choose from.");
    return chosen;
  };
  const any = (list: readonly string[]) => list[roll(list.length)] ?? "";
  const end = one(PLACE_ENDS);
  const name = `${any(PLACE_FIRST)}${any(PLACE_SECOND)}`;
  const latin = `${"bcdfghjklmnprstw".charAt(roll(16))}${"aeiou".charAt(roll(5))}${"lmnrst".charAt(roll(6))}${"aeiou".charAt(roll(5))}${"dknrst".charAt(roll(6))}`;
  const place: Pair = [`${name}${end[0]}`, `${latin} ${end[1]}`];
  const category = one(CATEGORIES);
  const happened = (): Pair => {
    const [who, did] = [one(WHO), one(DID)];
    return [`${who[0]}${did[0]}`, `${who[1]} ${did[1]}`];
  };
  const passage = (sentences: number): LocalText => {
    const all = Array.from({ length: sentences }, happened);
    return { zh: all.map(([zh]) => zh).join("，") + "。", en: all.map(([, en]) => en).join(". ") + "." };
  };
  const minutes = 2 + roll(40);
  return {
    schemaVersion: 1,
    title: {
      zh: `${place[0]}${category[0]}：${one(LESSONS)[0].slice(0, -1)}`,
      en: `${category[1]} at the ${place[1]}`,
    },
    summary: passage(3),
    kind: (["exemplary", "cautionary", "discussion"] as const)[roll(3)] ?? "discussion",
    category: text(category),
    place: text(place),
    occurredOn: `20${15 + roll(11)}-${String(1 + roll(12)).padStart(2, "0")}-${String(1 + roll(28)).padStart(2, "0")}`,
    tags: [...new Set(Array.from({ length: 3 + roll(3) }, () => one(TAGS)))].map(text),
    figures: [
      {
        label: { zh: "首车到场", en: "First crew on scene" },
        value: { zh: `${minutes} 分钟`, en: `${minutes} min` },
      },
    ],
    timeline: Array.from({ length: 5 }, (_, i) => ({
      atMs: i * 120_000,
      text: text(happened()),
      turningPoint: i === 2,
    })),
    sections: [
      { id: "handling", heading: { zh: "处置经过", en: "How it was handled" }, body: passage(10) },
      { id: "comment", heading: { zh: "点评", en: "What to think of it" }, body: passage(6) },
    ],
    lessons: [text(one(LESSONS)), text(one(LESSONS))],
    decisions: [],
    legal: [],
  };
}

/** What people look for, from what stands in few cases to what stands in most, with parts that are no words. */
export const QUERIES = [
  { name: "one character", q: "桥" },
  { name: "two, common", q: "现场" },
  { name: "two, rare", q: "潮湾" },
  { name: "a word of three", q: "派出所" },
  { name: "four", q: "便利店门" },
  { name: "long, common", q: "犯罪嫌疑人" },
  { name: "long, no word", q: "警员先核对了" },
  { name: "two words", q: "燃气 疏散" },
  { name: "Latin, common", q: "officer" },
  { name: "Latin, part of a word", q: "graphe" },
  { name: "nothing", q: "量子计算机" },
] as const;

/** Parts of the texts themselves and near misses of them, for a comparison with looking through every text. */
export function soughtIn(count: number): string[] {
  const roll = dice(99);
  return Array.from({ length: count }, (_, i) => {
    const study = caseAt(roll(5_000));
    const body = [study.title, ...study.sections.map((section) => section.body)].map((one) =>
      i % 5 === 4 ? one.en : one.zh,
    );
    const characters = [...(body[roll(body.length)] ?? "")];
    const length = 1 + roll(9);
    const part = characters.slice(roll(Math.max(1, characters.length - length))).slice(0, length);
    // Every third has two characters changed over: it may stand nowhere.
    if (i % 3 === 2 && part.length > 2) part.splice(0, 2, part[1] ?? "", part[0] ?? "");
    return part.join("").trim();
  }).filter((part) => /[\p{L}\p{N}]/u.test(part));
}
