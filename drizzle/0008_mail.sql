CREATE TABLE "mail_trouble" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"cause" text NOT NULL,
	"detail" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "report_mailboxes" (
	"id" text PRIMARY KEY NOT NULL,
	"uid_validity" bigint NOT NULL,
	"last_uid" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "bounced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "bounce_words" text;--> statement-breakpoint
ALTER TABLE "sends" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sends" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "people_bounced" ON "people" USING btree ("bounced_at") WHERE "people"."bounced_at" is not null;--> statement-breakpoint
-- by hand
-- Marks of before count from today.
UPDATE "people" SET "bounced_at" = now() WHERE "email_problem" = 'bounced';
