import type { ActionDefinition, Adjudication, LegalBasis } from "./schema";

/**
 * What the actions rest on. The date is that of the text cited: when a law is revised, a new entry is
 * added beside the old one, because old cases must keep citing what was in force.
 */
const law = {
  callRules: {
    title: { zh: "《110接处警工作规则》", en: "Rules for Handling 110 Calls" },
    inForceFrom: "2003-04-30",
  },
  hotlineLink: {
    title: {
      zh: "《国务院办公厅关于推动12345政务服务便民热线与110报警服务台高效对接联动的意见》",
      en: "General Office of the State Council: Opinions on Linking the 12345 Hotline with the 110 Centre",
    },
    inForceFrom: "2022-04-23",
  },
  bodyCamera: {
    title: {
      zh: "《公安机关现场执法视音频记录工作规定》",
      en: "Provisions on Audio and Video Recording of On-Scene Law Enforcement",
    },
    inForceFrom: "2016-07-01",
  },
  administrativeCases: {
    title: {
      zh: "《公安机关办理行政案件程序规定》",
      en: "Procedural Provisions for Administrative Cases of Public Security Organs",
    },
    inForceFrom: "2020-08-06",
  },
  criminalCases: {
    title: {
      zh: "《公安机关办理刑事案件程序规定》",
      en: "Procedural Provisions for Criminal Cases of Public Security Organs",
    },
    inForceFrom: "2020-09-01",
  },
  police: {
    title: { zh: "《中华人民共和国人民警察法》", en: "People's Police Law" },
    inForceFrom: "2013-01-01",
  },
  cordonTape: {
    title: {
      zh: "《公安机关警戒带使用管理办法》",
      en: "Measures for the Use of Police Cordon Tape",
    },
    inForceFrom: "1998-03-11",
  },
  criminalProcedure: {
    title: { zh: "《中华人民共和国刑事诉讼法》", en: "Criminal Procedure Law" },
    inForceFrom: "2018-10-26",
  },
  emergencyResponse: {
    title: { zh: "《中华人民共和国突发事件应对法》", en: "Emergency Response Law" },
    inForceFrom: "2024-11-01",
  },
  mediation: {
    title: { zh: "《中华人民共和国人民调解法》", en: "People's Mediation Law" },
    inForceFrom: "2011-01-01",
  },
  penalties: {
    title: {
      zh: "《中华人民共和国治安管理处罚法》（2025年修订）",
      en: "Public Security Administration Penalties Law (2025 revision)",
    },
    inForceFrom: "2026-01-01",
  },
  stopConduct: {
    title: {
      zh: "《公安机关人民警察现场制止违法犯罪行为操作规程》",
      en: "Operating Rules for Stopping Unlawful and Criminal Acts on the Spot",
    },
    inForceFrom: "2010-01-27",
  },
  weapons: {
    title: {
      zh: "《中华人民共和国人民警察使用警械和武器条例》",
      en: "Regulations on the Use of Police Equipment and Weapons",
    },
    inForceFrom: "1996-01-16",
  },
} satisfies Record<string, LegalBasis>;

/** What hands on the spot do: the crew must be there before it can start. */
const byCrewOnScene = {
  target: "incident",
  crew: "needed",
  onScene: true,
  notice: "in-range",
} satisfies Partial<ActionDefinition>;

const plain: Pick<
  ActionDefinition,
  "target" | "crew" | "onScene" | "stages" | "notice" | "actorIs" | "adjudication" | "effects" | "note"
> = {
  target: "none",
  crew: "none",
  onScene: false,
  stages: [],
  notice: "own",
  actorIs: [],
  adjudication: { by: "auto" },
  effects: [],
  note: "none",
};

/**
 * Every action that all scenarios share: the six steps of a call, what surrounds them, and the
 * moves of an opposition. Durations are drill time and stand for "until the result is in", not for
 * the click. What an action brings to light in one story is that scenario's business: it is written
 * there as an inject that waits for the action, so that this list never knows a plot.
 */
export const builtInActions: readonly ActionDefinition[] = [
  // Respond at once: the call desk and the duty officer.
  {
    ...responder("accept", "respond", 0),
    label: { zh: "接警", en: "Accept call" },
    hint: {
      zh: "接起警情并开始问话：地点、人员、时间、经过，有没有人受伤。",
      en: "Take the call and start asking: where, who, when, what happened, is anyone hurt.",
    },
    target: "incident",
    stages: ["reported"],
    effects: [{ effect: "incident-status", status: "accepted" }],
    legal: [article(law.callRules, "七", 7)],
  },
  {
    ...responder("classify", "respond", 0),
    label: { zh: "警情定级", en: "Classify" },
    hint: {
      zh: "定类别、定等级；等级决定派多少警、多快到。",
      en: "Give it a category and a priority; the priority decides how many go and how fast.",
    },
    target: "incident",
    // In practice crews are often sent first; its time runs on until it is done.
    stages: ["accepted", "dispatched", "on-scene", "controlled"],
    effects: [{ effect: "incident-status", status: "classified" }],
    legal: [article(law.callRules, "二十二", 22)],
  },
  {
    ...responder("dispatch", "respond", 0),
    label: { zh: "派警", en: "Dispatch" },
    hint: {
      zh: "点名派出车组，交代任务、路线和注意事项；可多次增派。",
      en: "Send named crews with task, route and cautions; more can follow later.",
    },
    target: "incident",
    crew: "needed",
    stages: ["accepted", "classified", "dispatched", "on-scene", "controlled"],
    effects: [{ effect: "incident-status", status: "dispatched" }, { effect: "dispatch" }],
    note: "optional",
    legal: [article(law.callRules, "十五", 15)],
  },
  {
    ...responder("redirect", "respond", 0),
    label: { zh: "改派", en: "Redirect crew" },
    hint: {
      zh: "把在途或在其他现场的车组调往这起警情。",
      en: "Turn a crew that is under way or elsewhere towards this incident.",
    },
    target: "incident",
    crew: "needed",
    stages: ["accepted", "classified", "dispatched", "on-scene", "controlled"],
    effects: [{ effect: "dispatch" }],
    note: "optional",
  },
  {
    ...responder("return-to-station", "respond", 0),
    label: { zh: "归队备勤", en: "Return to station" },
    hint: {
      zh: "任务结束，车组回站恢复待命，别让辖区空着。",
      en: "Task done: back to the station and available again, so that the area is not left bare.",
    },
    crew: "needed",
    effects: [{ effect: "return" }],
  },
  {
    ...responder("on-call", "support", 1_200_000),
    label: { zh: "召回备勤警力", en: "Call in off-duty crews" },
    hint: {
      zh: "通知休班车组到岗；二十分钟后在站待命，下一次交接班时下班。",
      en: "Call crews that are off duty: at the station in twenty minutes, relieved at the next change of shift.",
    },
    crew: "needed",
    effects: [{ effect: "call-in" }],
    note: "optional",
  },
  {
    ...responder("merge", "respond", 0),
    label: { zh: "并案处置", en: "Merge calls" },
    hint: {
      zh: "几通电话说的是同一件事：并为一起警情，不重复派警。",
      en: "Several calls about one thing become one incident, so that nobody is sent twice.",
    },
    target: "two-incidents",
    effects: [{ effect: "merge" }],
    note: "optional",
    legal: [article(law.administrativeCases, "六十", 60)],
  },
  {
    ...responder("divert", "respond", 60_000),
    label: { zh: "分流转办", en: "Divert to another line" },
    hint: {
      zh: "不属公安职责且无现实危险的，连同诉求转 12345 等热线，并告知来电人。",
      en: "Not police business and no present danger: pass it to 12345 or another line and tell the caller.",
    },
    target: "incident",
    stages: ["reported", "accepted", "classified"],
    effects: [{ effect: "incident-status", status: "diverted" }],
    note: "required",
    legal: [{ ...law.hotlineLink, article: { zh: "全文", en: "Full text" } }],
  },

  // Verify the call: arrival, recording, first findings.
  {
    ...responder("report-arrival", "verify", 0),
    label: { zh: "报告到场", en: "Report arrival" },
    hint: {
      zh: "电台报到场时间、第一眼看到的情况和人数。",
      en: "Radio the time of arrival, the first impression and the numbers present.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.callRules, "四", 4)],
  },
  {
    ...responder("camera-on", "verify", 0),
    label: { zh: "开启执法记录仪", en: "Body camera on" },
    hint: {
      zh: "到场即开，全程不间断；开机时口述时间、地点、警情。",
      en: "On from arrival, without a break; say time, place and call as it starts.",
    },
    target: "incident",
    crew: "needed",
    stages: ["dispatched", "on-scene", "controlled"],
    legal: [article(law.bodyCamera, "四", 4)],
  },
  {
    ...responder("camera-off", "verify", 0),
    label: { zh: "关闭执法记录仪", en: "Body camera off" },
    hint: {
      zh: "处置结束才关；中途关机要说明原因。",
      en: "Only when the handling is over; an earlier stop must be explained.",
    },
    ...byCrewOnScene,
    note: "optional",
    legal: [article(law.bodyCamera, "二", 2)],
  },
  {
    ...responder("interview", "verify", 180_000),
    label: { zh: "现场询问", en: "Interview" },
    hint: {
      zh: "把报警人、当事人、目击者分开问，记下时间、特征、去向。",
      en: "Question caller, parties and witnesses apart; note times, descriptions, directions.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.administrativeCases, "七十二", 72)],
  },
  {
    ...responder("canvass", "verify", 300_000),
    label: { zh: "走访排查", en: "Canvass" },
    hint: {
      zh: "沿街逐户问：谁看见了，谁家探头对着路。",
      en: "Along the street, door by door: who saw it, whose camera faces the road.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
  },
  {
    ...responder("search", "verify", 300_000),
    label: { zh: "搜寻", en: "Search" },
    hint: {
      zh: "划片分段找人找物，找过的做记号，死角不漏。",
      en: "Look for a person or thing by sectors; mark what is done and leave no corner out.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    effects: [{ effect: "find", radiusM: 60 }],
    note: "optional",
    legal: [article(law.police, "九", 9)],
  },

  // Handle the scene.
  {
    ...responder("cordon", "handle", 120_000),
    label: { zh: "设置警戒", en: "Set up cordon" },
    hint: {
      zh: "拉警戒带，划内外圈，留出救援通道，无关人员劝离。",
      en: "Tape off an inner and an outer ring, keep a lane for rescue, move bystanders out.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.cordonTape, "五", 5)],
  },
  {
    ...responder("protect-scene", "handle", 120_000),
    label: { zh: "保护现场", en: "Protect the scene" },
    hint: {
      zh: "只留一条进出通道，痕迹物证不碰不移，登记进出人员，等勘查到场。",
      en: "One way in and out, nothing touched or moved, everyone entering logged, until forensics come.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.criminalProcedure, "一百二十九", 129)],
  },
  {
    ...responder("first-aid", "handle", 180_000),
    label: { zh: "紧急救助", en: "First aid" },
    hint: {
      zh: "先救人：止血、通风、移离险处，同时叫救护车。",
      en: "Life first: stop bleeding, give air, move out of danger, and call the ambulance meanwhile.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.police, "二十一", 21)],
  },
  {
    ...responder("evacuate", "handle", 600_000),
    label: { zh: "疏散群众", en: "Evacuate" },
    hint: {
      zh: "逐户敲门、逐户登记，先近后远，老幼病残专人帮扶，清点人数。",
      en: "Door by door with a list, nearest first, the frail helped by name, heads counted.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    note: "optional",
    legal: [article(law.emergencyResponse, "七十三", 73)],
  },
  {
    ...responder("mediate", "handle", 480_000),
    label: { zh: "现场调解", en: "Mediate" },
    hint: {
      zh: "双方隔开，各推代表，一次只谈一件事，谈成的当场记下。",
      en: "Parties apart, one speaker each, one point at a time; what is agreed is written down there.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    counters: 0.2,
    note: "optional",
    legal: [article(law.mediation, "十八", 18), article(law.penalties, "九", 9)],
  },
  {
    ...responder("warn", "handle", 60_000),
    label: { zh: "劝诫警告", en: "Caution" },
    hint: {
      zh: "亮明身份，说清哪条行为违法、再继续会怎样。",
      en: "Identify yourself, name the conduct that breaks the law and what follows if it goes on.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    counters: 0.1,
    note: "optional",
    legal: [article(law.stopConduct, "六", 6)],
  },
  {
    ...responder("inform-public", "handle", 60_000),
    label: { zh: "告知群众", en: "Inform the public" },
    hint: {
      zh: "喊话、楼长群、大屏发同一个口径：出了什么事、要做什么、什么时候再报。",
      en: "One wording by loudhailer, residents' groups and screens: what, what to do, when more follows.",
    },
    target: "incident",
    crew: "optional",
    note: "required",
    legal: [article(law.emergencyResponse, "七", 7)],
  },
  {
    ...responder("force-verbal", "handle", 30_000),
    label: { zh: "口头制止", en: "Verbal command" },
    hint: {
      zh: "第一级：表明身份，命令停止，告知不听从的后果。",
      en: "Step one: identify, order to stop, state what follows if not obeyed.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    counters: 0.1,
    note: "optional",
    legal: [article(law.stopConduct, "六", 6)],
  },
  {
    ...responder("force-hands", "handle", 60_000),
    label: { zh: "徒手制止", en: "Bare-handed control" },
    hint: {
      zh: "第二级：口头无效，徒手控制；制服即停，看有没有伤。",
      en: "Step two: words failed, hands-on control; stop once subdued and check for injury.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    adjudication: chance(0.8),
    counters: 0.25,
    note: "optional",
    legal: [article(law.stopConduct, "三", 3)],
  },
  {
    ...responder("force-equipment", "handle", 60_000),
    label: { zh: "使用警械", en: "Use of police equipment" },
    hint: {
      zh: "第三级：徒手不足以制止；先警告，够用为限，事后报告、验伤。",
      en: "Step three: hands do not suffice; warn first, no more than needed, then report and examine injuries.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    adjudication: umpire(0.85, "success", 60_000),
    counters: 0.35,
    note: "required",
    legal: [article(law.stopConduct, "三", 3), article(law.weapons, "七", 7)],
  },
  {
    ...responder("force-weapon", "handle", 60_000),
    label: { zh: "使用武器", en: "Use of firearm" },
    hint: {
      zh: "最后手段：仅限法定情形，警告无效且别无他法；立即救助伤者、保护现场、报告。",
      en: "Last resort: only in the cases the law names, warned in vain, no other way; then aid, protect, report.",
    },
    ...byCrewOnScene,
    stages: ["on-scene", "controlled"],
    adjudication: umpire(0.5, "failure"),
    note: "required",
    legal: [article(law.weapons, "九", 9)],
  },
  {
    ...responder("detain", "handle", 120_000),
    label: { zh: "控制带离", en: "Detain" },
    hint: {
      zh: "人已截住、控制住：告知理由和权利，上铐搜身，分开带离。",
      en: "Once stopped and under control: give reason and rights, cuff and search, take away separately.",
    },
    target: "actor",
    crew: "needed",
    notice: "in-range",
    actorIs: ["intercepted", "calm"],
    effects: [{ effect: "actor", status: "in-custody" }],
    note: "optional",
    legal: [article(law.criminalProcedure, "八十二", 82), article(law.police, "九", 9)],
  },

  // Ask for support: eyes, analysis, partners.
  {
    ...responder("request-feed", "support", 90_000),
    label: { zh: "调看监控", en: "Request camera feed" },
    hint: {
      zh: "请勤务指挥室调这一路的实时画面和回放，推送到现场终端。",
      en: "Have the command centre pull this camera, live and recorded, and push it to the crew.",
    },
    target: "camera",
    effects: [{ effect: "watch" }],
    note: "optional",
  },
  {
    ...responder("request-analysis", "support", 240_000),
    label: { zh: "请求研判", en: "Request analysis" },
    hint: {
      zh: "给出已知特征，请情报研判：人、车、轨迹、前科、关联。",
      en: "Hand over what is known and ask intelligence for people, vehicles, tracks, records, links.",
    },
    target: "incident",
    note: "optional",
  },
  {
    ...responder("joint-operations", "support", 480_000),
    label: { zh: "启动合成作战", en: "Joint operations" },
    hint: {
      zh: "刑侦、图侦、网安、交警合在一处同步查，一个口子下指令。",
      en: "Detectives, video, cyber and traffic work one case side by side under one voice.",
    },
    target: "incident",
    stages: ["classified", "dispatched", "on-scene", "controlled"],
    note: "optional",
    legal: [article(law.criminalCases, "一百七十四", 174)],
  },
  {
    ...responder("notify-agency", "support", 30_000),
    label: { zh: "通知联动单位", en: "Notify partner agency" },
    hint: {
      zh: "说清地点、险情、需要对方做什么、谁在现场对接。",
      en: "Say where, what danger, what is wanted of them and who meets them on the spot.",
    },
    target: "agency",
    effects: [{ effect: "notify-agency" }],
    note: "optional",
    legal: [article(law.callRules, "十五", 15)],
  },

  // Pursue and intercept.
  {
    ...responder("checkpoint", "pursue", 240_000),
    label: { zh: "设卡查控", en: "Set up checkpoint" },
    hint: {
      zh: "选必经路口，缓冲区、检查区、拦截点分开，逐车查验。",
      en: "At a road they must take; buffer, check and stop line apart; every vehicle looked at.",
    },
    target: "place",
    crew: "needed",
    notice: "in-range",
    note: "optional",
    legal: [article(law.police, "九", 9), article(law.police, "十五", 15)],
  },
  {
    ...responder("pursue", "pursue", 180_000),
    label: { zh: "追踪", en: "Pursue" },
    hint: {
      zh: "咬住目标，不断报位置、方向、速度；危及群众就放弃追车改设卡。",
      en: "Stay with them and keep calling position, heading, speed; if it endangers people, drop back and block ahead.",
    },
    target: "actor",
    crew: "needed",
    notice: "in-range",
    actorIs: ["at-large", "located"],
    adjudication: umpire(0.6, "success", 60_000),
    effects: [{ effect: "actor", status: "located" }],
    effectsOnFailure: [{ effect: "actor", status: "at-large" }],
    note: "optional",
    legal: [article(law.stopConduct, "三", 3)],
  },
  {
    ...responder("intercept", "pursue", 120_000),
    label: { zh: "拦截", en: "Intercept" },
    hint: {
      zh: "两车以上合围，选人少处拦停，先熄火拔钥匙再控人。",
      en: "With two crews or more, where few people are; engine off and key out before hands on.",
    },
    target: "actor",
    crew: "needed",
    notice: "in-range",
    actorIs: ["located"],
    counters: 0.3,
    adjudication: umpire(0.7, "success", 60_000),
    effects: [{ effect: "actor", status: "intercepted" }],
    note: "optional",
    legal: [article(law.stopConduct, "五", 5)],
  },

  // Report back.
  {
    ...responder("situation-report", "report", 30_000),
    label: { zh: "情况报告", en: "Situation report" },
    hint: {
      zh: "续报：现场怎样、已做什么、要什么、下一步。",
      en: "How it stands, what is done, what is needed, what comes next.",
    },
    target: "incident",
    crew: "optional",
    stages: ["dispatched", "on-scene", "controlled"],
    note: "required",
    legal: [article(law.callRules, "四", 4)],
  },
  {
    ...responder("hand-over", "report", 120_000),
    label: { zh: "移交", en: "Hand over" },
    hint: {
      zh: "人、物、证据、情况四样交清，写明交给谁、几点交的。",
      en: "People, things, evidence and facts handed over in order: to whom and when.",
    },
    target: "incident",
    crew: "optional",
    stages: ["on-scene", "controlled"],
    note: "required",
    legal: [article(law.administrativeCases, "六十四", 64)],
  },
  {
    ...responder("under-control", "report", 0),
    label: { zh: "现场已控制", en: "Under control" },
    hint: {
      zh: "危险已排除、人已控住或事态已平息，才报控制。",
      en: "Say it only once the danger is gone, the person held or the matter calm.",
    },
    target: "incident",
    crew: "optional",
    stages: ["on-scene"],
    effects: [{ effect: "incident-status", status: "controlled" }],
    note: "optional",
  },
  {
    ...responder("close", "report", 0),
    label: { zh: "处警反馈结案", en: "Close" },
    hint: {
      zh: "填处警反馈：定性、结果、去向、后续谁跟。",
      en: "File the result: what it was, how it ended, who is where, who follows up.",
    },
    target: "incident",
    stages: ["controlled"],
    effects: [{ effect: "incident-status", status: "closed" }],
    note: "required",
    legal: [article(law.callRules, "七", 7)],
  },

  // The opposition's moves.
  {
    ...opposition("op-move", 0, 2),
    label: { zh: "转移", en: "Move" },
    hint: {
      zh: "换到另一处落脚；路上可能被盯着的探头或守在路边的民警看到。",
      en: "Go to another place; a camera that is being watched or a crew by the road may see it.",
    },
    target: "actor-to-place",
    notice: "in-range",
    actorIs: ["at-large", "calm"],
    effects: [{ effect: "set-out" }],
  },
  {
    ...opposition("op-hide", 120_000, 3),
    label: { zh: "藏匿", en: "Hide" },
    hint: {
      zh: "躲进看不见的角落；藏好了，对方得重新找。",
      en: "Get out of sight; if it works, they have to find you again.",
    },
    target: "actor",
    adjudication: chance(0.5),
    actorIs: ["at-large", "calm"],
    effects: [{ effect: "hide" }],
    note: "optional",
  },
  {
    ...opposition("op-change-vehicle", 240_000, 5),
    label: { zh: "换乘车辆", en: "Change vehicle" },
    hint: {
      zh: "弃车换车，让已报出去的车型特征作废。",
      en: "Leave the car for another, so that the description already sent round is worthless.",
    },
    target: "actor",
    notice: "in-range",
    actorIs: ["at-large"],
    adjudication: chance(0.6),
    effects: [{ effect: "actor", status: "at-large" }],
    note: "optional",
  },
  {
    ...opposition("op-split-up", 60_000, 4),
    label: { zh: "分头行动", en: "Split up" },
    hint: {
      zh: "人分两路走，逼对方分兵。",
      en: "Go two ways and make them divide their crews.",
    },
    target: "actor",
    notice: "in-range",
    actorIs: ["at-large"],
    note: "optional",
  },
  {
    ...opposition("op-decoy", 60_000, 6),
    label: { zh: "佯动假警", en: "Decoy" },
    hint: {
      zh: "在别处弄出动静或打一通假报警；写明来电怎么说，由导演部转达。",
      en: "Make a noise elsewhere or a false call; write what is said, control passes it on.",
    },
    target: "place",
    note: "required",
  },
  {
    ...opposition("op-agitate", 120_000, 4),
    label: { zh: "煽动起哄", en: "Agitate" },
    hint: {
      zh: "带头喊、往前挤，把围观的人也带起来。",
      en: "Shout, push forward and carry the bystanders along.",
    },
    notice: "in-range",
    note: "optional",
  },
  {
    ...opposition("op-block-road", 240_000, 6),
    label: { zh: "堵路", en: "Block the road" },
    hint: {
      zh: "横车、堆物或坐在路中间；成了，全区车行都慢。",
      en: "A car across it, things piled up or people sitting down; if it holds, all driving slows.",
    },
    target: "place",
    notice: "in-range",
    adjudication: umpire(0.5, "success", 90_000),
    effects: [{ effect: "congestion", factor: 1.5 }],
    note: "optional",
  },
  {
    ...opposition("op-resist", 60_000, 4),
    label: { zh: "抗拒", en: "Resist" },
    hint: {
      zh: "推搡、挣脱、拒不配合；由裁判看对方力量和手段裁定。",
      en: "Push, break loose, refuse; the umpire weighs their numbers and means.",
    },
    target: "actor",
    notice: "in-range",
    counters: 0.3,
    adjudication: umpire(0.3, "failure", 60_000),
    effects: [{ effect: "actor", status: "at-large" }],
    note: "optional",
  },
  {
    ...opposition("op-film", 60_000, 2),
    label: { zh: "拍摄上网", en: "Film and post" },
    hint: {
      zh: "拍下来配上话发出去；写明标题怎么写。",
      en: "Film it, put words to it and post it; write the caption.",
    },
    notice: "in-range",
    note: "required",
  },
  {
    ...opposition("op-destroy-evidence", 180_000, 5),
    label: { zh: "毁弃证据", en: "Destroy evidence" },
    hint: {
      zh: "扔、烧、刷机、擦痕迹；现场已被保护的由裁判裁定。",
      en: "Dump, burn, wipe; where the scene is already protected the umpire decides.",
    },
    target: "place",
    notice: "in-range",
    adjudication: umpire(0.5, "success", 90_000),
    note: "optional",
  },
  {
    ...opposition("op-surrender", 0, 0),
    label: { zh: "放弃抵抗", en: "Give up" },
    hint: {
      zh: "停下、举手、听从指令。",
      en: "Stop, hands up, do as told.",
    },
    target: "actor",
    effects: [{ effect: "actor", status: "intercepted" }],
  },
];

/** The built-in action with this id, or undefined where a scenario means one of its own. */
export function findBuiltInAction(id: string): ActionDefinition | undefined {
  return builtInActions.find((action) => action.id === id);
}

/** What most actions of the responder have in common; an entry overrides what differs. */
function responder(id: string, group: ActionDefinition["group"], durationMs: number) {
  return { ...plain, id, side: "responder", group, durationMs, cost: 0 } satisfies Partial<ActionDefinition>;
}

/** What most moves of the opposition have in common. Only they draw on a budget. */
function opposition(id: string, durationMs: number, cost: number) {
  return {
    ...plain,
    id,
    side: "opposition",
    group: "opposition",
    durationMs,
    cost,
  } satisfies Partial<ActionDefinition>;
}

/** One article of a law, by its number in Chinese and in figures. */
function article(of: LegalBasis, inChinese: string, number: number): LegalBasis {
  const { title, inForceFrom } = of;
  return { title, article: { zh: `第${inChinese}条`, en: `Article ${number}` }, inForceFrom };
}

function chance(odds: number): Adjudication {
  return { by: "chance", odds };
}

/**
 * A contested move; umpires have two minutes, after which it is drawn at its odds.
 *
 * @param counterMs How long the other side, if it notices, may answer.
 */
function umpire(odds: number, suggested: "success" | "failure", counterMs = 0): Adjudication {
  return { by: "umpire", odds, suggested, otherwise: "draw", timeOutMs: 120_000, counterMs };
}
