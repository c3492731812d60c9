import "server-only";
import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import type { Role } from "@/domain/account/schema";
import { isRefusal, Refusal, type RefusalCode, type RefusalParams } from "@/domain/refusal";
import { firstUnstorable } from "@/domain/storable";
import type { Context, Viewer } from "@/server/auth/asking";
import { noteRefusal } from "@/server/audit/refused";
import { isOutage } from "@/server/db/outage";
import { log } from "@/server/log";
import { fieldSentences, internalSentence, refusalSentence } from "@/server/sentences";

/**
 * Who may call a procedure. Part of its declaration, so that it can be listed and tested without calling it.
 *
 * "checked-by" is for rules that need to look something up first, such as who takes part in a drill; it names
 * the procedure builder that holds the check.
 */
export type Access =
  | { rule: "public"; because: string }
  | { rule: "signed-in" }
  | { rule: "roles"; anyOf: readonly Role[] }
  | { rule: "checked-by"; builder: string };

type Meta = {
  /** Every builder here declares it, and a test asks every procedure for it. */
  access?: Access;
  /**
   * Checks a password or a code that could be guessed: never carried out as one of several calls in a request, which
   * would be a cheap way to make many guesses, or to keep every processor busy.
   */
  alone?: true;
  /** Touches what an account may do: only for who has proved their password within the last minutes. */
  freshPassword?: true;
};

/** The declaration of a procedure that checks a password or a code. */
export const ALONE: Meta = { alone: true };

/** The one place where the product's "no" becomes HTTP. Leaving a code out does not compile. */
const TRPC_CODE_OF: Record<RefusalCode, TRPCError["code"]> = {
  "sign-in-required": "UNAUTHORIZED",
  "role-not-allowed": "FORBIDDEN",
  "owned-elsewhere": "FORBIDDEN",
  "starter-not-changed": "FORBIDDEN",
  "radio-unknown": "NOT_FOUND",
  "read-back-not-due": "CONFLICT",
  "not-found": "NOT_FOUND",
  "input-invalid": "BAD_REQUEST",
  "document-newer": "CONFLICT",
  "changed-meanwhile": "CONFLICT",
  "cross-site-refused": "FORBIDDEN",
  "body-too-large": "PAYLOAD_TOO_LARGE",
  "too-many-requests": "TOO_MANY_REQUESTS",
  "commands-too-fast": "TOO_MANY_REQUESTS",
  "request-not-understood": "BAD_REQUEST",
  "call-not-alone": "BAD_REQUEST",
  "sign-in-failed": "UNAUTHORIZED",
  "sign-in-locked": "TOO_MANY_REQUESTS",
  "sign-in-address-limited": "TOO_MANY_REQUESTS",
  "sign-in-device-limited": "TOO_MANY_REQUESTS",
  "sign-in-busy": "TOO_MANY_REQUESTS",
  "code-limited": "TOO_MANY_REQUESTS",
  "demo-not-available": "NOT_FOUND",
  "setup-closed": "NOT_FOUND",
  "setup-token-wrong": "FORBIDDEN",
  "password-too-short": "BAD_REQUEST",
  "password-too-long": "BAD_REQUEST",
  "password-too-common": "BAD_REQUEST",
  "password-names-owner": "BAD_REQUEST",
  "password-unchanged": "BAD_REQUEST",
  "password-wrong": "FORBIDDEN",
  "password-tries-limited": "TOO_MANY_REQUESTS",
  "password-needed": "FORBIDDEN",
  "password-must-change": "FORBIDDEN",
  "email-taken": "CONFLICT",
  "staff-number-taken": "CONFLICT",
  "person-needs-identifier": "BAD_REQUEST",
  "last-administrator": "CONFLICT",
  "own-account-protected": "CONFLICT",
  "organisation-not-found": "NOT_FOUND",
  "organisation-level-mismatch": "BAD_REQUEST",
  "organisation-cycle": "BAD_REQUEST",
  "organisation-not-empty": "CONFLICT",
  "organisation-name-taken": "CONFLICT",
  "team-name-taken": "CONFLICT",
  "team-in-use": "CONFLICT",
  "person-of-other-organisation": "FORBIDDEN",
  "export-too-large": "BAD_REQUEST",
  "jobs-too-many": "TOO_MANY_REQUESTS",
  "server-busy": "SERVICE_UNAVAILABLE",
  "rejudging-open": "CONFLICT",
  "rejudging-needless": "BAD_REQUEST",
  "rejudging-not-proposed": "CONFLICT",
  "rejudging-outdated": "CONFLICT",
  "job-ended": "CONFLICT",
  "job-failed": "INTERNAL_SERVER_ERROR",
  "drill-not-found": "NOT_FOUND",
  "drill-not-running": "CONFLICT",
  "drill-already-started": "CONFLICT",
  "drill-cancelled": "CONFLICT",
  "drill-not-changeable": "CONFLICT",
  "drill-already-ended": "CONFLICT",
  "exercise-stopped": "CONFLICT",
  "exercise-already-stopped": "CONFLICT",
  "exercise-not-stopped": "CONFLICT",
  "stop-not-waiting": "CONFLICT",
  "stops-muted": "FORBIDDEN",
  "stops-already-muted": "CONFLICT",
  "stops-not-muted": "CONFLICT",
  "check-nobody": "CONFLICT",
  "check-not-called": "CONFLICT",
  "check-all-answered": "CONFLICT",
  "check-already-answered": "CONFLICT",
  "lead-needed": "FORBIDDEN",
  "lead-held": "CONFLICT",
  "lead-own": "CONFLICT",
  "lead-not-offered": "CONFLICT",
  "lead-reason-needed": "BAD_REQUEST",
  "not-a-participant": "NOT_FOUND",
  "join-code-unknown": "NOT_FOUND",
  "substitute-of-other-organisation": "CONFLICT",
  "inject-not-in-msel": "BAD_REQUEST",
  "inject-already-delivered": "CONFLICT",
  "inject-not-delivered": "CONFLICT",
  "clock-already-paused": "CONFLICT",
  "clock-already-running": "CONFLICT",
  "clock-paused": "CONFLICT",
  "jump-backwards": "BAD_REQUEST",
  "drill-not-ended": "CONFLICT",
  "leg-not-in-play": "CONFLICT",
  "no-next-leg": "CONFLICT",
  "inject-already-held": "CONFLICT",
  "inject-not-held": "CONFLICT",
  "inject-already-skipped": "CONFLICT",
  "move-not-contested": "CONFLICT",
  "already-ruled": "CONFLICT",
  "decision-not-open": "CONFLICT",
  "decision-already-taken": "CONFLICT",
  "option-unknown": "BAD_REQUEST",
  "item-unknown": "BAD_REQUEST",
  "item-not-observable": "BAD_REQUEST",
  "item-not-ratable": "BAD_REQUEST",
  "evaluation-submitted": "CONFLICT",
  "scores-released": "CONFLICT",
  "scores-not-released": "CONFLICT",
  "result-final": "CONFLICT",
  "level-unknown": "BAD_REQUEST",
  "line-not-evaluated": "CONFLICT",
  "finding-own": "FORBIDDEN",
  "team-own": "FORBIDDEN",
  "captain-needed": "FORBIDDEN",
  "appeal-twice": "CONFLICT",
  "appeal-answered": "CONFLICT",
  "appeal-window-over": "CONFLICT",
  "appeal-window-open": "CONFLICT",
  "appeals-open": "CONFLICT",
  "result-accepted": "CONFLICT",
  "ruling-unknown": "BAD_REQUEST",
  "report-too-large": "PAYLOAD_TOO_LARGE",
  "review-not-open": "FORBIDDEN",
  "lane-unknown": "BAD_REQUEST",
  "action-unknown": "BAD_REQUEST",
  "action-just-taken": "CONFLICT",
  "action-takes-no-crew": "BAD_REQUEST",
  "note-needed": "BAD_REQUEST",
  "priority-needed": "BAD_REQUEST",
  "precondition-not-met": "CONFLICT",
  "actor-no-way-there": "CONFLICT",
  "actor-stands-otherwise": "CONFLICT",
  "action-answers-nothing": "BAD_REQUEST",
  "move-not-answerable": "CONFLICT",
  "move-already-answered": "CONFLICT",
  "counter-window-closed": "CONFLICT",
  "budget-spent": "CONFLICT",
  "incident-unknown": "BAD_REQUEST",
  "incident-needed": "BAD_REQUEST",
  "incident-same": "BAD_REQUEST",
  "incident-over": "CONFLICT",
  "incident-stage-wrong": "CONFLICT",
  "target-needed": "BAD_REQUEST",
  "target-unknown": "BAD_REQUEST",
  "agency-already-notified": "CONFLICT",
  "crew-needed": "BAD_REQUEST",
  "nobody-on-scene": "CONFLICT",
  "unit-unknown": "BAD_REQUEST",
  "unit-not-on-scene": "CONFLICT",
  "unit-busy": "CONFLICT",
  "unit-off-duty": "CONFLICT",
  "unit-on-duty": "CONFLICT",
  "unit-already-sent": "CONFLICT",
  "branch-needed": "BAD_REQUEST",
  "equipment-needed": "BAD_REQUEST",
  "no-way-there": "CONFLICT",
  "recording-needs-field": "CONFLICT",
  "field-recorded-by-staff": "CONFLICT",
  "seen-before-call": "CONFLICT",
  "record-unknown": "NOT_FOUND",
  "record-not-own": "FORBIDDEN",
  "record-already-withdrawn": "CONFLICT",
  "photo-unknown": "NOT_FOUND",
  "photo-already-used": "CONFLICT",
  "photo-not-readable": "UNSUPPORTED_MEDIA_TYPE",
  "photo-too-large": "PAYLOAD_TOO_LARGE",
  "photo-quota-reached": "CONFLICT",
  "scenario-not-found": "NOT_FOUND",
  "scenario-has-errors": "CONFLICT",
  "scenario-in-use": "CONFLICT",
  "scenario-closed": "FORBIDDEN",
  "scenario-open-for-practice": "CONFLICT",
  "scenario-in-hidden-drill": "CONFLICT",
  "case-not-found": "NOT_FOUND",
  "case-stage-wrong": "CONFLICT",
  "case-own-work": "FORBIDDEN",
  "case-not-publishable": "CONFLICT",
  "lane-occupied": "CONFLICT",
  "join-not-open": "CONFLICT",
  "knows-other-side": "CONFLICT",
  "has-played": "CONFLICT",
};

/** How a refusal is answered where no procedure is called, in tRPC's names and numbers. */
export function answerOf(code: RefusalCode): { httpStatus: number; code: string; rpcCode: number } {
  const name = TRPC_CODE_OF[code];
  const httpStatus = getHTTPStatusCodeFromError(new TRPCError({ code: name }));
  return { httpStatus, code: name, rpcCode: TRPC_ERROR_CODES_BY_KEY[name] };
}

/** What tRPC itself refuses before a procedure runs. Every other code of its own is treated as a bug. */
const REFUSAL_OF_TRPC_CODE: Partial<Record<TRPCError["code"], RefusalCode>> = {
  BAD_REQUEST: "request-not-understood",
  PARSE_ERROR: "request-not-understood",
  METHOD_NOT_SUPPORTED: "request-not-understood",
  UNSUPPORTED_MEDIA_TYPE: "request-not-understood",
  NOT_FOUND: "not-found",
  PAYLOAD_TOO_LARGE: "body-too-large",
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false, // stacks go to the log, never to a client
    errorFormatter({ error, shape, ctx }) {
      const locale = ctx?.locale ?? "zh";
      const refusal = refusalIn(error);
      const away = refusal === null && isOutage(error.cause);
      return {
        code: shape.code,
        message: refusal
          ? refusalSentence(refusal.code, refusal.params, locale)
          : internalSentence(ctx?.requestId ?? "", away, locale),
        data: {
          code: away ? "SERVICE_UNAVAILABLE" : shape.data.code,
          httpStatus: away ? 503 : shape.data.httpStatus,
          path: shape.data.path,
          requestId: ctx?.requestId ?? null,
          /** Null when this is a bug or an outage. */
          refusal,
          /** One sentence per bad field, by path ("roles.0"); null unless the input did not fit. */
          fields: error.cause instanceof z.ZodError ? fieldSentences(error.cause.issues, locale) : null,
        },
      };
    },
  });

/** The refusal in an error that leaves the server, whether ours or tRPC's own. Null for bugs and outages. */
function refusalIn(error: TRPCError): { code: RefusalCode; params: RefusalParams } | null {
  if (isRefusal(error.cause)) return { code: error.cause.code, params: error.cause.params };
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) {
    return { code: "input-invalid", params: {} };
  }
  const code = REFUSAL_OF_TRPC_CODE[error.code];
  return code ? { code, params: {} } : null;
}

/** How long a password counts as just proved: long enough for a form, too short for a break. */
const FRESH_PASSWORD_MS = 5 * 60_000;

/**
 * The root of every input: what a procedure is sent can be kept exactly as it was sent, and is no larger than any honest
 * input. Nothing behind it has to ask again.
 *
 * @returns the input as it was sent.
 * @throws {TRPCError} with the first field that cannot be kept.
 */
async function storableInput(called: { getRawInput: () => Promise<unknown> }): Promise<unknown> {
  const input = await called.getRawInput();
  const found = firstUnstorable(input);
  if (found === null) return input;
  const issue = { code: "custom" as const, path: found.path, message: found.why, input: undefined };
  throw new TRPCError({ code: "BAD_REQUEST", cause: new z.ZodRealError([issue]) });
}

type Outcome = { ok: true } | { ok: false; error: TRPCError };
type Called = { ctx: Context; path: string; type: string; getRawInput: () => Promise<unknown> };

/**
 * Gives refusals their tRPC code, and everything unexpected a line in the log. tRPC hands errors back to whoever
 * called `next`; it does not throw them.
 */
async function translated<Result extends Outcome>(result: Result, called: Called): Promise<Result> {
  if (result.ok) return result;
  await noted(result.error, called);
  const error = told(result.error, called);
  if (error !== result.error) throw error;
  return result;
}

/** An attempt at what somebody has no right to stays in the audit trail. */
async function noted({ cause }: TRPCError, { ctx, path, type, getRawInput }: Called): Promise<void> {
  if (isRefusal(cause)) await noteRefusal({ ctx, path, type, input: getRawInput }, cause);
}

function told(error: TRPCError, { ctx, path, type }: Called): TRPCError {
  const { cause } = error;
  if (isRefusal(cause)) return asError(cause);
  if (refusalIn(error) === null) {
    log.error({ err: cause ?? error, requestId: ctx.requestId, path, type }, "a procedure failed");
  }
  return error;
}

/** A refusal with its tRPC code, for whoever refuses before a procedure is called. */
export function asError(refusal: Refusal): TRPCError {
  return new TRPCError({ code: TRPC_CODE_OF[refusal.code], message: refusal.code, cause: refusal });
}

// One step each, and always the outermost: every step costs every request something.

const forAnybody = t.middleware(async (called) => {
  await storableInput(called);
  return translated(await called.next(), called);
});

const forOneself = t.middleware(async (called) => {
  const { user } = called.ctx;
  if (user === null) throw asError(new Refusal("sign-in-required"));
  await storableInput(called);
  return await translated(await called.next({ ctx: { user } }), called);
});

const forPeople = t.middleware(async (called) => {
  const user = inOwnName(called.ctx);
  await storableInput(called);
  return await translated(await called.next({ ctx: { user } }), called);
});

/**
 * Somebody who still has a password that another person knows can do nothing in their own name.
 *
 * @throws {TRPCError} with the refusal.
 */
function inOwnName({ user }: Context): Viewer {
  if (user === null) throw asError(new Refusal("sign-in-required"));
  if (user.mustChangePassword) throw asError(new Refusal("password-must-change"));
  return user;
}

export const router = t.router;

/** Calls procedures directly, without HTTP: for server components and tests. */
export const createCallerFactory = t.createCallerFactory;

/**
 * A procedure for anybody, signed in or not.
 *
 * @param because The reason, for whoever reviews the list of open doors.
 */
export function publicProcedure(because: string) {
  return t.procedure.meta({ access: { rule: "public", because } }).use(forAnybody);
}

/** A procedure for everybody with an account; `ctx.user` is there. */
export const signedInProcedure = t.procedure.meta({ access: { rule: "signed-in" } }).use(forPeople);

/** Like `signedInProcedure`, also while the password still has to be changed: only for one's own account. */
export const ownAccountProcedure = t.procedure.meta({ access: { rule: "signed-in" } }).use(forOneself);

/** A procedure for those who hold at least one of these account roles. */
export function procedureFor(...anyOf: [Role, ...Role[]]) {
  return t.procedure
    .meta({ access: { rule: "roles", anyOf } })
    .use(forPeople)
    .use(({ ctx, next }) => {
      if (!ctx.user.roles.some((role) => anyOf.includes(role))) throw new Refusal("role-not-allowed");
      return next();
    });
}

/**
 * A procedure that touches accounts, for those who hold at least one of these roles: nobody else who finds their screen
 * open can use it, because their password has to be fresh.
 */
export function accountProcedureFor(...anyOf: [Role, ...Role[]]) {
  return procedureFor(...anyOf)
    .meta({ freshPassword: true })
    .use(({ ctx, next }) => {
      if (ctx.now() - ctx.user.passwordProvenAtMs > FRESH_PASSWORD_MS) {
        throw new Refusal("password-needed", { minutes: FRESH_PASSWORD_MS / 60_000 });
      }
      return next();
    });
}

/**
 * A builder with a rule of its own: signed-in people for whom `check` finds what it looks for.
 *
 * Sign-in, the part of the input that the rule needs and the rule itself are one step, because each costs a request as
 * much as the rule does. The procedure's own `input` still has to name those fields.
 *
 * @param builder The name of that builder, such as "participantProcedure". A test lists it.
 * @param Asked What the rule has to know of the input. Not strict: the procedure's own input is.
 * @param check Returns what is added to the context; throws a `Refusal` for everybody else.
 */
export function procedureCheckedBy<Asked, Found extends object>(
  builder: string,
  Asked: z.ZodType<Asked>,
  check: (ctx: Context & { user: Viewer }, asked: Asked) => Promise<Found>,
) {
  return t.procedure.meta({ access: { rule: "checked-by", builder } }).use(async (called) => {
    const user = inOwnName(called.ctx);
    const asked = Asked.safeParse(await storableInput(called));
    if (!asked.success) throw new TRPCError({ code: "BAD_REQUEST", cause: asked.error });
    const found = await check({ ...called.ctx, user }, asked.data).catch(async (cause: unknown) => {
      const error = getTRPCErrorFromUnknown(cause);
      await noted(error, called);
      throw told(error, called);
    });
    return await translated(await called.next({ ctx: { user, ...found } }), called);
  });
}
