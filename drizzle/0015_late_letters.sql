ALTER TABLE "deliveries" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "server_words" text;