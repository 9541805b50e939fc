-- CreateTable
CREATE TABLE "slack_installation" (
    "key" TEXT NOT NULL,
    "org_wide" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "scopes" TEXT[],
    "sealed" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "rotating_until" TIMESTAMPTZ(3),
    "installed_by" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slack_installation_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "short_state" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "org_id" UUID,
    "owner" TEXT,
    "data" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "short_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_feedback" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "answer_id" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "skill" TEXT NOT NULL,
    "helpful" BOOLEAN NOT NULL,
    "reason" TEXT,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_feedback_pkey" PRIMARY KEY ("person_id","answer_id")
);

-- CreateTable
CREATE TABLE "slack_home" (
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "import_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "slack_home_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateIndex
CREATE INDEX "short_state_expires_at_idx" ON "short_state"("expires_at");

-- CreateIndex
CREATE INDEX "answer_feedback_org_id_at_idx" ON "answer_feedback"("org_id", "at");

-- CreateIndex
CREATE INDEX "slack_home_org_id_import_id_idx" ON "slack_home"("org_id", "import_id");

-- AddForeignKey
ALTER TABLE "short_state" ADD CONSTRAINT "short_state_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_home" ADD CONSTRAINT "slack_home_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_home" ADD CONSTRAINT "slack_home_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
