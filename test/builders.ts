import { type Answer, amount, count, date, ratio, text, type Value } from "../src/answer/answer.js";
import { money } from "../src/core/money.js";
import { rational } from "../src/core/rational.js";

const usd = (minor: number): Value => amount(money(minor, "USD"));
const percent = (tenths: number): Value => ratio(rational(tenths, 1000));

/** An answer with nothing remarkable about it; a test overrides what it is about. */
export function buildAnswer(overrides: Partial<Answer> = {}): Answer {
  return {
    outcome: "answer",
    skill: "attainment",
    input: { period: "2026-Q4" },
    headline: "You are at 87.3% of quota",
    figures: [{ key: "attainment", label: "Attainment", value: percent(873) }],
    asOf: "2026-11-23",
    dataAsOf: new Date("2026-11-23T08:15:00Z"),
    period: { label: "Q4 2026", start: "2026-10-01", end: "2027-01-01" },
    planVersion: "AE 2026 v3",
    confidential: true,
    locale: "en-US",
    ...overrides,
  };
}

const next = (label: string, skill: string, input: Record<string, unknown> = {}) => ({ label, ask: { skill, input } });

/** Somebody's name for an account, made to be taken for markup, a ping, a link and a card by whatever does not look out. */
export const HOSTILE_NAME =
  "*Bold* _it_ ~no~ `code` <!channel> <@U123|boss> <https://evil.example/x|Approved by Finance> [pay](https://evil.example) {{DATE(2026-01-01)}} & <b>Zoë 🚀👩‍👩‍👧</b> \u202Egnp.exe\u202C :fire: $(x)";

/** A dozen answers as they come: every outcome, every part of an answer, several currencies, and the awkward ones. */
export const sampleAnswers: readonly Answer[] = [
  buildAnswer({
    headline: "You are at 87.3% of quota with 38 days to go",
    body: "You have credited $412,056.00 of $472,000.00. A steady pace would land you at 112.4%.",
    progress: {
      label: "of Q4 quota",
      ratio: rational(873, 1000),
      markers: [
        { label: "steady pace today", ratio: rational(587, 1000) },
        { label: "Accelerator from", ratio: rational(1) },
      ],
    },
    figures: [
      { key: "attainment", label: "Attainment", value: percent(873) },
      { key: "credited", label: "Credited", value: usd(412_056_00) },
      { key: "quota", label: "Quota", value: usd(472_000_00) },
      { key: "left", label: "Left to quota", value: usd(59_944_00) },
      { key: "left_per_week", label: "Left per week", value: usd(11_042_32) },
      { key: "landing", label: "Steady pace lands at", value: percent(1124) },
      { key: "payout", label: "Payout so far", value: usd(32_964_48) },
      { key: "payout_at_quota", label: "Payout at quota", value: usd(37_760_00) },
      { key: "next_tier", label: "Next tier", value: text("Accelerator: 12% above 100%") },
      { key: "next_tier_worth", label: "Worth of reaching it", value: usd(4_795_52) },
    ],
    charts: [
      {
        kind: "line",
        title: "Credited against pace, Q4 2026",
        alt: "You have $412,056.00 credited by Nov 23, 2026, 87.3% of the quota of $472,000.00.",
        x: { label: "Day", kind: "day" },
        y: { label: "Credited", kind: "money", currency: "USD" },
        lines: [
          {
            name: "Credited",
            role: "actual",
            points: [
              { x: "2026-09-30", y: "0.00" },
              { x: "2026-10-20", y: "180500.00" },
              { x: "2026-11-23", y: "412056.00" },
            ],
          },
          {
            name: "Steady pace to quota",
            role: "goal",
            points: [
              { x: "2026-09-30", y: "0" },
              { x: "2026-12-31", y: "472000.00" },
            ],
          },
        ],
        places: [{ x: "2026-11-23", y: "412056.00", label: "Today: 87.3%" }],
      },
    ],
    notes: ["Steady pace: credited so far divided by the working days gone, times all working days of the quarter."],
    actions: [
      next("Why this payout?", "payout_explain", { period: "2026-Q4" }),
      {
        ...next("What if I close…", "what_if", { period: "2026-Q4" }),
        fields: [{ key: "amount", label: "Amount", kind: "amount", required: true, hint: "50,000, 50k or 110%" }],
      },
      next("Which deals counted?", "deals", { period: "2026-Q4", status: "won" }),
    ],
  }),
  buildAnswer({
    skill: "payout",
    headline: "$8,250.00 earned, $5,250.00 payable",
    body: "The draw of $3,000.00 is recovered first.",
    figures: [
      { key: "earned", label: "Earned", value: usd(8_250_00) },
      { key: "draw_recovered", label: "Draw recovered", value: usd(-3_000_00) },
      { key: "payable", label: "Payable", value: usd(5_250_00) },
      { key: "held", label: "Held until the customer pays", value: usd(0) },
      { key: "draw_balance", label: "Draw still to recover", value: usd(1_500_00) },
      { key: "pay_on", label: "Paid on", value: date("2027-01-29") },
    ],
    actions: [next("Why this payout?", "payout_explain")],
  }),
  buildAnswer({
    skill: "payout_explain",
    headline: "$32,964.48 is two components",
    figures: [{ key: "earned", label: "Earned", value: usd(32_964_48) }],
    explanation: [
      {
        label: "Commission on new business",
        value: usd(30_964_48),
        formula: "tier 1 + tier 2",
        children: [
          { label: "Tier 1, to 50% of quota", formula: "6% × $236,000.00", value: usd(14_160_00) },
          {
            label: "Tier 2, to 100% of quota",
            formula: "9.545…% × $176,056.00",
            value: usd(16_804_48),
            children: [
              { label: "Globex — Renewal 2026", formula: "$100,000.00 credited", value: usd(9_545_07) },
              { label: "Initech — 40 seats", formula: "$76,056.00 credited (half of the deal)", value: usd(7_259_41) },
            ],
          },
        ],
      },
      { label: "Bonus for five new logos", formula: "step at 5 logos", value: usd(2_000_00) },
    ],
  }),
  buildAnswer({
    skill: "what_if",
    headline: "Closing $50,000.00 more would pay you $5,200.00",
    figures: [
      { key: "before", label: "Payout now", value: usd(32_964_48) },
      { key: "after", label: "Payout then", value: usd(38_164_48) },
      { key: "difference", label: "Difference", value: usd(5_200_00) },
      { key: "attainment_after", label: "Attainment then", value: percent(979) },
    ],
    charts: [
      {
        kind: "line",
        title: "Payout by attainment, Q4 2026",
        alt: "You are here: $32,964.48 at 87.3%. After: $38,164.48 at 97.9%.",
        x: { label: "Attainment of quota", kind: "ratio" },
        y: { label: "Payout", kind: "money", currency: "USD" },
        lines: [
          {
            name: "Payout",
            role: "expected",
            points: [
              { x: "0.873", y: "32964.48" },
              { x: "1", y: "37760.00" },
              { x: "1", y: "39760.00" },
              { x: "1.5", y: "71000.00" },
            ],
          },
        ],
        places: [
          { x: "0.873", y: "32964.48", label: "You are here · $32,964.48" },
          { x: "0.979", y: "38164.48", label: "After · $38,164.48" },
        ],
      },
    ],
    notes: ["Assumes the deal closes in this quarter and is credited to you in full."],
  }),
  buildAnswer({
    skill: "deals",
    headline: "80 deals counted",
    figures: [{ key: "credited", label: "Credited", value: usd(412_056_00) }],
    tables: [
      {
        title: "Deals credited in Q4 2026",
        columns: [{ label: "Deal" }, { label: "Account" }, { label: "Closed" }, { label: "Credited", align: "right" }],
        rows: Array.from({ length: 80 }, (_, i) => [
          text(`Expansion ${i + 1}`),
          text(["Globex", "Initech", "Umbrella", "Soylent"][i % 4] ?? ""),
          date(`2026-10-${String((i % 28) + 1).padStart(2, "0")}`),
          usd((i + 1) * 1_000_37),
        ]),
        more: 14,
      },
    ],
    actions: [next("Only the open ones", "deals", { status: "open" })],
  }),
  buildAnswer({
    skill: "team_summary",
    headline: "Team North is at 71.0% of quota",
    progress: { label: "of the team's quota", ratio: rational(71, 100) },
    figures: [
      { key: "credited", label: "Credited", value: usd(1_420_000_00) },
      { key: "quota", label: "Quota", value: usd(2_000_000_00) },
      { key: "at_quota", label: "At quota", value: count(2, "of 5 reps") },
    ],
    tables: [
      {
        columns: [{ label: "Rep" }, { label: "Attainment", align: "right" }, { label: "Credited", align: "right" }],
        rows: [
          [text("Maya Chen"), percent(1042), usd(417_000_00)],
          [text("Tomás Ortega"), percent(873), usd(412_056_00)],
          [text("Aiko Tanaka"), percent(0), usd(0)],
        ],
      },
    ],
    charts: [
      {
        kind: "bars",
        title: "Attainment against quota, Q4 2026",
        alt: "3 people with a quota, from Maya Chen at 104.2% to Aiko Tanaka at 0.0%.",
        value: { label: "Attainment", kind: "ratio" },
        goal: "Quota",
        bars: [
          { label: "Maya Chen", value: "1.042", goal: "1" },
          { label: "Tomás Ortega", value: "0.873", goal: "1" },
          { label: "Aiko Tanaka", value: "0", goal: "1" },
        ],
        more: 2,
      },
    ],
  }),
  buildAnswer({
    outcome: "denied",
    headline: "I can't show Dana's figures to you",
    body: "Pay is shown to its owner, to their manager and to admins. Dana can ask me directly.",
    figures: [],
    confidential: false,
  }),
  buildAnswer({
    outcome: "clarify",
    skill: "clarify",
    headline: "Which Sam do you mean?",
    figures: [],
    confidential: false,
    actions: [
      next("Sam Okafor", "attainment", { rep: "sam.okafor" }),
      next("Sam Lindqvist", "attainment", { rep: "sam.lindqvist" }),
    ],
  }),
  buildAnswer({
    skill: "help",
    headline: "I tell you your pace",
    body: "Ask me how close you are to quota, what you have earned and why, or what a deal would pay.",
    figures: [],
    tables: [
      {
        columns: [{ label: "Ask" }, { label: "To learn" }],
        rows: [[text("How close am I to quota?"), text("attainment, what is left, the next tier")]],
      },
    ],
    confidential: false,
  }),
  buildAnswer({
    outcome: "error",
    headline: "I could not answer that just now",
    body: "Something went wrong on my side. Please try again; if it stays, tell your admin the reference K7Q2.",
    figures: [],
    confidential: false,
  }),
  buildAnswer({
    headline: "目標の 62.5%",
    locale: "ja-JP",
    progress: { label: "of quota", ratio: rational(625, 1000) },
    figures: [
      { key: "attainment", label: "Attainment", value: percent(625) },
      { key: "credited", label: "Credited", value: amount(money(31_250_000, "JPY")) },
      { key: "quota", label: "Quota", value: amount(money(50_000_000, "JPY")) },
    ],
  }),
  buildAnswer({
    skill: "payout",
    headline: "BHD 1,234.567 earned",
    figures: [{ key: "earned", label: "Earned", value: amount(money(1_234_567, "BHD")) }],
    planVersion: "AM Gulf 2026 v1",
  }),
  buildAnswer({
    skill: "deals",
    headline: `One deal counted: ${HOSTILE_NAME}`,
    body: HOSTILE_NAME,
    progress: { label: HOSTILE_NAME, ratio: rational(1, 3), markers: [{ label: HOSTILE_NAME, ratio: rational(1, 2) }] },
    figures: [
      { key: "account", label: "Account", value: text(HOSTILE_NAME) },
      { key: "owner", label: HOSTILE_NAME, value: usd(100_00) },
    ],
    tables: [
      {
        title: HOSTILE_NAME,
        columns: [{ label: "Deal" }, { label: "Credited", align: "right" }],
        rows: [[text(HOSTILE_NAME), usd(100_00)]],
      },
    ],
    explanation: [{ label: HOSTILE_NAME, formula: HOSTILE_NAME, value: usd(100_00) }],
    charts: [
      {
        kind: "funnel",
        title: HOSTILE_NAME,
        alt: HOSTILE_NAME,
        value: { label: HOSTILE_NAME, kind: "money", currency: "USD" },
        steps: [
          { label: HOSTILE_NAME, value: "100.00", note: HOSTILE_NAME },
          { label: "Won", value: "-5.00" },
        ],
      },
      {
        kind: "bars",
        title: HOSTILE_NAME,
        alt: HOSTILE_NAME,
        value: { label: HOSTILE_NAME, kind: "count", unit: HOSTILE_NAME },
        goal: HOSTILE_NAME,
        bars: [{ label: HOSTILE_NAME, value: "3", goal: "4" }],
      },
    ],
    attachments: [{ name: HOSTILE_NAME, mediaType: "text/csv", label: HOSTILE_NAME, content: HOSTILE_NAME }],
    notes: [HOSTILE_NAME],
    actions: [
      {
        ...next(HOSTILE_NAME, "deals", { deal: HOSTILE_NAME }),
        fields: [
          {
            key: "filter",
            label: HOSTILE_NAME,
            kind: "choice",
            hint: HOSTILE_NAME,
            choices: [{ label: HOSTILE_NAME, value: HOSTILE_NAME }],
          },
        ],
      },
    ],
  }),
  buildAnswer({
    skill: "payout",
    headline: "You owe back $1,250.00",
    body: "The Globex deal was cancelled, so its commission is taken back.",
    progress: { label: "of quota", ratio: rational(-1, 20) },
    figures: [
      { key: "clawback", label: "Clawback for Globex", value: usd(-1_250_00) },
      { key: "payable", label: "Payable", value: usd(-1_250_00) },
    ],
    dataAsOf: new Date("2026-11-12T23:30:00Z"),
  }),
  buildAnswer({
    headline: "You are at 131.9% of quota",
    progress: {
      label: "of Q4 quota",
      ratio: rational(1319, 1000),
      markers: [{ label: "Super accelerator from", ratio: rational(3, 2) }],
    },
    figures: [
      { key: "attainment", label: "Attainment", value: percent(1319) },
      { key: "over", label: "Over quota", value: usd(150_568_00) },
    ],
  }),
  buildAnswer({
    skill: "pipeline",
    headline: "$940,000.00 in 12 open deals",
    figures: [{ key: "open", label: "Would be credited", value: usd(940_000_00) }],
    charts: [
      {
        kind: "funnel",
        title: "Open deals by stage",
        alt: "Discovery: $600,000.00 in 7 deals; Proposal: $240,000.00 in 3 deals; Contract: $100,000.00 in 2 deals",
        value: { label: "Would be credited", kind: "money", currency: "USD" },
        steps: [
          { label: "Discovery", value: "600000.00", note: "7 deals" },
          { label: "Proposal", value: "240000.00", note: "3 deals" },
          { label: "Contract", value: "100000.00", note: "2 deals" },
        ],
      },
    ],
    attachments: [
      {
        name: "pipeline-2026-Q4.csv",
        mediaType: "text/csv",
        label: "Your open deals",
        content: "Deal,Stage\nGlobex,Contract\n",
      },
    ],
  }),
  buildAnswer({
    headline: "No quota is set for you in this quarter",
    figures: [{ key: "credited", label: "Credited", value: usd(0) }],
    dataAsOf: null,
    locale: "de-DE",
  }),
];
