CREATE TABLE "employer_letters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "employer_letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" bigint NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"reply_to" text DEFAULT '' NOT NULL,
	"color" text DEFAULT '' NOT NULL,
	"text_sv" text DEFAULT '' NOT NULL,
	"text_en" text DEFAULT '' NOT NULL,
	"logo" "bytea",
	"logo_type" text,
	"logo_width" integer,
	"logo_height" integer,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"in_force_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "employer_letters_logo_type" CHECK ("employer_letters"."logo_type" in ('image/png', 'image/jpeg')),
	CONSTRAINT "employer_letters_whole_logo" CHECK (("employer_letters"."logo" is null) = ("employer_letters"."logo_type" is null) and ("employer_letters"."logo" is null) = ("employer_letters"."logo_width" is null)
        and ("employer_letters"."logo" is null) = ("employer_letters"."logo_height" is null)),
	CONSTRAINT "employer_letters_light_logo" CHECK ("employer_letters"."logo" is null or length("employer_letters"."logo") <= 15360),
	CONSTRAINT "employer_letters_ended" CHECK ("employer_letters"."ended_at" is null or "employer_letters"."in_force_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "plans" DROP CONSTRAINT "plans_kind";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "letters" jsonb;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "voided_because" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "logo" text;--> statement-breakpoint
ALTER TABLE "sends" ADD COLUMN "letters" jsonb;--> statement-breakpoint
ALTER TABLE "employer_letters" ADD CONSTRAINT "employer_letters_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employer_letters" ADD CONSTRAINT "employer_letters_created_by_identities_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."identities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "employer_letters_in_force" ON "employer_letters" USING btree ("company_id") WHERE "employer_letters"."in_force_at" is not null and "employer_letters"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "employer_letters_company" ON "employer_letters" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "employer_letters_created_by" ON "employer_letters" USING btree ("created_by");--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_voided_because" CHECK ("plans"."voided_because" in ('letter'));--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_kind" CHECK ("plans"."kind" in ('send', 'import', 'disconnect', 'erase', 'same', 'letter'));