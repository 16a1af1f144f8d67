CREATE TABLE "other_letters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "other_letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"person_id" bigint,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"language" text,
	"details" jsonb NOT NULL,
	"message_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	CONSTRAINT "other_letters_kind" CHECK ("other_letters"."kind" in ('moved', 'trial'))
);
--> statement-breakpoint
ALTER TABLE "disconnects" ALTER COLUMN "code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "disconnects" ALTER COLUMN "requester" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "disconnects" ADD COLUMN "user_id" text;--> statement-breakpoint
ALTER TABLE "disconnects" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "connect_reason" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "connect_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "provider_user_id" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "provider_state" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "provider_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "other_letters" ADD CONSTRAINT "other_letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "other_letters_due" ON "other_letters" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "other_letters_person" ON "other_letters" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_differ" ON "people" USING btree ("id") WHERE "people"."provider_state" <> 'connected';--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_provider_state" CHECK ("people"."provider_state" in ('connected', 'missing', 'inactive', 'other_address'));--> statement-breakpoint
-- by hand
update people set connect_asked_at = coalesce(connected_at, updated_at) where connected_at is not null or connect_attempts > 0;
