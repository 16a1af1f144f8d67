CREATE TABLE "import_files" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"requester" bigint NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"choices" jsonb NOT NULL,
	"plan_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_files_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"company_id" bigint NOT NULL,
	"header" text NOT NULL,
	"columns" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_mappings_company_id_header_pk" PRIMARY KEY("company_id","header")
);
--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "notes" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "cells" jsonb;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_requester_identities_id_fk" FOREIGN KEY ("requester") REFERENCES "public"."identities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_files_requester" ON "import_files" USING btree ("requester");--> statement-breakpoint
CREATE INDEX "import_files_plan" ON "import_files" USING btree ("plan_id");