CREATE TABLE "refusals" (
	"identity_id" bigint NOT NULL,
	"command" text NOT NULL,
	"why" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "refusals_identity_id_command_why_pk" PRIMARY KEY("identity_id","command","why")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"plan_id" bigint,
	"fields" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "mac" "bytea";--> statement-breakpoint
ALTER TABLE "refusals" ADD CONSTRAINT "refusals_identity_id_identities_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."identities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refusals_since" ON "refusals" USING btree ("since");--> statement-breakpoint
CREATE INDEX "proposals_plan" ON "proposals" USING btree ("plan_id");