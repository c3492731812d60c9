ALTER TABLE "drill_participants" ADD COLUMN "team_role" text;--> statement-breakpoint
ALTER TABLE "drill_participants" ADD CONSTRAINT "drill_participants_team_role_of_responder" CHECK ("drill_participants"."team_role" is null
          or ("drill_participants"."team_role" in ('dispatcher', 'duty-room', 'command-centre', 'crew')
              and "drill_participants"."side" is not distinct from 'responder'));