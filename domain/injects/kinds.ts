import { agencyReply } from "./kinds/agency-reply";
import { call } from "./kinds/call";
import { commandPush } from "./kinds/command-push";
import { earlyWarning } from "./kinds/early-warning";
import { environment } from "./kinds/environment";
import { media } from "./kinds/media";
import { message } from "./kinds/message";
import { phone } from "./kinds/phone";
import { radio } from "./kinds/radio";
import { rolePlayer } from "./kinds/role-player";
import { video } from "./kinds/video";
import type { InjectAudience } from "./audience";
import type { InjectKindKnown } from "./inject";

/** Every kind of inject by its name, in the order in which forms offer them. */
export const injectKinds = {
  call,
  radio,
  phone,
  message,
  video,
  "command-push": commandPush,
  media,
  "agency-reply": agencyReply,
  environment,
  "early-warning": earlyWarning,
  "role-player": rolePlayer,
};

export type InjectKindName = keyof typeof injectKinds;

/** The kinds of inject that there are. */
export const INJECT_KINDS = Object.keys(injectKinds) as [InjectKindName, ...InjectKindName[]];

/** What is known of a kind of inject. */
export function injectKindOf(name: InjectKindName): InjectKindKnown {
  return injectKinds[name];
}

/** Whom an inject is meant for once it is one of another kind: as chosen, if somebody else had been chosen. */
export function audienceAfter(
  audience: InjectAudience,
  kind: InjectKindName,
  next: InjectKindName,
): InjectAudience {
  return audience === injectKinds[kind].audience ? injectKinds[next].audience : audience;
}
