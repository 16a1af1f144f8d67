CREATE TABLE "plan_cards" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_cards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"chat" text NOT NULL,
	"message" jsonb NOT NULL,
	"reader" bigint NOT NULL,
	"shows" text,
	"posted_at" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "plan_cards_shows" CHECK ("plan_cards"."shows" in ('draft', 'open', 'awaiting', 'confirmed', 'expired', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "decided_by" bigint;--> statement-breakpoint
ALTER TABLE "plan_cards" ADD CONSTRAINT "plan_cards_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_cards" ADD CONSTRAINT "plan_cards_reader_identities_id_fk" FOREIGN KEY ("reader") REFERENCES "public"."identities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_cards_plan" ON "plan_cards" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plan_cards_reader" ON "plan_cards" USING btree ("reader");--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_decided_by_identities_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."identities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plans_decided_by" ON "plans" USING btree ("decided_by");