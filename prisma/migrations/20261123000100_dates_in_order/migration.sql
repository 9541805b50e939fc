-- What Prisma's schema cannot say: a span ends after it starts, and a month is one of twelve.
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_fiscal_year_start_month_check" CHECK ("fiscal_year_start_month" BETWEEN 1 AND 12);
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "reporting_line" ADD CONSTRAINT "reporting_line_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "reporting_line" ADD CONSTRAINT "reporting_line_self_check" CHECK ("person_id" <> "manager_id");
ALTER TABLE "leave" ADD CONSTRAINT "leave_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "territory_assignment" ADD CONSTRAINT "territory_assignment_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "plan" ADD CONSTRAINT "plan_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "plan_assignment" ADD CONSTRAINT "plan_assignment_dates_check" CHECK ("valid_to" > "valid_from");
ALTER TABLE "quota" ADD CONSTRAINT "quota_dates_check" CHECK ("period_end" > "period_start");
