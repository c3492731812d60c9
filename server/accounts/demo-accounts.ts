import "server-only";
import type { OrganisationLevel, Role } from "@/domain/account/schema";
import type { LocalText } from "@/domain/text";

/** Published on purpose, which is why these accounts cannot sign in outside demo mode. */
export const DEMO_PASSWORD = "sandtable-demo-2026";

type DemoOrganisation = { key: string; under: string | null; level: OrganisationLevel; name: LocalText };

/** A made-up city on made-up islands. */
export const DEMO_ORGANISATIONS = [
  {
    key: "city",
    under: null,
    level: "bureau",
    name: { zh: "定澜市公安局", en: "Dinglan City Police Bureau" },
  },
  { key: "lan", under: "city", level: "district", name: { zh: "澜洲分局", en: "Lan Isle District" } },
  { key: "harbour", under: "lan", level: "station", name: { zh: "港城派出所", en: "Harbour Town Station" } },
  { key: "reef", under: "lan", level: "station", name: { zh: "东礁派出所", en: "East Reef Station" } },
  { key: "bay", under: "lan", level: "station", name: { zh: "北湾派出所", en: "North Bay Station" } },
  { key: "tidewatch", under: "lan", level: "station", name: { zh: "望潮派出所", en: "Wangchao Station" } },
  { key: "sha", under: "city", level: "district", name: { zh: "沙屿分局", en: "Sand Islet District" } },
  { key: "lighthouse", under: "sha", level: "station", name: { zh: "灯塔派出所", en: "Lighthouse Station" } },
] as const satisfies readonly DemoOrganisation[];

export type DemoOrganisationKey = (typeof DEMO_ORGANISATIONS)[number]["key"];

export type DemoPerson = {
  staffNumber: string;
  name: string;
  latinName: string;
  organisation: DemoOrganisationKey;
  roles: Role[];
};

/** Officers come in crews of six; the first of each is the captain of the team below. */
const officer = (
  staffNumber: string,
  name: string,
  latinName: string,
  organisation: DemoOrganisationKey,
) => ({
  staffNumber,
  name,
  latinName,
  organisation,
  roles: ["officer"] satisfies Role[],
});

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    staffNumber: "AD01",
    name: "闻静川",
    latinName: "Wen Jingchuan",
    organisation: "city",
    roles: ["administrator"],
  },
  { staffNumber: "TR01", name: "沈砺", latinName: "Shen Li", organisation: "lan", roles: ["trainer"] },
  {
    staffNumber: "TR02",
    name: "顾望舒",
    latinName: "Gu Wangshu",
    organisation: "lan",
    roles: ["trainer", "evaluator"],
  },
  {
    staffNumber: "EV01",
    name: "陆知衡",
    latinName: "Lu Zhiheng",
    organisation: "city",
    roles: ["evaluator"],
  },
  { staffNumber: "EV02", name: "傅明微", latinName: "Fu Mingwei", organisation: "sha", roles: ["evaluator"] },

  officer("P101", "程海岩", "Cheng Haiyan", "harbour"),
  officer("P102", "乔安澜", "Qiao Anlan", "harbour"),
  officer("P103", "邵屿", "Shao Yu", "harbour"),
  officer("P104", "贺向港", "He Xianggang", "harbour"),
  officer("P105", "柳青帆", "Liu Qingfan", "harbour"),
  officer("P106", "裴立航", "Pei Lihang", "harbour"),

  officer("P201", "秦越礁", "Qin Yuejiao", "reef"),
  officer("P202", "祝晚潮", "Zhu Wanchao", "reef"),
  officer("P203", "温行舟", "Wen Xingzhou", "reef"),
  officer("P204", "岳峙", "Yue Zhi", "reef"),
  officer("P205", "洛以宁", "Luo Yining", "reef"),
  officer("P206", "管仲礼", "Guan Zhongli", "reef"),

  officer("P301", "霍北辰", "Huo Beichen", "bay"),
  officer("P302", "江小汐", "Jiang Xiaoxi", "bay"),
  officer("P303", "宁远", "Ning Yuan", "bay"),
  officer("P304", "尹沐风", "Yin Mufeng", "tidewatch"),
  officer("P305", "崔可为", "Cui Kewei", "tidewatch"),
  officer("P306", "连朝晖", "Lian Zhaohui", "tidewatch"),

  officer("P401", "蔺守灯", "Lin Shoudeng", "lighthouse"),
  officer("P402", "白鹭洲", "Bai Luzhou", "lighthouse"),
  officer("P403", "石砚秋", "Shi Yanqiu", "lighthouse"),
  officer("P404", "褚平川", "Chu Pingchuan", "lighthouse"),
  officer("P405", "夏听澜", "Xia Tinglan", "lighthouse"),
  officer("P406", "边城", "Bian Cheng", "lighthouse"),
];

export type DemoTeam = {
  name: LocalText;
  shortName: string;
  organisation: DemoOrganisationKey;
  /** Staff numbers; the first is the captain's. */
  members: readonly string[];
};

const crew = (hundred: number) => Array.from({ length: 6 }, (_, index) => `P${hundred + index + 1}`);

export const DEMO_TEAMS: readonly DemoTeam[] = [
  { name: { zh: "潮声队", en: "Tide" }, shortName: "潮", organisation: "harbour", members: crew(100) },
  { name: { zh: "砥礁队", en: "Reef" }, shortName: "礁", organisation: "reef", members: crew(200) },
  { name: { zh: "海鹰队", en: "Sea Eagle" }, shortName: "鹰", organisation: "bay", members: crew(300) },
  {
    name: { zh: "灯塔队", en: "Lighthouse" },
    shortName: "塔",
    organisation: "lighthouse",
    members: crew(400),
  },
];

export type DemoAccount = DemoPerson & {
  key: string;
  /** What this person is there for, for whoever chooses among them. */
  task: LocalText;
};

/** The accounts the sign-in page offers with one click. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  demoAccount("trainer", "TR01", {
    zh: "编写想定，组织并导调演练",
    en: "Writes scenarios, sets up and controls drills",
  }),
  demoAccount("trainer-2", "TR02", { zh: "协助导调，也可考评", en: "Second controller, evaluates too" }),
  demoAccount("evaluator", "EV01", { zh: "对照清单逐项考评", en: "Ticks the checklist and rates" }),
  demoAccount("evaluator-2", "EV02", { zh: "第二考评员", en: "Second evaluator" }),
  demoAccount("tide-captain", "P101", { zh: "潮声队队长", en: "Captain of team Tide" }),
  demoAccount("reef-captain", "P201", { zh: "砥礁队队长", en: "Captain of team Reef" }),
  demoAccount("tide-member", "P102", { zh: "潮声队队员", en: "Member of team Tide" }),
  demoAccount("reef-member", "P202", { zh: "砥礁队队员", en: "Member of team Reef" }),
  demoAccount("administrator", "AD01", {
    zh: "管理人员、单位、战队，查看审计",
    en: "Manages people, organisations and teams, reads the audit trail",
  }),
];

function demoAccount(key: string, staffNumber: string, task: LocalText): DemoAccount {
  const person = DEMO_PEOPLE.find((one) => one.staffNumber === staffNumber);
  if (!person) throw new Error(`No demo person has the staff number ${staffNumber}.`);
  return { ...person, key, task };
}
