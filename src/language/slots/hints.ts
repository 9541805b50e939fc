import { fold } from "../text.js";
import { type Claim, claimsIn } from "./claims.js";
import { topicIn } from "./topics.js";

/** What a message says beside whom, when and how much. Null where it says nothing. */
export interface Hints {
  /** What of a plan: "accelerator", "cap", "draw". */
  readonly topic: string | null;
  /** Which figure: "attainment", "credited", "earned". */
  readonly metric: string | null;
  /** The period to compare with: another one of the message, or "last_year", "last_quarter", "last_month", "last_week". */
  readonly comparison: string | null;
  /** Which end of an order: "bottom". */
  readonly order: string | null;
  /** Of a file: "csv", "pdf", "xlsx". */
  readonly format: string | null;
  /** A narrower look: how a pipeline came to be what it is ("movement"), or whether plans are sound ("plans"). */
  readonly view: string | null;
  /** What it takes for granted: "quota_met", "in_accelerator". */
  readonly claims: readonly Claim[];
}

const METRICS: readonly (readonly [string, RegExp])[] = [
  [
    "earned",
    /\b(?:earn\w*|pay|paid|payouts?|pays|commissions?|comp|money|income|bonus|verdien\w*|provision\w*|gan\w{1,6}|comision\w*|gagn\w*|cobr\w*|gehalt)\b/,
  ],
  [
    "credited",
    /\b(?:bookings?|booked|sales|revenue|sold|selling|credited|volume|closed|umsatz\w*|verkauf\w*|ventas?|vendido|vend\w*|ventes?|chiffre)\b/,
  ],
  ["attainment", /\b(?:attain\w*|quota|quote|percent\w*|cumplim\w*|zielerreich\w*|atteinte)\b/],
];
const COMPARISONS: readonly (readonly [string, RegExp])[] = [
  [
    "last_year",
    /\b(?:yoy|y\/y|yr\/yr|year over year|year on year|vorjahr\w*|same (?:quarter|month|time|point|period) last year)\b/,
  ],
  ["last_quarter", /\b(?:qoq|q\/q|quarter over quarter|quarter on quarter|vorquartal\w*)\b/],
  ["last_month", /\b(?:mom|m\/m|month over month|month on month|vormonat\w*)\b/],
  ["last_week", /\b(?:wow|w\/w|week over week|week on week|since last week|since yesterday week)\b/],
];
const FORMATS: readonly (readonly [string, RegExp])[] = [
  ["csv", /\bcsv\b/],
  ["xlsx", /\b(?:excel|xlsx?|spreadsheet|hoja de calculo|tabelle|tableur)\b/],
  ["pdf", /\b(?:pdf|print\w*|imprim\w*|druck\w*)\b/],
];
const ORDERS: readonly (readonly [string, RegExp])[] = [
  [
    "bottom",
    /\b(?:bottom|worst|lowest|weakest|last place|dead last|laggards?|peor\w*|ultim[oa]s?|schlecht\w*|letzte\w*|pires?|derniers?)\b/,
  ],
];

const PIPE = "(?:pipe\\w*|funnel|embudo)";
const MOVES =
  "(?:mov\\w+|chang\\w+|shift\\w*|bridge|waterfall|flow|cambi\\w+|movim\\w*|beweg\\w+|verander\\w+|entwickel\\w+|bouge\\w*|evolu\\w*)";
const VIEWS: readonly (readonly [string, RegExp])[] = [
  ["movement", new RegExp(`\\b${PIPE}\\b.{0,40}\\b${MOVES}\\b|\\b${MOVES}\\b.{0,20}\\b${PIPE}\\b`)],
  [
    "plans",
    /\bplan radar\b|\b(?:quotas?|cuotas?|quoten)\b.{0,20}\b(?:reach|unrealistic|unreachable|too high|unattainable|inalcanzabl\w*|inatteignabl\w*|alcance|portee)\b|\b(?:problem\w*|issues?|red flags?|wrong|off|odd|anomal\w*|auffallig\w*|raro)\b.{0,30}\b(?:plan\w*|quotas?|cuotas?|quoten)\b|\bunerreichbar\w* (?:quoten|ziele)\b|\bplans? (?:working|fair|sound)\b/,
  ],
];

/** Small letters without accents, each where it stood. */
const unaccented = (text: string): string => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const first = (table: readonly (readonly [string, RegExp])[], text: string): string | null =>
  table.find(([, words]) => words.test(text))?.[0] ?? null;

/** `periods` are the period tokens of the message in order; the second one is what the first is compared with. */
export function hintsIn(text: string, periods: readonly string[]): Hints {
  const folded = fold(text);
  return {
    topic: topicIn(folded),
    metric: first(METRICS, folded),
    comparison: first(COMPARISONS, folded) ?? periods[1] ?? null,
    order: first(ORDERS, folded),
    format: first(FORMATS, folded),
    view: first(VIEWS, folded),
    claims: claimsIn(unaccented(text)),
  };
}
