-- Rows that an older release may have left, brought into the form that the checks below ask for.
UPDATE "plans" SET "selection" = jsonb_set("selection", '{scope}', '"all"') WHERE "kind" = 'send' AND "state" IN ('open', 'awaiting') AND NOT "selection" ? 'scope';--> statement-breakpoint
UPDATE "plans" SET "decided_at" = coalesce("decided_at", "expires_at") WHERE "state" <> 'open';--> statement-breakpoint
UPDATE "sends" SET "finished_at" = CASE WHEN "state" IN ('done', 'stopped') THEN coalesce("finished_at", now()) END, "paused_because" = CASE WHEN "state" = 'paused' THEN "paused_because" END;--> statement-breakpoint
UPDATE "people" SET "connected_by" = CASE WHEN "connected_at" IS NOT NULL THEN coalesce("connected_by", 'link') END WHERE ("connected_by" IS NOT NULL) <> ("connected_at" IS NOT NULL);--> statement-breakpoint
UPDATE "tie_requests" SET "decided_at" = CASE WHEN "state" <> 'open' THEN coalesce("decided_at", now()) END WHERE ("decided_at" IS NOT NULL) <> ("state" <> 'open');--> statement-breakpoint
CREATE TABLE "disconnects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disconnects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint,
	"company_number" text NOT NULL,
	"number" text NOT NULL,
	"code" text NOT NULL,
	"requester" bigint NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"error" text,
	"done_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	CONSTRAINT "disconnects_one_end" CHECK ("disconnects"."done_at" is null or "disconnects"."refused_at" is null)
);
--> statement-breakpoint
ALTER TABLE "disconnects" ADD CONSTRAINT "disconnects_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disconnects" ADD CONSTRAINT "disconnects_requester_identities_id_fk" FOREIGN KEY ("requester") REFERENCES "public"."identities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disconnects_person" ON "disconnects" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "disconnects_requester" ON "disconnects" USING btree ("requester");--> statement-breakpoint
CREATE INDEX "disconnects_due" ON "disconnects" USING btree ("next_at") WHERE "disconnects"."done_at" is null and "disconnects"."refused_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_keys_inbox" ON "inbox_keys" USING btree ("inbox_id");--> statement-breakpoint
CREATE INDEX "roles_company" ON "roles" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "roles_granted_by" ON "roles" USING btree ("granted_by");--> statement-breakpoint
CREATE INDEX "tie_codes_person" ON "tie_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "tie_requests_identity" ON "tie_requests" USING btree ("identity_id");--> statement-breakpoint
CREATE INDEX "tie_requests_decided_by" ON "tie_requests" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "deliveries_link" ON "deliveries" USING btree ("link_id") WHERE "deliveries"."link_id" is not null;--> statement-breakpoint
CREATE INDEX "follows_send" ON "follows" USING btree ("send_id");--> statement-breakpoint
CREATE INDEX "follows_follower" ON "follows" USING btree ("follower");--> statement-breakpoint
CREATE INDEX "plans_requester" ON "plans" USING btree ("requester");--> statement-breakpoint
CREATE INDEX "plans_approver" ON "plans" USING btree ("approver");--> statement-breakpoint
CREATE INDEX "sends_unsettled" ON "sends" USING btree ("id") WHERE "sends"."final" is null;--> statement-breakpoint
CREATE INDEX "sends_requester" ON "sends" USING btree ("requester");--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_platform" CHECK ("identities"."platform" in ('slack', 'teams', 'local', 'console', 'web'));--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_standing" CHECK ("identities"."standing" in ('member', 'guest', 'stranger', 'bot', 'deleted'));--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_language" CHECK ("identities"."language" in ('sv', 'en'));--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_state" CHECK ("inbox"."state" in ('new', 'done', 'failed'));--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_role" CHECK ("roles"."role" in ('owner', 'admin'));--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_owner_everywhere" CHECK ("roles"."role" <> 'owner' or "roles"."company_id" is null);--> statement-breakpoint
ALTER TABLE "tie_requests" ADD CONSTRAINT "tie_requests_state" CHECK ("tie_requests"."state" in ('open', 'approved', 'refused'));--> statement-breakpoint
ALTER TABLE "tie_requests" ADD CONSTRAINT "tie_requests_decided" CHECK (("tie_requests"."decided_at" is not null) = ("tie_requests"."state" <> 'open'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_email_and_key" CHECK (("people"."email" is null) = ("people"."email_key" is null));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_language" CHECK ("people"."language" in ('sv', 'en'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_email_problem" CHECK ("people"."email_problem" in ('bounced', 'invalid'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_connected_by" CHECK ("people"."connected_by" in ('link', 'domain'));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_connected" CHECK (("people"."connected_by" is not null) = ("people"."connected_at" is not null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_action" CHECK ("deliveries"."action" in ('mail', 'direct', 'code'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('queued', 'claimed', 'committing', 'sent', 'failed', 'skipped', 'in_doubt'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_leased" CHECK (("deliveries"."lease_owner" is not null) = ("deliveries"."state" in ('claimed', 'committing')));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_lease" CHECK (("deliveries"."lease_until" is not null) = ("deliveries"."lease_owner" is not null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_done" CHECK (("deliveries"."done_at" is not null) = ("deliveries"."state" in ('sent', 'failed', 'skipped', 'in_doubt')));--> statement-breakpoint
ALTER TABLE "plan_people" ADD CONSTRAINT "plan_people_action" CHECK ("plan_people"."action" in ('mail', 'direct'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_kind" CHECK ("plans"."kind" in ('send', 'import', 'disconnect', 'erase', 'same'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_state" CHECK ("plans"."state" in ('open', 'awaiting', 'confirmed', 'expired', 'cancelled'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_decided" CHECK (("plans"."decided_at" is not null) = ("plans"."state" <> 'open'));--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_kind" CHECK ("sends"."kind" in ('bulk', 'single', 'self', 'code'));--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_state" CHECK ("sends"."state" in ('running', 'paused', 'done', 'stopped'));--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_code_of_bulk" CHECK (("sends"."code" is not null) = ("sends"."kind" = 'bulk'));--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_finished" CHECK (("sends"."finished_at" is not null) = ("sends"."state" in ('done', 'stopped')));--> statement-breakpoint
ALTER TABLE "sends" ADD CONSTRAINT "sends_paused_because" CHECK ("sends"."paused_because" is null or "sends"."state" = 'paused');