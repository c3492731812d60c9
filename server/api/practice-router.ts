import "server-only";
import { z } from "zod";
import { Skill } from "@/domain/drill/schema";
import { Refusal } from "@/domain/refusal";
import type { NewDrill, Seat } from "@/domain/roster/schema";
import { LocalText, Name } from "@/domain/text";
import { auditBy } from "@/server/audit/chain";
import { recordAudit } from "@/server/audit/mutations";
import { requireNotClosed } from "@/server/secrecy/queries";
import { planDrill } from "@/server/drill/handle-command";
import { setupOf } from "@/server/drill/planning";
import { readScenarioVersion, versionsOf } from "@/server/scenario/queries";
import { listOffers } from "@/server/practice/queries";
import { router, signedInProcedure } from "./trpc";

/** Where whoever practises sits. */
const LEARNER: Seat = { role: "player", lane: 1, side: "responder" };

/** Practising alone: one account, no controller, the engine on the other side. */
export const practiceRouter = router({
  /** What the caller can practise on. */
  offers: signedInProcedure
    .output(
      z.array(
        z.strictObject({
          scenarioId: z.uuid(),
          title: LocalText,
          situation: LocalText,
          plannedMinutes: z.number().int(),
          opposed: z.boolean(),
        }),
      ),
    )
    .query(({ ctx }) => listOffers(ctx.db, ctx.user)),

  /**
   * Plans a solo drill on a published scenario with the caller as its learner, who starts it on the console.
   *
   * @throws {Refusal} "scenario-not-found", also for one that is not the caller's to see or not open for practice;
   *   "scenario-closed" while it is played in a drill of the caller's.
   */
  start: signedInProcedure
    .input(
      z.strictObject({
        scenarioId: z.uuid(),
        /** How well the engine plays the opposition, where there is one. */
        skill: Skill,
        title: Name(120),
      }),
    )
    .output(z.strictObject({ drillId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { scenarioId, skill, title } = input;
      await requireNotClosed(ctx.db, ctx.user.id, scenarioId);
      const offer = (await listOffers(ctx.db, ctx.user)).find((one) => one.scenarioId === scenarioId);
      const version = (await versionsOf(ctx.db, scenarioId))[0]?.version;
      if (!offer || version === undefined) throw new Refusal("scenario-not-found");
      const pinned = await readScenarioVersion(ctx.db, ctx.user, scenarioId, version);
      const wanted: NewDrill = {
        title,
        scenarioId,
        format: "solo",
        mode: "tabletop",
        noNotice: false,
        teams: [{ lane: 1, side: "responder", teamId: null }],
        scripted: offer.opposed ? [{ lane: 1, side: "opposition", skill }] : [],
        oppositionCell: false,
        people: [],
      };
      const { setup } = setupOf(wanted, { ...pinned, version, teamNames: new Map() });
      return ctx.db.transaction(async (tx) => {
        const { drillId } = await planDrill(tx, {
          setup,
          seats: [],
          noNotice: false,
          isPractice: true,
          plannedForMs: null,
          createdBy: ctx.user.id,
          creatorName: ctx.user.name,
          creatorLatinName: ctx.user.latinName,
          creatorSeat: LEARNER,
        });
        const object = { type: "drill", id: drillId, name: title };
        const detail = { scenario: offer.title.zh || offer.title.en, version, format: "solo" };
        await recordAudit(tx, { ...auditBy(ctx), action: "drill.create", object, result: "done", detail });
        return { drillId };
      });
    }),
});
