import "server-only";
import type { AuditAction } from "./chain";

/** A mutation that leaves no entry in the trail, and why none is needed. */
export type Exempt = { exempt: string };

const IN_THE_DRILLS_LOG =
  "The drill's own log, which is append-only too, holds every command with who gave it and when.";
const WITHOUT_EFFECT = "It stores nothing.";

/**
 * What every mutation of the API leaves in the trail, by its path: the entries it writes when it is done. A refused
 * attempt is kept under the first of them. A test demands that no mutation is missing here.
 */
export const AUDITED: Readonly<Record<string, readonly [AuditAction, ...AuditAction[]] | Exempt>> = {
  "audit.export": ["audit.export"],
  "audit.verify": { exempt: WITHOUT_EFFECT },
  "drill.assign": ["drill.assign"],
  "drill.cancel": ["drill.cancel"],
  "drill.command": { exempt: IN_THE_DRILLS_LOG },
  "drill.create": ["drill.create"],
  "drill.delete": ["drill.delete"],
  "drill.giveTeamRole": { exempt: IN_THE_DRILLS_LOG },
  "drill.join": ["drill.join"],
  "drill.move": ["drill.move"],
  "drill.putNoticeAway": { exempt: "It puts away what the person themselves was told: no right, no record." },
  "drill.replan": ["drill.replan"],
  "drill.takeTeamRole": { exempt: IN_THE_DRILLS_LOG },
  "drill.unassign": ["drill.unassign"],
  "jobs.cancel": {
    exempt: "It takes back what the person themselves had asked for, before anything came of it.",
  },
  "library.createDraft": ["case.create"],
  "library.duplicate": ["case.create"],
  "library.publish": ["case.publish"],
  "library.retire": ["case.retire"],
  "library.revise": ["case.revise"],
  "library.saveDraft": ["case.save"],
  "library.sendBack": ["case.send-back"],
  "library.submit": ["case.submit"],
  "limits.lift": ["limit.lift"],
  "me.changePassword": ["me.password"],
  "me.endOtherSessions": ["me.session-end"],
  "me.endSession": ["me.session-end"],
  "me.setPreferences": {
    exempt: "It changes the language and look of one's own screens: no right, no record, nobody else's view.",
  },
  "organisations.create": ["organisation.create"],
  "organisations.delete": ["organisation.delete"],
  "organisations.edit": ["organisation.edit"],
  "people.create": ["person.create"],
  "people.disable": ["person.disable"],
  "people.edit": ["person.edit"],
  "people.enable": ["person.enable"],
  "people.resetPassword": ["person.reset-password"],
  "practice.start": ["drill.create"],
  "rejudging.adopt": ["rejudging.apply"],
  "rejudging.begin": ["rejudging.begin"],
  "rejudging.drop": ["rejudging.drop"],
  "review.makeCase": ["case.create"],
  "scenario.archive": ["scenario.archive", "scenario.restore"],
  "scenario.check": { exempt: WITHOUT_EFFECT },
  "scenario.create": ["scenario.create"],
  "scenario.duplicate": ["scenario.create"],
  "scenario.publish": ["scenario.publish"],
  "scenario.save": ["scenario.save"],
  "scenario.setPractice": ["scenario.practice"],
  "session.provePassword": {
    exempt:
      "It gives minutes in which account changes are accepted: each of those is an entry, and so is a wrong password.",
  },
  "session.signIn": ["sign-in"],
  "session.signInToDemo": ["sign-in"],
  "session.signOut": ["sign-out"],
  "setup.complete": ["setup.administrator"],
  "teams.create": ["team.create"],
  "teams.edit": ["team.edit"],
  "teams.retire": ["team.retire", "team.restore"],
  "teams.setMembers": ["team.members"],
};
