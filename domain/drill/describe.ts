import { actorWords, sideWords, statusWords } from "@/domain/conditions/words";
import type { NamedKind } from "@/domain/reference";
import type { LocalText } from "@/domain/text";
import { tPlus } from "@/domain/duration";
import { planOf } from "./plan";
import type { DrillEvent, Participant, RecordedEvent, Setup } from "./schema";
import { scriptedName } from "./scripted-player";
import type { ActionState, Drill } from "./state";

type NameIn = (kind: NamedKind, id: string | null | undefined, of?: string) => LocalText;

type Named = Pick<ActionState, "actionId" | "target" | "unitIds">;

/** What a sentence needs beyond its event: the actions and recordings that others only name by number. */
export type Story = {
  actionOf: (lane: number, no: number) => Named | undefined;
  recordingOf: (lane: number, record: number) => RecordedEvent | undefined;
  /** What the sentences call somebody who has come in; empty for anybody else. */
  nameOf: (participantId: string) => LocalText;
  /** What the sentences call who did something. */
  called: (participant: Participant) => LocalText;
};

/** The story of a drill as it stands, withdrawn recordings included: the log still speaks of them. */
export function storyOf(drill: Drill): Story {
  const actions = new Map<string, Named>();
  const recordings = new Map<string, RecordedEvent>();
  for (const { lane, records, actions: taken } of drill.lanes) {
    for (const { no, opened } of records) {
      recordings.set(`${lane} ${no}`, opened);
      if (opened.event.type === "ActionTaken") actions.set(`${lane} ${opened.event.no}`, opened.event);
    }
    for (const { no, actionId, target, unitIds } of taken) {
      actions.set(`${lane} ${no}`, { actionId, target, unitIds });
    }
  }
  return {
    actionOf: (lane, no) => actions.get(`${lane} ${no}`),
    recordingOf: (lane, record) => recordings.get(`${lane} ${record}`),
    ...calling(drill, nameIn),
  };
}

/** One way to call people, for those who act and for those they act upon. */
function calling(
  { participants }: Drill,
  called: (participant: Participant) => LocalText,
): Pick<Story, "nameOf" | "called"> {
  const nameOf = (id: string) => {
    const participant = participants[id];
    return participant ? called(participant) : { zh: "", en: "" };
  };
  return { nameOf, called };
}

/** The same story without a person in it: sides and desks act. For what leaves the circle of those who were there. */
export function unnamedStoryOf(drill: Drill): Story {
  return { ...storyOf(drill), ...calling(drill, unnamed) };
}

/**
 * An event as a sentence, for those who may see the truth: control, evaluators, the review. Of what staff
 * recorded it also says who did and when it was seen.
 *
 * Not for a side while the drill runs: sides get their views.
 */
export function describe(recorded: RecordedEvent, setup: Setup, story: Story): LocalText {
  const { by, observedAtMs } = recorded;
  const sentence = happening(recorded, setup, story);
  if (observedAtMs === null || by.role === "engine") return sentence;
  const seen = tPlus(observedAtMs);
  return {
    zh: `${sentence.zh.replace(/。$/, "")}（${by.name}记录，${seen} 所见）。`,
    en: `${sentence.en.replace(/\.$/, "")} (recorded by ${by.name}, seen at ${seen}).`,
  };
}

/** What happened, without who wrote it down. */
export function happening(recorded: RecordedEvent, setup: Setup, story: Story): LocalText {
  const { event, by } = recorded;
  const plan = planOf(setup);
  const name: NameIn = (kind, id, of) =>
    id == null ? { zh: "", en: "" } : (plan.nameOf(kind, id, of) ?? { zh: id, en: id });
  const who = by.role === "engine" ? { zh: "系统", en: "the engine" } : story.called(by);
  const sign = (unitId: string) => plan.units.get(unitId)?.callSign ?? unitId;
  /** An action in words: what, on what, by which crews. */
  const deed = ({ actionId, target, unitIds }: Named): LocalText => {
    const on =
      target.targetId === undefined ? name("incident", target.incidentId) : name("target", target.targetId);
    const label = name("action", actionId);
    const crews = unitIds.map(sign);
    return {
      zh: `${on.zh ? `“${on.zh}”` : ""}${crews.length ? `${crews.join("、")} ` : ""}${label.zh}`,
      en: `“${label.en}”${crews.length ? ` by ${crews.join(", ")}` : ""}${on.en ? ` on “${on.en}”` : ""}`,
    };
  };
  const action = (no: number): LocalText => {
    const known = story.actionOf(recorded.lane, no);
    return known ? deed(known) : { zh: `第 ${no} 号动作`, en: `Move ${no}` };
  };

  switch (event.type) {
    case "DrillPlanned":
      return {
        zh: `计划了演练“${event.setup.title}”。`,
        en: `The drill “${event.setup.title}” was planned.`,
      };
    case "DrillReplanned":
      return {
        zh: `${who.zh}修改了演练计划“${event.setup.title}”。`,
        en: `${who.en} changed the plan of the drill “${event.setup.title}”.`,
      };
    case "DrillCancelled":
      return {
        zh: `${who.zh}取消了演练${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${who.en} cancelled the drill${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    case "ParticipantJoined":
      return {
        zh: `${story.called(event.participant).zh}加入演练，${placeWords(event.participant).zh}。`,
        en: `${story.called(event.participant).en} joined as ${placeWords(event.participant).en}.`,
      };
    case "DrillStarted":
      return { zh: "演练开始（StartEx）。", en: "StartEx." };
    case "ClockStarted":
      return { zh: `时钟以 ${event.rate} 倍速走动。`, en: `The clock runs at ${event.rate}×.` };
    case "ClockPaused":
      return {
        zh: `时钟暂停${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `The clock is paused${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    case "ClockRateChanged":
      return { zh: `时钟改为 ${event.rate} 倍速。`, en: `The clock's rate is now ${event.rate}×.` };
    case "ClockJumped":
      return {
        zh: `时钟跳至 ${tPlus(event.toMs)}。`,
        en: `The clock jumped ahead to ${tPlus(event.toMs)}.`,
      };
    case "LegStarted":
      return {
        zh: `双方互换，第 ${event.lane} 回合开始（StartEx）。`,
        en: `Sides exchanged; StartEx of leg ${event.lane}.`,
      };
    case "DrillEnded": {
      const how = {
        ended: { zh: "演练结束（EndEx）", en: "EndEx" },
        stopped: { zh: "叫停演练", en: "The exercise was stopped" },
        "real-incident": { zh: "因真实警情中止演练", en: "A real incident overrode the exercise" },
      }[event.how];
      return {
        zh: `${how.zh}${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${how.en}${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    }
    case "ExerciseStopped":
      return {
        zh: `${who.zh}${event.real ? "报告真实警情，" : ""}叫停演练，全体停止${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${who.en} stopped the exercise for everybody${event.real ? " for a real incident" : ""}${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    case "StopAnswered":
      return {
        zh: `${who.zh}已知悉真实警情，演练不会自动结束。`,
        en: `${who.en} knows of the real incident: the exercise does not end by itself.`,
      };
    case "StopsMuted":
    case "StopsUnmuted": {
      const muted = event.type === "StopsMuted";
      const whose = story.nameOf(event.participantId);
      return {
        zh: muted ? `${who.zh}停用了${whose.zh}的叫停。` : `${who.zh}恢复了${whose.zh}的叫停。`,
        en: muted
          ? `${who.en} muted the stops of ${whose.en}.`
          : `${who.en} let ${whose.en} stop the exercise again.`,
      };
    }
    case "ExerciseResumed":
      return {
        zh: `${who.zh}确认可以继续，恢复演练${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${who.en} made sure that it can go on and resumed the exercise${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    case "CheckCalled":
      return {
        zh: `${who.zh}呼叫第 ${event.no} 次通信检查，应答 ${event.to.length} 人。`,
        en: `${who.en} called communications check ${event.no}; ${event.to.length} to answer.`,
      };
    case "CheckAnswered":
      return {
        zh: `${who.zh}应答第 ${event.no} 次通信检查。`,
        en: `${who.en} answered communications check ${event.no}.`,
      };
    case "LeadOffered": {
      const to = story.nameOf(event.to);
      return {
        zh: `${who.zh}将主控移交给${to.zh}，等待接收。`,
        en: `${who.en} offered the lead to ${to.en}.`,
      };
    }
    case "LeadOfferClosed":
      return { zh: `${who.zh}取消主控移交。`, en: `${who.en} closed the offer of the lead.` };
    case "LeadTaken":
      return event.how === "offered"
        ? { zh: `${who.zh}接收主控。`, en: `${who.en} took the lead that was offered.` }
        : {
            zh: `主控离线，${who.zh}接管主控：${unstopped(event.reason)}。`,
            en: `Whoever led was not connected; ${who.en} took over: ${unstopped(event.reason)}.`,
          };
    case "InjectScheduled":
      return {
        zh: `条件成立，情况“${name("inject", event.injectId).zh}”排定下发。`,
        en: `Its condition came true: “${name("inject", event.injectId).en}” is scheduled.`,
      };
    case "InjectDelivered":
      return {
        zh: `${event.again ? "再次" : ""}下发情况“${name("inject", event.injectId).zh}”。`,
        en: `Inject “${name("inject", event.injectId).en}” delivered${event.again ? " again" : ""}.`,
      };
    case "InjectHeld":
      return {
        zh: `${who.zh}扣住情况“${name("inject", event.injectId).zh}”。`,
        en: `${who.en} held “${name("inject", event.injectId).en}”.`,
      };
    case "InjectReleased":
      return {
        zh: `${who.zh}放行情况“${name("inject", event.injectId).zh}”。`,
        en: `${who.en} released “${name("inject", event.injectId).en}”.`,
      };
    case "InjectSkipped":
      return {
        zh: `${who.zh}跳过情况“${name("inject", event.injectId).zh}”${event.reason ? `：${unstopped(event.reason)}` : ""}。`,
        en: `${who.en} skipped “${name("inject", event.injectId).en}”${event.reason ? `: ${unstopped(event.reason)}` : ""}.`,
      };
    case "InjectEdited":
      return {
        zh: `${who.zh}修改情况“${name("inject", event.injectId).zh}”。`,
        en: `${who.en} edited “${name("inject", event.injectId).en}”.`,
      };
    case "AdHocInjectSent":
      return {
        zh: `${who.zh}临时下发情况${event.from ? `（扮演${event.from}）` : ""}：${event.text}`,
        en: `${who.en} sent an ad-hoc inject${event.from ? ` as ${event.from}` : ""}: ${event.text}`,
      };
    case "IncidentReported":
      return {
        zh: `接报警情“${name("incident", event.incidentId).zh}”。`,
        en: `“${name("incident", event.incidentId).en}” was reported.`,
      };
    case "IncidentStatusReached": {
      const status = statusWords(event.status);
      return {
        zh: `“${name("incident", event.incidentId).zh}”：${status.zh}。`,
        en: `“${name("incident", event.incidentId).en}”: ${status.en}.`,
      };
    }
    case "IncidentClassified":
      return {
        zh: `${who.zh}将“${name("incident", event.incidentId).zh}”定为 ${event.priority} 级${event.category ? `（${event.category}）` : ""}。`,
        en: `${who.en} classified “${name("incident", event.incidentId).en}” as P${event.priority}${event.category ? ` (${event.category})` : ""}.`,
      };
    case "IncidentsMerged":
      return {
        zh: `“${name("incident", event.incidentId).zh}”并入“${name("incident", event.into).zh}”。`,
        en: `“${name("incident", event.incidentId).en}” was merged into “${name("incident", event.into).en}”.`,
      };
    case "UnitSent": {
      const km = (event.lengthM / 1_000).toFixed(1);
      if (event.placeId !== null) {
        return {
          zh: `${sign(event.unitId)} 前往${name("place", event.placeId).zh}，${km} 公里。`,
          en: `${sign(event.unitId)} sent to ${name("place", event.placeId).en}, ${km} km.`,
        };
      }
      return event.incidentId === null
        ? { zh: `${sign(event.unitId)} 返回驻地。`, en: `${sign(event.unitId)} returns to its station.` }
        : {
            zh: `${sign(event.unitId)} 出警前往“${name("incident", event.incidentId).zh}”，${km} 公里。`,
            en: `${sign(event.unitId)} sent to “${name("incident", event.incidentId).en}”, ${km} km.`,
          };
    }
    case "UnitArrived": {
      const unit = sign(event.unitId);
      if (event.placeId !== undefined) {
        const place = name("place", event.placeId);
        return { zh: `${unit} 到达${place.zh}。`, en: `${unit} arrived at ${place.en}.` };
      }
      if (event.incidentId === null)
        return { zh: `${unit} 回到驻地。`, en: `${unit} is back at its station.` };
      return event.incidentId === undefined
        ? { zh: `${unit} 到达。`, en: `${unit} arrived.` }
        : {
            zh: `${unit} 到达“${name("incident", event.incidentId).zh}”现场。`,
            en: `${unit} arrived at “${name("incident", event.incidentId).en}”.`,
          };
    }
    case "ShiftChanged":
      return { zh: `第 ${event.shift} 班接班。`, en: `Shift ${event.shift} takes over.` };
    case "UnitCalledIn":
      return {
        zh: `${sign(event.unitId)} 被召回，已到岗。`,
        en: `${sign(event.unitId)} was called in and is on duty.`,
      };
    case "ActionTaken": {
      const side = sideWords(event.side);
      const did = deed(event);
      // Whoever recorded it did not do it: only the side is known.
      const actor =
        event.record === undefined ? { zh: `${who.zh}（${side.zh}）`, en: `${who.en} (${side.en})` } : side;
      return {
        zh: `${actor.zh}：${did.zh}${event.note ? `，“${unstopped(event.note)}”` : ""}。`,
        en: `${capital(actor.en)}: ${did.en}${event.note ? `, “${unstopped(event.note)}”` : ""}.`,
      };
    }
    case "MoveContested":
      return {
        zh: `${action(event.no).zh}：有争议，等待裁决。`,
        en: `${action(event.no).en}: contested, waits for a ruling.`,
      };
    case "RulingGiven": {
      const outcome =
        event.outcome === "success" ? { zh: "成功", en: "success" } : { zh: "失败", en: "failure" };
      const how = {
        umpire: { zh: `${who.zh}裁定`, en: `${who.en} ruled` },
        chance: { zh: "按概率判定", en: "chance decided" },
        "time-out": { zh: "超时按默认裁定", en: "the default ruling applied" },
      }[event.how];
      return {
        zh: `${action(event.no).zh}：${how.zh}${outcome.zh}${event.rationale ? `，理由：${unstopped(event.rationale)}` : ""}。`,
        en: `${action(event.no).en}: ${how.en}, ${outcome.en}${event.rationale ? `; ${unstopped(event.rationale)}` : ""}.`,
      };
    }
    case "ActionCompleted":
      return {
        zh: `${action(event.no).zh}：${event.outcome === "success" ? "完成" : "未成功"}。`,
        en: `${action(event.no).en}: ${event.outcome === "success" ? "done" : "failed"}.`,
      };
    case "GaugeChanged":
      return {
        zh: `“${name("gauge", event.gaugeId).zh}”变为 ${round(event.value)}${event.ratePerMin === 0 ? "" : `，每分钟 ${signed(event.ratePerMin)}`}。`,
        en: `“${name("gauge", event.gaugeId).en}” is now ${round(event.value)}${event.ratePerMin === 0 ? "" : `, ${signed(event.ratePerMin)} a minute`}.`,
      };
    case "FactRevealed":
      return {
        zh: `${sideWords(event.to).zh}获知：${name("fact", event.factId).zh}`,
        en: `${capital(sideWords(event.to).en)} learnt: ${name("fact", event.factId).en}`,
      };
    case "ActorChanged":
      return {
        zh: `“${name("actor", event.actorId).zh}”${actorWords(event.status).zh}，在${name("place", event.placeId).zh}。`,
        en: `“${name("actor", event.actorId).en}”: ${actorWords(event.status).en}, at ${name("place", event.placeId).en}.`,
      };
    case "ActorSetOut":
      return {
        zh: `“${name("actor", event.actorId).zh}”动身前往${name("place", event.placeId).zh}。`,
        en: `“${name("actor", event.actorId).en}” set out for ${name("place", event.placeId).en}.`,
      };
    case "ActorArrived":
      return {
        zh: `“${name("actor", event.actorId).zh}”到达。`,
        en: `“${name("actor", event.actorId).en}” got where it was going.`,
      };
    case "ActorLost":
      return {
        zh: `处警方扑空：“${name("actor", event.actorId).zh}”已不在那里。`,
        en: `The crews found nobody: “${name("actor", event.actorId).en}” was no longer there.`,
      };
    case "EffectFailed":
      return failureWords(event, setup, story.actionOf(recorded.lane, event.no ?? 0)?.actionId);
    case "CameraWatched":
      return {
        zh: `开始盯看探头“${name("place", event.cameraId).zh}”。`,
        en: `The camera “${name("place", event.cameraId).en}” is being watched.`,
      };
    case "Noticed":
      return noticed(event, { name, sign, action });
    case "MoveCountered":
      return {
        zh: `${action(event.byNo).zh}应对了${action(event.no).zh}，胜算降到 ${Math.round(event.odds * 100)}%。`,
        en: `${capital(action(event.byNo).en)} answered ${action(event.no).en}; its odds fell to ${Math.round(event.odds * 100)} %.`,
      };
    case "AgencyNotified":
      return {
        zh: `通知${name("agency", event.agencyId).zh}。`,
        en: `${name("agency", event.agencyId).en} was notified.`,
      };
    case "AgencyAnswered": {
      const answer = plan.agencies.get(event.agencyId)?.answer ?? { zh: "", en: "" };
      return {
        zh: `${name("agency", event.agencyId).zh}回复${answer.zh ? `：“${answer.zh}”` : "。"}`,
        en: `${name("agency", event.agencyId).en} answered${answer.en ? `: “${answer.en}”` : "."}`,
      };
    }
    case "AgencyArrived":
      return {
        zh: `${name("agency", event.agencyId).zh}到场。`,
        en: `${name("agency", event.agencyId).en} arrived.`,
      };
    case "CongestionChanged":
      if (event.factor === 1) return { zh: "路况恢复平常。", en: "Traffic is back to the usual." };
      return {
        zh: `路况变化：行车时间为平时的 ${event.factor} 倍。`,
        en: `Traffic: travel times are now ${event.factor} times the usual.`,
      };
    case "RadioSent": {
      const played = by.role === "controller";
      return {
        zh: `电台 ${event.as}${played ? `（导调扮演：${who.zh}）` : ""}：${event.text}`,
        en: `Radio, ${event.as}${played ? ` (control speaking: ${who.en})` : ""}: ${event.text}`,
      };
    }
    case "RadioReadBack":
      return { zh: `电台 ${event.as}：复诵无误。`, en: `Radio, ${event.as}: read back.` };
    case "DecisionOpened":
      return {
        zh: `决策点：${name("decision", event.decisionId).zh}`,
        en: `Decision point: ${name("decision", event.decisionId).en}`,
      };
    case "DecisionTaken":
      return {
        zh: `${who.zh}决定“${name("option", event.optionId, event.decisionId).zh}”${event.reason ? `，理由：${unstopped(event.reason)}` : ""}。`,
        en: `${who.en} decided “${name("option", event.optionId, event.decisionId).en}”${event.reason ? `; ${unstopped(event.reason)}` : ""}.`,
      };
    case "DecisionLapsed":
      return {
        zh: `决策点超时未决：${name("decision", event.decisionId).zh}`,
        en: `No decision in time: ${name("decision", event.decisionId).en}`,
      };
    case "ItemObserved": {
      const result = {
        met: { zh: "做到", en: "met" },
        partly: { zh: "部分做到", en: "partly met" },
        missed: { zh: "没有做到", en: "missed" },
        withdrawn: { zh: "撤回记录", en: "withdrawn" },
      }[event.result];
      return {
        zh: `${who.zh}记录“${name("item", event.itemId).zh}”${result.zh}${event.note ? `：${unstopped(event.note)}` : ""}。`,
        en: `${who.en} recorded “${name("item", event.itemId).en}”: ${result.en}${event.note ? `; ${unstopped(event.note)}` : ""}.`,
      };
    }
    case "ItemRated":
      return {
        zh: `${who.zh}评定“${name("item", event.itemId).zh}”${event.rating ?? "（撤回）"}。`,
        en: `${who.en} rated “${name("item", event.itemId).en}” ${event.rating ?? "(withdrawn)"}.`,
      };
    case "RecordWithdrawn": {
      const recording = story.recordingOf(recorded.lane, event.record);
      const what = recording ? happening(recording, setup, story) : { zh: "", en: "" };
      const seen = tPlus(recording?.observedAtMs ?? recording?.atMs ?? recorded.atMs);
      const because = event.reason
        ? { zh: `原因：${unstopped(event.reason)}。`, en: ` Reason: ${unstopped(event.reason)}.` }
        : { zh: "", en: "" };
      return {
        zh: `${who.zh}撤回 ${seen} 的现场记录：${what.zh}${because.zh}`,
        en: `${who.en} withdrew what was recorded for ${seen}: ${what.en}${because.en}`,
      };
    }
    case "EvaluationSubmitted":
      return { zh: `${who.zh}提交考评。`, en: `${who.en} handed in the evaluation.` };
    case "NoteTaken":
      return {
        zh: `${who.zh}记录：${event.text || "（照片）"}`,
        en: `${who.en} noted: ${event.text || "(a photo)"}`,
      };
    case "MomentFlagged": {
      const kind = {
        "turning-point": { zh: "转折点", en: "a turning point" },
        lesson: { zh: "经验教训", en: "a lesson" },
        dispute: { zh: "有争议", en: "a matter of dispute" },
      }[event.kind];
      return {
        zh: `${who.zh}标记${kind.zh}${event.text ? `：${event.text}` : "。"}`,
        en: `${who.en} flagged ${kind.en}${event.text ? `: ${event.text}` : "."}`,
      };
    }
    case "ExemptionGranted":
      return {
        zh: `${who.zh}批准“${name("item", event.itemId).zh}”免评：${unstopped(event.reason)}。`,
        en: `${who.en} exempted “${name("item", event.itemId).en}”: ${unstopped(event.reason)}.`,
      };
    case "ScoresReleased":
      return { zh: `${who.zh}发布成绩。`, en: `${capital(who.en)} released the scores.` };
  }
}

/** Who saw whom or what, where, and when if that was earlier. */
function noticed(
  { side, by, what, placeId, seenAtMs }: Extract<DrillEvent, { type: "Noticed" }>,
  words: {
    name: NameIn;
    sign: (unitId: string) => string;
    action: (no: number) => LocalText;
  },
): LocalText {
  const seen =
    what.kind === "action"
      ? words.action(what.no)
      : what.kind === "actor"
        ? words.name("actor", what.id)
        : { zh: words.sign(what.id), en: words.sign(what.id) };
  const through =
    by === null
      ? null
      : by.kind === "unit"
        ? words.sign(by.id)
        : words.name(by.kind === "camera" ? "place" : "actor", by.id);
  const eyes = typeof through === "string" ? { zh: through, en: through } : through;
  const where = placeId === null ? null : words.name("place", placeId);
  return {
    zh: `${sideWords(side).zh}${eyes ? `（${eyes.zh}）` : ""}发现${seen.zh}${where ? `，在${where.zh}` : ""}（${tPlus(seenAtMs)}）。`,
    en: `${capital(sideWords(side).en)}${eyes ? ` (${eyes.en})` : ""} noticed ${seen.en}${where ? ` at ${where.en}` : ""} (${tPlus(seenAtMs)}).`,
  };
}

/** As what somebody comes in. */
function placeWords(participant: Participant): LocalText {
  switch (participant.role) {
    case "controller":
      return { zh: "任导调员", en: "controller" };
    case "evaluator":
      return { zh: "任考评员", en: "evaluator" };
    case "observer":
      return { zh: "观摩", en: "observer" };
    case "player": {
      const side = sideWords(participant.side);
      return { zh: `在${side.zh}`, en: `a player of ${side.en}` };
    }
  }
}

/** Who acted, by their part alone. */
function unnamed(participant: Participant): LocalText {
  switch (participant.role) {
    case "controller":
      return { zh: "导调员", en: "a controller" };
    case "evaluator":
      return { zh: "考评员", en: "an evaluator" };
    case "observer":
      return { zh: "观摩人员", en: "an observer" };
    case "player": {
      if (participant.scripted) return scriptedName(participant.side);
      return sideWords(participant.side);
    }
  }
}

/** What a person wrote, without the full stop that the sentence around it brings. */
function unstopped(text: string): string {
  return text.trim().replace(/[。.]+$/u, "");
}

function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function signed(value: number): string {
  return `${value >= 0 ? "+" : "−"}${Math.abs(round(value))}`;
}

/** Somebody's own name; a scripted side's in the reader's language. */
function nameIn(participant: Participant): LocalText {
  if (participant.role === "player" && participant.scripted) return scriptedName(participant.side);
  return { zh: participant.name, en: participant.name };
}

const WHY_FAILED: Record<Extract<DrillEvent, { type: "EffectFailed" }>["why"], LocalText> = {
  "no-way": { zh: "没有路可以到达", en: "no way leads there" },
  "not-free": { zh: "人物已不能自行行动", en: "they are not free to act any more" },
  "nothing-meant": { zh: "没有可以作用的对象", en: "there is nothing for it to act on" },
};

/** What did not happen although an inject or an action was to bring it about, for control. */
export function failureWords(
  { why, injectId, subjectId, placeId }: Omit<Extract<DrillEvent, { type: "EffectFailed" }>, "type">,
  setup: Setup,
  actionId: string | undefined,
): LocalText {
  const { injects, actions, actors, units, atlas } = planOf(setup);
  const from = injects.get(injectId ?? "")?.title ?? actions.get(actionId ?? "")?.label ?? { zh: "", en: "" };
  const callSign = units.get(subjectId ?? "")?.callSign;
  const who = actors.get(subjectId ?? "")?.name ?? (callSign ? { zh: callSign, en: callSign } : null);
  const place = (atlas.places.get(placeId ?? "") ?? atlas.stations.get(placeId ?? ""))?.properties.name;
  const zh = [who ? `${who.zh}` : "", place ? `去${place.zh}` : ""].join("");
  const en = [who ? ` for ${who.en}` : "", place ? ` to ${place.en}` : ""].join("");
  return {
    zh: `“${from.zh}”要引起的变化没有发生${zh ? `（${zh}）` : ""}：${WHY_FAILED[why].zh}。`,
    en: `What “${from.en}” was to bring about${en} did not happen: ${WHY_FAILED[why].en}.`,
  };
}
