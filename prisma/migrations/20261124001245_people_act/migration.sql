-- CreateEnum
CREATE TYPE "GoalState" AS ENUM ('suggested', 'active', 'declined', 'dropped', 'done');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('open', 'answered', 'accepted', 'rejected', 'withdrawn');

-- CreateTable
CREATE TABLE "action_proposal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "typed" TEXT,
    "conversation" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "action_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "goal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "set_by_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "target" DECIMAL(20,6),
    "currency" CHAR(3),
    "what" TEXT,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "state" "GoalState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "deal_key" TEXT,
    "deal_name" TEXT,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "state" "DisputeState" NOT NULL,
    "assignee_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_entry" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "dispute_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preference" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "chosen" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preference_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "preference_defaults" (
    "org_id" UUID NOT NULL,
    "chosen" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preference_defaults_pkey" PRIMARY KEY ("org_id")
);

-- CreateTable
CREATE TABLE "plan_acknowledgement" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "text" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_acknowledgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "plan_key" TEXT,
    "plan_version" TEXT,
    "plan_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "send_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_recipient" (
    "org_id" UUID NOT NULL,
    "announcement_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_recipient_pkey" PRIMARY KEY ("announcement_id","person_id")
);

-- CreateIndex
CREATE INDEX "action_proposal_org_id_person_id_created_at_idx" ON "action_proposal"("org_id", "person_id", "created_at");

-- CreateIndex
CREATE INDEX "goal_org_id_person_id_state_idx" ON "goal"("org_id", "person_id", "state");

-- CreateIndex
CREATE INDEX "dispute_org_id_person_id_state_idx" ON "dispute"("org_id", "person_id", "state");

-- CreateIndex
CREATE INDEX "dispute_org_id_assignee_id_state_idx" ON "dispute"("org_id", "assignee_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_org_id_number_key" ON "dispute"("org_id", "number");

-- CreateIndex
CREATE INDEX "dispute_entry_dispute_id_id_idx" ON "dispute_entry"("dispute_id", "id");

-- CreateIndex
CREATE INDEX "plan_acknowledgement_org_id_person_id_plan_id_idx" ON "plan_acknowledgement"("org_id", "person_id", "plan_id");

-- CreateIndex
CREATE INDEX "announcement_org_id_send_at_idx" ON "announcement"("org_id", "send_at");

-- CreateIndex
CREATE INDEX "announcement_recipient_org_id_person_id_idx" ON "announcement_recipient"("org_id", "person_id");

-- AddForeignKey
ALTER TABLE "action_proposal" ADD CONSTRAINT "action_proposal_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_proposal" ADD CONSTRAINT "action_proposal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal" ADD CONSTRAINT "goal_set_by_id_fkey" FOREIGN KEY ("set_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_entry" ADD CONSTRAINT "dispute_entry_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_entry" ADD CONSTRAINT "dispute_entry_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_entry" ADD CONSTRAINT "dispute_entry_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference" ADD CONSTRAINT "preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preference_defaults" ADD CONSTRAINT "preference_defaults_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_acknowledgement" ADD CONSTRAINT "plan_acknowledgement_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_acknowledgement" ADD CONSTRAINT "plan_acknowledgement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_acknowledgement" ADD CONSTRAINT "plan_acknowledgement_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
