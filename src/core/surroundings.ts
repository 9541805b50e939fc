import { Book } from "./book.js";
import { addDays, earlierOf } from "./calendar.js";
import type { Component, ComponentContext, Member, Participant, Pay, Span } from "./component.js";
import { need } from "./component.js";
import type { PayeeFacts } from "./facts.js";
import { toRational } from "./money.js";
import { contains, periodOf } from "./period.js";
import type { Plan } from "./plan.js";
import { add, ZERO } from "./rational.js";
import type { Settled } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { reportingDays } from "./team.js";

/** The days a component looks at: its window, the credited part of it, and the days its quota is of. */
export interface Days {
  readonly window: Span;
  readonly credits: Span;
  readonly against: Span;
  /** The window that `against` is cut out of, where a plan version takes over inside it. */
  readonly within: Span;
}
type EarnedIn = (book: Book, component: Component, span: Span) => Settled;
type Surroundings = Pick<ComponentContext, "pay" | "undivided" | "members" | "participants" | "ended" | "yearToDate">;

/** What a component may look at beside its own measures: other components' pay, people below, other participants, the year so far. */
export function surroundingsOf(book: Book, component: Component, days: Days, earnedIn: EarnedIn): Surroundings {
  const { facts } = book;
  const { window, credits, against } = days;
  return {
    undivided: (view) => book.undivided(view),
    pay: (other) => payOf(earnedIn(book, componentOf(book, other), credits)),
    members: (measure, depth) => membersOf(book, facts, 1, depth, measure, credits, against, earnedIn),
    participants: (among) => participantsOf(book, component, days, among),
    ended: credits.end >= window.end && facts.asOf >= addDays(window.end, -1),
    yearToDate: (measure) => {
      const year = periodOf("year", window.start, facts.fiscalYearStartMonth);
      const end = earlierOf(against.end, year.end);
      return book.view(measure, { start: year.start, end: credits.end }, { start: year.start, end });
    },
  };
}

const componentOf = ({ plan }: Book, key: string): Component =>
  need(
    plan.components.find((component) => component.key === key),
    `The plan has no component "${key}".`,
  );

/** Rounded pay as it stands on a statement, by deal. */
function payOf({ amount, lines }: Settled): Pay {
  const deals = new Map<string, Pay["deals"][number]>();
  const collect = (line: StatementLine): void => {
    if (line.children?.length) {
      line.children.forEach(collect);
      return;
    }
    const { dealKey } = line;
    if (dealKey === undefined) return;
    const before = deals.get(dealKey);
    const label = before?.label ?? line.label;
    deals.set(dealKey, { dealKey, label, amount: add(before?.amount ?? ZERO, toRational(line.amount)) });
  };
  lines.forEach(collect);
  return { amount: toRational(amount), deals: [...deals.values()] };
}

/** People below, each within the days of reporting: a report of a report counts while both lines stand. */
function membersOf(
  book: Book,
  above: PayeeFacts,
  level: number,
  depth: number,
  measure: string,
  span: Span,
  quotaSpan: Span,
  earnedIn: EarnedIn,
): Member[] {
  const own = ownCreditsOnly(book);
  return (above.team ?? []).flatMap(({ facts, start, end }): Member[] => {
    const days = reportingDays(span, start, end);
    if (!days) return [];
    const member: Member = {
      name: facts.payee.name,
      level,
      view: new Book(own, facts).view(measure, days, quotaSpan),
      pay: (key) => payOf(earnedIn(new Book(book.plan, facts, book.history, book.cut), componentOf(book, key), days)),
    };
    const below = level < depth ? membersOf(book, facts, level + 1, depth, measure, days, quotaSpan, earnedIn) : [];
    return [member, ...below];
  });
}

/** The plan with measures that count a team counting own credits: what a member of it sold. */
function ownCreditsOnly({ plan }: Book): Book["plan"] {
  const measures = [...plan.measures].map(
    ([key, measure]) => [key, { ...measure, credits_of: "own" as const }] as const,
  );
  return { ...plan, measures: new Map(measures) };
}

/** Everybody looks at everybody, so each one's credits are sorted once for all: facts and plan never change, and neither does their book. */
const books = new WeakMap<Plan, WeakMap<PayeeFacts, Book>>();
function bookOf(plan: Plan, facts: PayeeFacts): Book {
  const known = books.get(plan) ?? new WeakMap<PayeeFacts, Book>();
  books.set(plan, known);
  const book = known.get(facts) ?? new Book(plan, facts);
  known.set(facts, book);
  return book;
}

/** By key, so that everybody sees the same list in the same order. Throws a FactsError where the facts are of the payee alone. */
function participantsOf(
  book: Book,
  component: Component,
  { credits, against, within, window }: Days,
  among: "everybody" | "team_mates",
): Participant[] {
  const { facts, plan } = book;
  const listed = need(
    facts.participants,
    `${component.key} of ${plan.name} depends on everybody who takes part, and the facts are of ${facts.payee.name} alone: calculate it from a facts file with all people.`,
  );
  const day = earlierOf(addDays(window.end, -1), facts.asOf);
  const managerOf = ({ managers }: (typeof listed)[number]): string | undefined =>
    managers.find(({ start, end }) => contains({ start, end: end ?? "9999-12-31" }, day))?.key;
  const self = listed.find((each) => each.facts.payee.key === facts.payee.key);
  const manager = self && managerOf(self);
  return listed
    .filter((each) => each === self || among === "everybody" || (manager !== undefined && managerOf(each) === manager))
    .map(({ facts: theirs }): Participant => {
      const mine = theirs.payee.key === facts.payee.key;
      const theirBook = mine ? book : bookOf(plan, theirs);
      return {
        key: theirs.payee.key,
        name: theirs.payee.name,
        own: mine,
        view: (measure, where) => theirBook.view(measure, credits, against, where, within),
        target: () => theirBook.target(component, against, within),
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
