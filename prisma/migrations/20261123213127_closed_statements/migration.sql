-- CreateTable
CREATE TABLE "closed_statement" (
    "id" BIGSERIAL NOT NULL,
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "period_key" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "plan_name" TEXT NOT NULL,
    "plan_version" TEXT NOT NULL,
    "engine_version" TEXT NOT NULL,
    "payable_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "receipt" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT NOT NULL,

    CONSTRAINT "closed_statement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "closed_statement_org_id_period_start_idx" ON "closed_statement"("org_id", "period_start");

-- CreateIndex
CREATE UNIQUE INDEX "closed_statement_org_id_person_id_period_start_period_end_key" ON "closed_statement"("org_id", "person_id", "period_start", "period_end");

-- AddForeignKey
ALTER TABLE "closed_statement" ADD CONSTRAINT "closed_statement_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closed_statement" ADD CONSTRAINT "closed_statement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say: a closed statement is never changed, and goes only with all the data of its organisation.
CREATE FUNCTION "refuse_closed_statement_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('pacer.emptying', true) = OLD."org_id"::text THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'A closed statement is not changed: post a correction in an open period.';
END $$;
CREATE TRIGGER "closed_statement_unchanged" BEFORE UPDATE OR DELETE ON "closed_statement"
  FOR EACH ROW EXECUTE FUNCTION "refuse_closed_statement_change"();
CREATE TRIGGER "closed_statement_not_truncated" BEFORE TRUNCATE ON "closed_statement"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_closed_statement_change"();
