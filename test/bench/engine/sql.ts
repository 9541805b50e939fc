/**
 * The workload in SQL, as window functions: credits, running totals, lines, statements, each a table. One program for every
 * database; a form says how amounts are held and rounded.
 */
export interface SqlForm {
  readonly name: string;
  /** The type of an amount's column. */
  readonly type: string;
  /** From whole cents to an amount, and back. */
  readonly fromCents: (cents: string) => string;
  readonly toCents: (amount: string) => string;
  /** `amount` × `basisPoints` / 10,000, rounded to the cent, ties away from zero. */
  readonly share: (amount: string, basisPoints: string) => string;
  /** total / quota in basis points, rounded likewise. */
  readonly attainment: (total: string, quota: string) => string;
  /** Half of an amount, exact: quotas are whole hundreds. */
  readonly half: (amount: string) => string;
}

/** Whole cents in 64 bits; `divided` is the dialect's division of whole numbers, toward zero. */
export const integerCents = (divided: "/" | "//"): SqlForm => {
  const rounded = (n: string, d: string) => `(sign(${n})::bigint * ((2 * abs(${n}) + ${d}) ${divided} (2 * ${d})))`;
  return {
    name: "integer cents",
    type: "bigint",
    fromCents: (cents) => `${cents}::bigint`,
    toCents: (amount) => amount,
    share: (amount, basisPoints) => rounded(`(${amount} * ${basisPoints})`, "10000"),
    attainment: (total, quota) => rounded(`(${total} * 10000)`, quota),
    half: (amount) => `(${amount} ${divided} 2)`,
  };
};

/** Dollars with two decimals. */
export const decimalDollars = (name: string, type: string): SqlForm => ({
  name,
  type,
  fromCents: (cents) => `(${cents} * 0.01)::${type}`,
  toCents: (amount) => `(${amount} * 100)::bigint`,
  share: (amount, basisPoints) => `round(${amount} * (${basisPoints} * 0.0001), 2)::${type}`,
  attainment: (total, quota) => `round(${total} * 10000 / ${quota})::bigint`,
  half: (amount) => `(${amount} * 0.5)::${type}`,
});

/** From `raw_deal` and `raw_rep` in cents to the form's own columns. Not timed. */
export const loadSql = ({ fromCents }: SqlForm): string[] => [
  `create table deal as select id, owner, partner, day, ${fromCents("cents")} as amount from raw_deal`,
  `create table rep as select id, ${fromCents("quota")} as quota from raw_rep`,
];

export const dropSql = ["statement", "line", "step", "credit"].map((table) => `drop table if exists ${table}`);

/** Every line and every statement, as tables. */
export const runSql = ({ type, share, attainment, half }: SqlForm): string[] => [
  `create table credit as
    select owner as rep, id as deal, day, case when partner < 0 then amount else ${share("amount", "6000")} end as amount from deal
    union all
    select partner, id, day, amount - ${share("amount", "6000")} from deal where partner >= 0`,
  `create table step as
    select c.rep, c.deal, c.amount, r.quota,
      (sum(c.amount) over (partition by c.rep order by c.day, c.deal rows unbounded preceding))::${type} as reached,
      (sum(c.amount) over (partition by c.rep))::${type} as total
    from credit c join rep r on r.id = c.rep`,
  `create table line as
    with slice as (
      ${tiers(half)
        .map(
          ([kind, rate, from, to]) =>
            `select rep, deal, ${kind} as kind, ${rate} as rate,
              ${clamp("reached", from, to)} - ${clamp("reached - amount", from, to)} as base from step`,
        )
        .join(" union all ")}
      union all
      select rep, deal, 5, 150, amount from step where total >= quota
    )
    select rep, deal, kind, base::${type} as base, rate, ${share("base", "rate")} as amount from slice where base <> 0`,
  `create table statement as
    with paid as (
      select rep, (sum(amount) filter (where kind < 5))::${type} as commission, (sum(amount) filter (where kind = 5))::${type} as bonus
      from line group by rep
    ), credited as (
      select rep, count(*) as credits, sum(amount)::${type} as total from credit group by rep
    ), gross as (
      select r.id as rep, r.quota, coalesce(c.credits, 0) as credits, coalesce(c.total, 0)::${type} as total,
        coalesce(p.commission, 0)::${type} as commission, coalesce(p.bonus, 0)::${type} as bonus,
        (coalesce(p.commission, 0) + coalesce(p.bonus, 0))::${type} as gross, (3 * ${share("r.quota", "600")})::${type} as cap
      from rep r left join credited c on c.rep = r.id left join paid p on p.rep = r.id
    )
    select *, ${attainment("total", "quota")} as attainment, least(gross, cap) as payout from gross`,
  `insert into line select rep, -1, 6, gross, 0, payout - gross from statement where gross > cap`,
];

/** Kind, rate, and bounds; null = none. */
const tiers = (half: SqlForm["half"]): readonly (readonly [number, number, string | null, string | null])[] => [
  [1, 400, null, half("quota")],
  [2, 800, half("quota"), "quota"],
  [3, 1200, "quota", `quota + ${half("quota")}`],
  [4, 1600, `quota + ${half("quota")}`, null],
];

const clamp = (value: string, from: string | null, to: string | null): string => {
  const above = from === null ? value : `greatest(${value}, ${from})`;
  return to === null ? above : `least(${above}, ${to})`;
};

/** What is read back, as doubles of whole cents, in the order that the checksums take the fields. */
export const linesSql = ({ toCents }: SqlForm): string =>
  `select rep::float8, deal::float8, kind::float8, (${toCents("base")})::float8, rate::float8, (${toCents("amount")})::float8 from line`;
export const statementsSql = ({ toCents }: SqlForm): string =>
  `select rep::float8, (${toCents("quota")})::float8, credits::float8, (${toCents("total")})::float8, attainment::float8, ${[
    "commission",
    "bonus",
    "gross",
    "cap",
    "payout",
  ]
    .map((amount) => `(${toCents(amount)})::float8`)
    .join(", ")} from statement`;
