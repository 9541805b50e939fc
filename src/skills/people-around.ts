import type { IsoDate } from "../core/calendar.js";
import { PlanError } from "../core/errors.js";
import type { ParticipantFacts, PayeeFacts } from "../core/facts.js";
import { needsOf, type PlanNeeds } from "../core/plan-needs.js";
import { knownPlan } from "../plans/known-plan.js";
import type { OrgStore, PayeeFile, ReportingLine } from "../store/store.js";

interface Span {
  readonly start: IsoDate;
  readonly end: IsoDate;
}
type Team = NonNullable<PayeeFacts["team"]>;

/**
 * The files with the other people their plans look at: those below a manager whose plan rolls up or overrides, everybody on a plan
 * with contests or pools. Where no plan does, which is most, nothing is read; otherwise it takes a handful of queries, however many
 * the people are. `span` and `asOf` are those the files were read with.
 */
export async function withPeopleAround(
  store: OrgStore,
  files: readonly PayeeFile[],
  span: Span,
  asOf: IsoDate,
): Promise<readonly PayeeFile[]> {
  const needs = new Map(files.map((file) => [file, needsOfFile(file)]));
  const sharing = [...new Set(files.filter((file) => needs.get(file)?.participants).flatMap(planKeys))];
  const depth = Math.max(0, ...[...needs.values()].map(({ below }) => below));
  if (sharing.length === 0 && depth === 0) return files;

  const listed = sharing.length === 0 ? [] : await store.listParticipants(sharing, span);
  // Participants may have people below who count for them.
  const above = files.filter((file) => needs.get(file)?.below).map(({ person }) => person.id);
  const lines =
    depth === 0 ? [] : await store.listLinesBelow([...above, ...listed.map(({ personId }) => personId)], depth, span);
  const known = new Map(files.map(({ person, facts }) => [person.id, facts]));
  const missing = [...listed.map(({ personId }) => personId), ...lines.map(({ personId }) => personId)].filter(
    (id) => !known.has(id),
  );
  for (const { person, facts } of await store.listPayeeFiles([...new Set(missing)], span, asOf))
    known.set(person.id, facts);

  const under = byManager(lines);
  const participants = new Map(
    sharing.map((key): [string, readonly ParticipantFacts[]] => [
      key,
      listed
        .filter(({ planKey }) => planKey === key)
        .flatMap(({ personId, managers }) => {
          const facts = known.get(personId);
          return facts ? [{ facts: unnamed(withTeam(personId, facts, depth, under, known)), managers }] : [];
        }),
    ]),
  );
  return files.map((file) => {
    const { below, participants: shares } = needs.get(file) ?? NOTHING;
    const facts = withTeam(file.person.id, file.facts, below, under, known);
    if (!shares) return facts === file.facts ? file : { ...file, facts };
    const others = once(planKeys(file).flatMap((key) => participants.get(key) ?? []));
    return { ...file, facts: { ...facts, participants: others } };
  });
}

const NOTHING: PlanNeeds = { below: 0, participants: false };

const planKeys = ({ plans }: PayeeFile): string[] => [...new Set(plans.map(({ key }) => key))];

/** Of every version in the file. A plan that cannot be read needs nothing here: computing with it says what is wrong. */
function needsOfFile({ plans }: PayeeFile): PlanNeeds {
  try {
    const needs = plans.map(({ document }) => needsOf(knownPlan(document)));
    return {
      below: Math.max(0, ...needs.map(({ below }) => below)),
      participants: needs.some(({ participants }) => participants),
    };
  } catch (error) {
    if (error instanceof PlanError) return NOTHING;
    throw error;
  }
}

function byManager(lines: readonly ReportingLine[]): ReadonlyMap<string, readonly ReportingLine[]> {
  const under = new Map<string, ReportingLine[]>();
  for (const line of lines) {
    const group = under.get(line.managerId);
    if (group) group.push(line);
    else under.set(line.managerId, [line]);
  }
  return under;
}

/** The facts with people below, so many levels deep. Lines that form a ring end where they close. */
function withTeam(
  id: string,
  facts: PayeeFacts,
  levels: number,
  under: ReadonlyMap<string, readonly ReportingLine[]>,
  known: ReadonlyMap<string, PayeeFacts>,
  above: readonly string[] = [],
): PayeeFacts {
  if (levels === 0) return facts;
  const chain = [...above, id];
  const team: Team = (under.get(id) ?? []).flatMap(({ personId, start, end }) => {
    const member = known.get(personId);
    if (!member || chain.includes(personId)) return [];
    return [{ facts: withTeam(personId, member, levels - 1, under, known, chain), start, end }];
  });
  return team.length > 0 ? { ...facts, team } : facts;
}

/** Everybody's results count in a contest, and whose deals they are is nobody else's business. */
const unnamed = (facts: PayeeFacts): PayeeFacts => ({
  ...facts,
  ledger: [],
  credits: facts.credits.map((credit) => ({ ...credit, dealName: "A colleague's deal" })),
});

/** Somebody on two of the payee's plans takes part once. */
function once(participants: readonly ParticipantFacts[]): ParticipantFacts[] {
  const seen = new Set<string>();
  return participants.filter(({ facts: { payee } }) => !seen.has(payee.key) && seen.add(payee.key));
}
