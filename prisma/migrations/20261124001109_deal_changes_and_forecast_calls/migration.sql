-- CreateEnum
CREATE TYPE "ForecastCallKind" AS ENUM ('commit', 'best_case');

-- CreateTable
CREATE TABLE "deal_change" (
    "org_id" UUID NOT NULL,
    "deal_id" UUID NOT NULL,
    "changed_on" DATE NOT NULL,
    "owner_id" UUID,
    "stage" TEXT NOT NULL,
    "status" "DealStatus" NOT NULL DEFAULT 'open',
    "amount_minor" BIGINT,
    "expected_close_on" DATE,
    "noticed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "deal_change_pkey" PRIMARY KEY ("deal_id","changed_on")
);

-- CreateTable
CREATE TABLE "forecast_call" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "called_by_id" UUID NOT NULL,
    "kind" "ForecastCallKind" NOT NULL,
    "measure" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "called_on" DATE NOT NULL,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "note" TEXT,

    CONSTRAINT "forecast_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deal_change_org_id_owner_id_idx" ON "deal_change"("org_id", "owner_id");

-- CreateIndex
CREATE INDEX "forecast_call_org_id_person_id_period_start_idx" ON "forecast_call"("org_id", "person_id", "period_start");

-- AddForeignKey
ALTER TABLE "deal_change" ADD CONSTRAINT "deal_change_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_change" ADD CONSTRAINT "deal_change_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_change" ADD CONSTRAINT "deal_change_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_call" ADD CONSTRAINT "forecast_call_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_call" ADD CONSTRAINT "forecast_call_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecast_call" ADD CONSTRAINT "forecast_call_called_by_id_fkey" FOREIGN KEY ("called_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- History begins with how open deals stood when data last came in.
INSERT INTO "deal_change" ("org_id", "deal_id", "changed_on", "owner_id", "stage", "status", "amount_minor", "expected_close_on", "noticed")
SELECT d."org_id", d."id", ("last"."at" AT TIME ZONE o."time_zone")::date, d."owner_id", d."stage", d."status", d."amount_minor", d."expected_close_on", true
FROM "deal" d
  JOIN "organisation" o ON o."id" = d."org_id"
  JOIN (SELECT "org_id", max("finished_at") AS "at" FROM "import_run" GROUP BY "org_id") "last" ON "last"."org_id" = d."org_id"
WHERE d."status" = 'open';
