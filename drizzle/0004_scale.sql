CREATE TABLE "send_tallies" (
	"send_id" bigint NOT NULL,
	"key" text NOT NULL,
	"shard" integer NOT NULL,
	"n" integer NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"in_minute" integer NOT NULL,
	"in_last" integer NOT NULL,
	CONSTRAINT "send_tallies_send_id_key_shard_pk" PRIMARY KEY("send_id","key","shard")
);
--> statement-breakpoint
ALTER TABLE "plans" DROP CONSTRAINT "plans_state";--> statement-breakpoint
ALTER TABLE "plans" DROP CONSTRAINT "plans_decided";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "applied_through" integer;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "applied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "send_tallies" ADD CONSTRAINT "send_tallies_send_id_sends_id_fk" FOREIGN KEY ("send_id") REFERENCES "public"."sends"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_by_name" ON "people" USING btree ("company_id",(translate(translate(lower("family_name" || ' ' || "given_name"), 'ÅÄÖÉÈËÜÆØÁÓÍÚ', 'åäöéèëüæøáóíú'), 'åäö', '{|}') collate "C"),"id");--> statement-breakpoint
CREATE INDEX "plans_applying" ON "plans" USING btree ("id") WHERE "plans"."applied_through" is not null;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_state" CHECK ("plans"."state" in ('draft', 'open', 'awaiting', 'confirmed', 'expired', 'cancelled'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_decided" CHECK (("plans"."decided_at" is not null) = ("plans"."state" not in ('draft', 'open')));--> statement-breakpoint
CREATE FUNCTION "delivery_key"(state text, action text, reason text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(':', CASE WHEN state = 'sent' AND action = 'direct' THEN 'direct'
      WHEN state IN ('claimed', 'committing') THEN 'queued' ELSE state END,
    CASE WHEN state IN ('failed', 'skipped') THEN reason END)
$$;--> statement-breakpoint
CREATE FUNCTION "tally_deliveries"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  this_minute constant timestamptz := date_trunc('minute', clock_timestamp());
BEGIN
  -- Only what has ended counts; what has not is the rest. The rows of a send are always written in the same order.
  IF TG_OP = 'INSERT' THEN
    INSERT INTO send_tallies AS t (send_id, key, shard, n, minute, in_minute, in_last)
    SELECT r.send_id, delivery_key(r.state, r.action, r.reason) AS key, pg_backend_pid() % 8, count(*), this_minute, count(*), 0
    FROM new_rows r WHERE r.done_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (send_id, key, shard) DO UPDATE SET n = t.n + excluded.n;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO send_tallies AS t (send_id, key, shard, n, minute, in_minute, in_last)
    SELECT c.send_id, c.key, pg_backend_pid() % 8, sum(c.n), this_minute, greatest(sum(c.n), 0), 0
    FROM (
      SELECT r.send_id, delivery_key(r.state, r.action, r.reason) AS key, 1 AS n FROM new_rows r WHERE r.done_at IS NOT NULL
      UNION ALL
      SELECT r.send_id, delivery_key(r.state, r.action, r.reason), -1 FROM old_rows r WHERE r.done_at IS NOT NULL
    ) c JOIN sends s ON s.id = c.send_id AND s.final IS NULL
    GROUP BY 1, 2 HAVING sum(c.n) <> 0 ORDER BY 1, 2
    ON CONFLICT (send_id, key, shard) DO UPDATE SET n = t.n + excluded.n,
      in_last = CASE t.minute WHEN excluded.minute THEN t.in_last WHEN excluded.minute - interval '1 minute' THEN t.in_minute ELSE 0 END,
      in_minute = CASE t.minute WHEN excluded.minute THEN t.in_minute ELSE 0 END + excluded.in_minute,
      minute = excluded.minute;
  ELSE
    -- Somebody who waited for a letter has been erased.
    INSERT INTO send_tallies AS t (send_id, key, shard, n, minute, in_minute, in_last)
    SELECT r.send_id, 'skipped:erased', pg_backend_pid() % 8, count(*), this_minute, 0, 0
    FROM old_rows r JOIN sends s ON s.id = r.send_id AND s.final IS NULL WHERE r.done_at IS NULL GROUP BY 1 ORDER BY 1
    ON CONFLICT (send_id, key, shard) DO UPDATE SET n = t.n + excluded.n;
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "deliveries_tally_insert" AFTER INSERT ON "deliveries" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();--> statement-breakpoint
CREATE TRIGGER "deliveries_tally_update" AFTER UPDATE ON "deliveries" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();--> statement-breakpoint
CREATE TRIGGER "deliveries_tally_delete" AFTER DELETE ON "deliveries" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "tally_deliveries"();--> statement-breakpoint
-- Sends that run during the upgrade.
INSERT INTO send_tallies (send_id, key, shard, n, minute, in_minute, in_last)
  SELECT d.send_id, delivery_key(d.state, d.action, d.reason), 0, count(*), date_trunc('minute', clock_timestamp()), 0, 0
  FROM deliveries d JOIN sends s ON s.id = d.send_id AND s.final IS NULL WHERE d.done_at IS NOT NULL GROUP BY 1, 2;
