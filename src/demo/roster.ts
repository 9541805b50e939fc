import type { Role } from "../store/store.js";
import type { QuarterOffset } from "./demo-calendar.js";

/** Quillmere Systems sells scheduling software for field service. It, its people and its customers are invented. */
export const company = {
  slug: "demo",
  name: "Quillmere Systems",
  currency: "USD",
  timeZone: "America/New_York",
  fiscalYearStartMonth: 1,
} as const;

export const emailOf = (key: string): string => `${key}@quillmere.example`;

export type Job = "vp" | "director" | "manager" | "ae" | "am" | "sdr" | "admin";
export type TeamKey = "sales" | "americas" | "international" | "commercial" | "enterprise" | "sdr" | "europe" | "apac";

export interface Team {
  readonly key: TeamKey;
  readonly name: string;
  readonly parentKey: TeamKey | null;
}

/** Five teams under two regions under the VP's whole sales organisation. */
export const teams: readonly Team[] = [
  { key: "sales", name: "Sales", parentKey: null },
  { key: "americas", name: "Americas", parentKey: "sales" },
  { key: "international", name: "International", parentKey: "sales" },
  { key: "commercial", name: "Commercial Americas", parentKey: "americas" },
  { key: "enterprise", name: "Enterprise Americas", parentKey: "americas" },
  { key: "sdr", name: "Sales Development", parentKey: "americas" },
  { key: "europe", name: "Europe", parentKey: "international" },
  { key: "apac", name: "Asia Pacific", parentKey: "international" },
];

export interface Member {
  /** Also the part of the e-mail address before the @. */
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly job: Job;
  readonly role: Role;
  readonly team: TeamKey | null;
  readonly managerKey: string | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly territories: readonly string[];
  /** The quarter the person joined in; absent = before the oldest. */
  readonly joined?: QuarterOffset;
  /** What makes the person worth asking as. */
  readonly special?: string;
}

const NEW_YORK = "America/New_York";
const CHICAGO = "America/Chicago";
const LOS_ANGELES = "America/Los_Angeles";

const lead = (
  key: string,
  name: string,
  title: string,
  job: Job,
  team: TeamKey | null,
  managerKey: string | null,
  timeZone: string,
  more: Partial<Member> = {},
): Member => ({
  key,
  name,
  title,
  job,
  role: job === "admin" ? "admin" : "manager",
  team,
  managerKey,
  timeZone,
  locale: "en-US",
  territories: [],
  ...more,
});

const TITLES: Partial<Record<Job, string>> = {
  ae: "Account Executive",
  am: "Account Manager",
  sdr: "Sales Development Representative",
};

type Post = Pick<Member, "team" | "managerKey" | "timeZone" | "locale">;
const rep =
  (post: Post) =>
  (
    key: string,
    name: string,
    job: "ae" | "am" | "sdr",
    territories: readonly string[],
    more: Partial<Member> = {},
  ): Member => ({ key, name, title: TITLES[job] ?? job, job, role: "rep", ...post, territories, ...more });

const commercial = rep({ team: "commercial", managerKey: "grace", timeZone: NEW_YORK, locale: "en-US" });
const enterprise = rep({ team: "enterprise", managerKey: "omar", timeZone: CHICAGO, locale: "en-US" });
const sdr = rep({ team: "sdr", managerKey: "tessa", timeZone: NEW_YORK, locale: "en-US" });
const europe = rep({ team: "europe", managerKey: "luca", timeZone: "Europe/Paris", locale: "en-GB" });
const apac = rep({ team: "apac", managerKey: "kenji", timeZone: "Asia/Tokyo", locale: "en-AU" });

/** Everybody. The first rep is the one who asks when nobody is named. */
export const roster: readonly Member[] = [
  commercial("maya", "Maya Torres", "ae", ["us-east"], {
    special: "the one who asks when nobody is named; ahead of pace with Zorvik still open",
  }),
  lead("renata", "Renata Okonjo", "VP Sales", "vp", "sales", null, NEW_YORK, { special: "sees every team" }),
  lead("marcus", "Marcus Thorne", "Regional Director, Americas", "director", "americas", "renata", CHICAGO),
  lead(
    "ingrid",
    "Ingrid Solheim",
    "Regional Director, International",
    "director",
    "international",
    "renata",
    "Europe/London",
    { locale: "en-GB" },
  ),
  lead("grace", "Grace Lindgren", "Sales Manager, Commercial", "manager", "commercial", "marcus", NEW_YORK, {
    special: "manages Maya, Dana and one of the two Sams",
  }),
  lead("omar", "Omar Haddad", "Sales Manager, Enterprise", "manager", "enterprise", "marcus", CHICAGO),
  lead("tessa", "Tessa Brandt", "Sales Development Manager", "manager", "sdr", "marcus", NEW_YORK),
  lead("luca", "Luca Ferrante", "Sales Manager, Europe", "manager", "europe", "ingrid", "Europe/Paris", {
    locale: "en-GB",
  }),
  lead("kenji", "Kenji Watanabe", "Sales Manager, Asia Pacific", "manager", "apac", "ingrid", "Asia/Tokyo", {
    locale: "en-AU",
  }),
  lead("nadia", "Nadia Rahman", "Sales Compensation Lead", "admin", null, "renata", NEW_YORK, {
    special: "administers plans; may see everybody's figures",
  }),
  lead("paul", "Paul Eriksen", "Finance Partner, Sales", "admin", null, "renata", NEW_YORK),

  commercial("dana", "Dana Fairbank", "ae", ["us-east"], {
    special: "her quota was changed in the middle of this quarter (from its second month on)",
  }),
  commercial("jonas", "Jonas Weller", "ae", ["us-central"]),
  commercial("aisha", "Aisha Bello", "ae", ["us-west"], {
    joined: -1,
    special: "on ramp: a quarter, then half of the full quota",
  }),
  commercial("caleb", "Caleb Nguyen", "ae", ["us-west", "canada"], { timeZone: LOS_ANGELES }),
  commercial("sam.okafor", "Sam Okafor", "ae", ["us-central"], { special: "shares a first name with Sam Lindqvist" }),
  commercial("sofia", "Sofia Reyes", "am", ["us-east", "us-central"]),

  enterprise("sam.lindqvist", "Sam Lindqvist", "ae", ["us-west"], {
    special: "moved from Commercial to Enterprise in the middle of last quarter",
  }),
  enterprise("victor", "Victor Almeida", "ae", ["us-east", "latam"], {
    special: "has a clawback this quarter for a cancelled contract",
  }),
  enterprise("hannah", "Hannah Schreiber", "ae", ["us-central"], {
    special: "her quota was changed in the middle of last quarter",
  }),
  enterprise("tariq", "Tariq Aziz", "ae", ["us-east"]),
  enterprise("leah", "Leah Goldstone", "ae", ["canada"], { timeZone: "America/Toronto", locale: "en-CA" }),
  enterprise("bruno", "Bruno Costa", "am", ["us-west", "latam"]),

  sdr("zoe", "Zoe Parkin", "sdr", ["us-east"]),
  sdr("mateo", "Mateo Silva", "sdr", ["latam"], { timeZone: "America/Sao_Paulo" }),
  sdr("fatima", "Fatima Noor", "sdr", ["us-central"]),
  sdr("ethan", "Ethan Brookes", "sdr", ["us-west"], { timeZone: LOS_ANGELES }),
  sdr("noor", "Noor Siddiqui", "sdr", ["uk-ireland"], { timeZone: "Europe/London", locale: "en-GB" }),
  sdr("chloe", "Chloe Martel", "sdr", ["france-benelux"], { timeZone: "Europe/Paris", locale: "en-GB" }),

  europe("elise", "Elise Fontenay", "ae", ["france-benelux"]),
  europe("oliver", "Oliver Hartley", "ae", ["uk-ireland"], { timeZone: "Europe/London" }),
  europe("katarzyna", "Katarzyna Nowicka", "ae", ["dach-nordics"], { timeZone: "Europe/Warsaw" }),
  europe("niamh", "Niamh Brannigan", "ae", ["uk-ireland"], {
    timeZone: "Europe/Dublin",
    special: "on leave, with a reduced quota",
  }),
  europe("marta", "Marta Vidal", "am", ["france-benelux", "dach-nordics"], { timeZone: "Europe/Madrid" }),
  europe("rhys", "Rhys Morgan", "am", ["uk-ireland"], { timeZone: "Europe/London" }),

  apac("haruka", "Haruka Satomi", "ae", ["japan"]),
  apac("wei", "Wei Lin", "ae", ["anz"], { timeZone: "Australia/Sydney" }),
  apac("arjun", "Arjun Mehrotra", "ae", ["south-asia"], {
    timeZone: "Asia/Kolkata",
    locale: "en-IN",
    joined: -3,
    special: "had a recoverable draw in the first months and is paying it back",
  }),
  apac("yuki", "Yuki Tanabe", "am", ["japan"]),
  apac("linh", "Linh Tran", "am", ["anz", "south-asia"], { timeZone: "Asia/Ho_Chi_Minh" }),
];

export const member = (key: string): Member => {
  const found = roster.find((one) => one.key === key);
  if (!found) throw new RangeError(`nobody in the demo company has the key ${key}`);
  return found;
};

export const sellers: readonly Member[] = roster.filter(({ role }) => role === "rep");
