-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('pending', 'sending', 'ambiguous', 'sent', 'failed', 'dead');

-- Kept, not made anew: an event that was answered just before is redelivered just after.
ALTER TABLE "handled_event" RENAME TO "inbound_event";
ALTER TABLE "inbound_event" RENAME CONSTRAINT "handled_event_pkey" TO "inbound_event_pkey";
ALTER INDEX "handled_event_at_idx" RENAME TO "inbound_event_at_idx";

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient_id" UUID NOT NULL,
    "period_key" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "reference" TEXT NOT NULL,
    "state" "OutboxState" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "retry_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lapses" INTEGER NOT NULL DEFAULT 0,
    "certain_at" TIMESTAMPTZ(3),
    "first_called_at" TIMESTAMPTZ(3),
    "platform" "Platform",
    "message_ref" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "next_run_at" TIMESTAMPTZ(3) NOT NULL,
    "last_period_key" TEXT,
    "catch_up_minutes" INTEGER NOT NULL DEFAULT 360,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holiday" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("org_id","day")
);

-- CreateTable
CREATE TABLE "delivery_pause" (
    "key" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "delivery_pause_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "outbox_state_not_before_idx" ON "outbox"("state", "not_before");

-- CreateIndex
CREATE INDEX "outbox_org_id_recipient_id_kind_idx" ON "outbox"("org_id", "recipient_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_org_id_kind_recipient_id_period_key_key" ON "outbox"("org_id", "kind", "recipient_id", "period_key");

-- CreateIndex
CREATE INDEX "schedule_next_run_at_idx" ON "schedule"("next_run_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_person_id_kind_key" ON "schedule"("person_id", "kind");

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
