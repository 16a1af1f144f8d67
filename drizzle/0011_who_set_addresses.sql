ALTER TABLE "identities" ADD COLUMN "address_set_by" bigint;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "email_set_by" bigint;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "email_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_address_set_by_identities_id_fk" FOREIGN KEY ("address_set_by") REFERENCES "public"."identities"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identities_address_set_by" ON "identities" USING btree ("address_set_by") WHERE "identities"."address_set_by" is not null;--> statement-breakpoint
-- by hand
-- Who stored an address is known where the history names one user only, who has stored any address of that person.
UPDATE "people" p SET "email_set_by" = known."actor", "email_set_at" = known."at"
  FROM (SELECT "person_id", min("actor") AS "actor", max("at") AS "at" FROM (
      SELECT "person_id", "actor", "at" FROM "audit" WHERE "action" = 'person.address' AND "person_id" IS NOT NULL
      UNION ALL
      SELECT ir."person_id", pl."requester", pl."decided_at" FROM "import_rows" ir JOIN "plans" pl ON pl."id" = ir."plan_id"
        WHERE pl."kind" = 'import' AND pl."state" = 'confirmed' AND ir."person_id" IS NOT NULL
          AND ir."outcome" IN ('created', 'updated', 'unchanged')
    ) stored GROUP BY "person_id" HAVING count(DISTINCT "actor") = 1) known
  WHERE p."id" = known."person_id" AND p."email_key" IS NOT NULL;--> statement-breakpoint
UPDATE "identities" i SET "address_set_by" = p."email_set_by" FROM "people" p
  WHERE p."id" = i."person_id" AND i."linked_by" = 'code' AND p."email_set_by" IS NOT NULL
    AND EXISTS (SELECT 1 FROM "identities" o WHERE o."id" = p."email_set_by");
