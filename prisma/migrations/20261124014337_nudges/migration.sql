-- CreateTable
CREATE TABLE "nudge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "held_back" BOOLEAN NOT NULL,
    "memory" JSONB NOT NULL,
    "judge_on" DATE NOT NULL,
    "judged_on" DATE,
    "acted" BOOLEAN,
    "helped" BOOLEAN,
    "said" TEXT,
    "said_at" TIMESTAMPTZ(3),

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge_run" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nudge_run_pkey" PRIMARY KEY ("org_id","day")
);

-- CreateIndex
CREATE INDEX "nudge_org_id_judged_on_judge_on_idx" ON "nudge"("org_id", "judged_on", "judge_on");

-- CreateIndex
CREATE UNIQUE INDEX "nudge_person_id_decided_on_key" ON "nudge"("person_id", "decided_on");

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge_run" ADD CONSTRAINT "nudge_run_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
