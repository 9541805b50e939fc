-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('rep', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "DealStatus" AS ENUM ('open', 'won', 'lost');

-- CreateEnum
CREATE TYPE "FxKind" AS ENUM ('plan', 'spot', 'average');

-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('clawback', 'draw_advance', 'draw_recovery', 'adjustment');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'teams');

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "fiscal_year_start_month" SMALLINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "role" "Role" NOT NULL DEFAULT 'rep',
    "time_zone" TEXT,
    "locale" TEXT,
    "hired_on" DATE,
    "left_on" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" UUID,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_membership" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "team_membership_pkey" PRIMARY KEY ("person_id","valid_from")
);

-- CreateTable
CREATE TABLE "reporting_line" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "manager_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "reporting_line_pkey" PRIMARY KEY ("person_id","valid_from")
);

-- CreateTable
CREATE TABLE "leave" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "reason" TEXT,

    CONSTRAINT "leave_pkey" PRIMARY KEY ("person_id","valid_from")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "industry" TEXT,
    "country" TEXT,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family" TEXT,
    "list_price_minor" BIGINT,
    "currency" CHAR(3),

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "territory" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT,

    CONSTRAINT "territory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "territory_assignment" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "territory_assignment_pkey" PRIMARY KEY ("person_id","territory_id","valid_from")
);

-- CreateTable
CREATE TABLE "deal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" UUID,
    "account_id" UUID,
    "product_id" UUID,
    "territory_id" UUID,
    "type" TEXT,
    "stage" TEXT NOT NULL,
    "status" "DealStatus" NOT NULL,
    "amount_minor" BIGINT,
    "cost_minor" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "units" DECIMAL(18,4),
    "opened_on" DATE,
    "expected_close_on" DATE,
    "closed_on" DATE,

    CONSTRAINT "deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_line" (
    "org_id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "product_id" UUID,
    "quantity" DECIMAL(18,4),
    "amount_minor" BIGINT NOT NULL,
    "cost_minor" BIGINT,

    CONSTRAINT "deal_line_pkey" PRIMARY KEY ("deal_id","key")
);

-- CreateTable
CREATE TABLE "deal_split" (
    "org_id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "share" DECIMAL(12,10) NOT NULL,

    CONSTRAINT "deal_split_pkey" PRIMARY KEY ("deal_id","person_id")
);

-- CreateTable
CREATE TABLE "deal_stage_change" (
    "org_id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "entered_on" DATE NOT NULL,

    CONSTRAINT "deal_stage_change_pkey" PRIMARY KEY ("deal_id","entered_on","stage")
);

-- CreateTable
CREATE TABLE "credit" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "credited_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "share" DECIMAL(12,10) NOT NULL DEFAULT 1,

    CONSTRAINT "credit_pkey" PRIMARY KEY ("deal_id","person_id")
);

-- CreateTable
CREATE TABLE "quota" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "set_on" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "quota_pkey" PRIMARY KEY ("person_id","measure","period_start","period_end","set_on")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_assignment" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "target_incentive_minor" BIGINT,

    CONSTRAINT "plan_assignment_pkey" PRIMARY KEY ("person_id","valid_from")
);

-- CreateTable
CREATE TABLE "fx_rate" (
    "org_id" UUID NOT NULL,
    "kind" "FxKind" NOT NULL,
    "from_currency" CHAR(3) NOT NULL,
    "to_currency" CHAR(3) NOT NULL,
    "valid_from" DATE NOT NULL,
    "rate" DECIMAL(20,10) NOT NULL,

    CONSTRAINT "fx_rate_pkey" PRIMARY KEY ("org_id","kind","from_currency","to_currency","valid_from")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "posted_on" DATE NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "deal_id" UUID,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "read" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_key" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" "Platform" NOT NULL,
    "external_id" TEXT NOT NULL,
    "org_id" UUID NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","external_id")
);

-- CreateTable
CREATE TABLE "platform_identity" (
    "org_id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "platform_identity_pkey" PRIMARY KEY ("platform","workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "handled_event" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handled_event_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "person_org_id_key_key" ON "person"("org_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "person_org_id_email_key" ON "person"("org_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "team_org_id_key_key" ON "team"("org_id", "key");

-- CreateIndex
CREATE INDEX "team_membership_org_id_team_id_idx" ON "team_membership"("org_id", "team_id");

-- CreateIndex
CREATE INDEX "reporting_line_org_id_manager_id_idx" ON "reporting_line"("org_id", "manager_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_org_id_key_key" ON "account"("org_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "product_org_id_key_key" ON "product"("org_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "territory_org_id_key_key" ON "territory"("org_id", "key");

-- CreateIndex
CREATE INDEX "deal_org_id_owner_id_status_closed_on_idx" ON "deal"("org_id", "owner_id", "status", "closed_on");

-- CreateIndex
CREATE UNIQUE INDEX "deal_org_id_key_key" ON "deal"("org_id", "key");

-- CreateIndex
CREATE INDEX "deal_split_org_id_person_id_idx" ON "deal_split"("org_id", "person_id");

-- CreateIndex
CREATE INDEX "credit_org_id_person_id_credited_on_idx" ON "credit"("org_id", "person_id", "credited_on");

-- CreateIndex
CREATE INDEX "quota_org_id_person_id_period_start_idx" ON "quota"("org_id", "person_id", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "plan_org_id_key_version_key" ON "plan"("org_id", "key", "version");

-- CreateIndex
CREATE INDEX "plan_assignment_org_id_plan_id_idx" ON "plan_assignment"("org_id", "plan_id");

-- CreateIndex
CREATE INDEX "ledger_entry_org_id_person_id_posted_on_idx" ON "ledger_entry"("org_id", "person_id", "posted_on");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_org_id_key_key" ON "ledger_entry"("org_id", "key");

-- CreateIndex
CREATE INDEX "import_run_org_id_id_idx" ON "import_run"("org_id", "id");

-- CreateIndex
CREATE INDEX "import_run_org_id_finished_at_idx" ON "import_run"("org_id", "finished_at");

-- CreateIndex
CREATE INDEX "audit_entry_org_id_entity_entity_key_idx" ON "audit_entry"("org_id", "entity", "entity_key");

-- CreateIndex
CREATE INDEX "handled_event_at_idx" ON "handled_event"("at");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reporting_line" ADD CONSTRAINT "reporting_line_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reporting_line" ADD CONSTRAINT "reporting_line_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reporting_line" ADD CONSTRAINT "reporting_line_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leave" ADD CONSTRAINT "leave_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leave" ADD CONSTRAINT "leave_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory" ADD CONSTRAINT "territory_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory_assignment" ADD CONSTRAINT "territory_assignment_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory_assignment" ADD CONSTRAINT "territory_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "territory_assignment" ADD CONSTRAINT "territory_assignment_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_line" ADD CONSTRAINT "deal_line_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_line" ADD CONSTRAINT "deal_line_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_line" ADD CONSTRAINT "deal_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_split" ADD CONSTRAINT "deal_split_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_split" ADD CONSTRAINT "deal_split_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_split" ADD CONSTRAINT "deal_split_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_stage_change" ADD CONSTRAINT "deal_stage_change_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_stage_change" ADD CONSTRAINT "deal_stage_change_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit" ADD CONSTRAINT "credit_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit" ADD CONSTRAINT "credit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit" ADD CONSTRAINT "credit_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fx_rate" ADD CONSTRAINT "fx_rate_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_identity" ADD CONSTRAINT "platform_identity_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_identity" ADD CONSTRAINT "platform_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
