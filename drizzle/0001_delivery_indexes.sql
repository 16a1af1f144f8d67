DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "deliveries_leased";--> statement-breakpoint
DROP INDEX "deliveries_state";--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("send_id","next_at") WHERE "deliveries"."lease_owner" is null and "deliveries"."done_at" is null;--> statement-breakpoint
CREATE INDEX "deliveries_held" ON "deliveries" USING btree ("send_id") WHERE "deliveries"."lease_owner" is not null;--> statement-breakpoint
-- Room on each page, so that the new version of a marked row stands beside the old one.
ALTER TABLE "deliveries" SET (fillfactor = 70);
