-- CreateEnum
CREATE TYPE "ModelMode" AS ENUM ('off', 'choose', 'full');

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "model_mode" "ModelMode" NOT NULL DEFAULT 'full';

-- CreateTable
CREATE TABLE "model_usage" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "dropped" INTEGER NOT NULL DEFAULT 0,
    "tokens_in" BIGINT NOT NULL DEFAULT 0,
    "tokens_out" BIGINT NOT NULL DEFAULT 0,
    "cost_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "model_usage_pkey" PRIMARY KEY ("person_id","day")
);

-- CreateIndex
CREATE INDEX "model_usage_org_id_day_idx" ON "model_usage"("org_id", "day");

-- AddForeignKey
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
