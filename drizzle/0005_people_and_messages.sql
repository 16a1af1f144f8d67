CREATE TABLE "message_effects" (
	"key" text PRIMARY KEY NOT NULL,
	"effect" jsonb,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "linked_by" text;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "vouched_by" bigint;--> statement-breakpoint
CREATE INDEX "message_effects_at" ON "message_effects" USING btree ("at");--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_vouched_by_identities_id_fk" FOREIGN KEY ("vouched_by") REFERENCES "public"."identities"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identities_vouched_by" ON "identities" USING btree ("vouched_by") WHERE "identities"."vouched_by" is not null;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_linked_by" CHECK ("identities"."linked_by" in ('code', 'admin'));