import { z } from "zod";
import { isIsoDate } from "../core/calendar.js";

const text = z.string().min(1);
const day = z.string().refine(isIsoDate, "expected a day such as 2026-11-18");

/** A person. Fields such as `payout_2026_10` say what a month came to, in major units. */
const PersonEntry = z.object({
  name: text,
  title: text.nullish(),
  role: z.enum(["rep", "manager", "admin", "none"]),
  /** Name of the person they report to. */
  manager: text.nullish(),
  team: text.nullish(),
  /** "active", "deactivated 2026-10-09", "active; reported to NAME until 2026-06-30", or whatever else is worth knowing. */
  status: text.default("active"),
});

const DealEntry = z.object({
  name: text,
  /** Name of the person it belongs to. */
  owner: text,
  /** Stage of an open deal. A deal with neither stage nor status is won. */
  stage: text.nullish(),
  status: text.nullish(),
  amount: z.number().nonnegative().nullish(),
  split_with: text.nullish(),
  /** Percent of the owner and of the other one. */
  split: z.tuple([z.number().positive(), z.number().positive()]).nullish(),
});

const OrganisationFile = z.object({
  name: text.nullish(),
  /** The day that the file is true for. */
  today: day,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected an ISO currency code such as USD")
    .default("USD"),
  people: z.array(PersonEntry.catchall(z.unknown())).min(1),
  plans: z.array(text).default(["AE"]),
  deals: z.array(DealEntry.catchall(z.unknown())).default([]),
});
/** An organisation described in one JSON file: people, who reports to whom, teams and deals. Unknown fields are left alone. */
export type OrganisationFile = z.infer<typeof OrganisationFile>;

/**
 * Reads the text of such a file. Throws an Error that names the field, what stands there and what is expected; names that
 * refer to nobody are faults too.
 */
export function readOrganisationFile(source: string, fileName: string): OrganisationFile {
  let given: unknown;
  try {
    given = JSON.parse(source);
  } catch (error) {
    throw new Error(`${fileName} is not JSON: ${(error as Error).message}. Write one JSON object.`);
  }
  const parsed = OrganisationFile.safeParse(given);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    throw new Error(
      `${fileName}: ${problem?.path.join(".") || "the file"}: ${problem?.message ?? "cannot be read"}. Correct the field and load the file again.`,
    );
  }
  const names = new Set(parsed.data.people.map(({ name }) => name));
  const known = (name: string | null | undefined, where: string) => {
    if (name != null && !names.has(name))
      throw new Error(
        `${fileName}: ${where} is "${name}", who is not among the people. Add the person or correct the name.`,
      );
  };
  for (const [i, person] of parsed.data.people.entries()) known(person.manager, `people.${i}.manager`);
  for (const [i, deal] of parsed.data.deals.entries()) {
    known(deal.owner, `deals.${i}.owner`);
    known(deal.split_with, `deals.${i}.split_with`);
  }
  return parsed.data;
}
