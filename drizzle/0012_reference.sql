ALTER TABLE "plans" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "sends" ADD COLUMN "reference" text;