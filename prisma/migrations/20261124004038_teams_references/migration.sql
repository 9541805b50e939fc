-- CreateTable
CREATE TABLE "teams_reference" (
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reference" JSONB NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_reference_pkey" PRIMARY KEY ("tenant_id","user_id")
);
