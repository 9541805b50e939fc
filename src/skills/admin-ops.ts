import { z } from "zod";
import { count, type Table, text } from "../answer/answer.js";
import { formatMoment } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import { contains } from "../core/period.js";
import {
  AmountField,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
  TextField,
} from "./define-skill.js";
import { findPerson } from "./find-person.js";
import { adminRequest } from "./requests/admin.js";
import { action, figure } from "./words.js";

/** What stays a command, since it reads files or takes as long as a company is large. */
const COMMANDS: Readonly<Record<string, { readonly headline: string; readonly body: string }>> = {
  reopen: {
    headline: "A closed period stays closed, so I can't reopen it.",
    body: "What it should have been is posted into an open period as an adjustment with a reason: “adjust Dana by $500 because …”. `pacer close` run again lists what would differ by now, person by person.",
  },
  close: {
    headline: "Closing a period is a command, since it computes everybody's statement.",
    body: "See first what would be closed, then close: pacer close --period 2026-Q3 --dry-run, then without --dry-run. It is final.",
  },
  import: {
    headline: "Data comes in by a command, whole or not at all.",
    body: "pacer import FILE --dry-run says what would change and what is wrong; without --dry-run it is loaded. It keeps an audit trail.",
  },
  quota: {
    headline: "Quotas come in with the data, each with the day it was set and a reason.",
    body: "Import a quota row for the person and window (pacer import quotas.csv): it counts from the day it is set, and what was before stays on record.",
  },
  plan: {
    headline: "Plan assignments come in with the data, each with its dates.",
    body: "Import an assignment row for the person, plan and version (pacer import plan_assignments.csv). They are then asked to acknowledge it.",
  },
  undo: {
    headline: "What was confirmed is not undone: it is corrected, and both stay on record.",
    body: "An adjustment is taken back by posting its opposite; a setting or goal by changing it again; an announcement can be cancelled until it is sent.",
  },
};

export const adminOpsSkill = defineSkill({
  name: "admin_ops",
  description:
    "For admins: post an adjustment for a person, link an account to a person, how fresh the data is, and how to import, close, reopen, set quotas or assign plans.",
  input: z.object({ person: PersonField, period: PeriodField, amount: AmountField, text: TextField }),
  // How old the data is concerns everybody who reads figures made of it.
  audience: ({ text }) => (adminRequest(text ?? "").verb === "status" ? "everyone" : "admins"),
  async load({ person, text: said }, { store, today }) {
    const request = adminRequest(said ?? "");
    const [imports, named, workspaces] = await Promise.all([
      store.listImports(5),
      person === null ? null : store.listPeople().then((people) => findPerson(people, person)),
      request.verb === "map" ? store.listWorkspaces() : [],
    ]);
    const currency =
      named && request.verb === "adjust" ? await currencyOf(store, named.id, today) : store.organisation.currency;
    return { request, imports, named, workspaces, currency };
  },
  compute: (facts) => facts,
  render(facts, scope, input): Rendered {
    switch (facts.request.verb) {
      case "adjust":
        return adjustment(facts, scope, input);
      case "map":
        return mapping(facts, input.person);
      case "status":
      case "other":
        return scope.asker.role === "admin" ? status(facts.imports, scope) : dataAge(facts.imports, scope);
      default:
        return { ...(COMMANDS[facts.request.verb] ?? {}), headline: COMMANDS[facts.request.verb]?.headline ?? "" };
    }
  },
});

type Facts = Awaited<ReturnType<typeof adminOpsSkill.load>>;

async function currencyOf(store: Scope["store"], personId: string, today: string): Promise<string> {
  const { facts } = await store.getPayeeFile(personId, { start: today, end: addDays(today, 1) }, today);
  return facts.targetIncentive?.currency ?? store.organisation.currency;
}

interface AdjustInput {
  readonly person: string | null;
  readonly period: string | null;
  readonly amount: z.infer<typeof AmountField>;
}

function adjustment(
  { request, named, currency }: Facts,
  { period, today, locale }: Scope,
  input: AdjustInput,
): Rendered {
  if (input.person === null || input.amount === null)
    return {
      outcome: "clarify",
      headline: input.person === null ? "Whose pay should be adjusted?" : "By how much?",
      body: "For example: “adjust Dana Fairbank by $500 because the spiff for Bluefin was left out”.",
    };
  if (!named)
    return {
      outcome: "clarify",
      headline: `I don't know anybody called "${input.person}".`,
      body: "Use the full name or the e-mail address.",
    };
  if (request.reason === null)
    return {
      outcome: "clarify",
      headline: "For which reason?",
      body: "It stands in the statement and in the audit trail: “… because the spiff was left out”.",
    };
  const { value } = input.amount;
  const postedOn = input.period === null || contains(period, today) ? today : period.start;
  return {
    headline: "An adjustment",
    ...(postedOn === today ? {} : { body: periodLabel(period, locale) }),
    proposes: {
      action: "adjust",
      input: {
        person: named.key,
        amount: request.negative && !value.startsWith("-") ? `-${value}` : value,
        currency: input.amount.currency ?? currency,
        postedOn,
        reason: request.reason,
      },
    },
  };
}

function mapping({ request: { account }, named, workspaces }: Facts, said: string | null): Rendered {
  const platform = account === null ? null : account.includes("-") ? "teams" : "slack";
  const of = workspaces.filter((workspace) => workspace.platform === platform);
  const [only] = of;
  if (account === null || said === null || platform === null)
    return {
      outcome: "clarify",
      headline: "Which account, and whose is it?",
      body: "Give me the account's id and the person: “link U02ABCDEF to Dana Fairbank”. In Slack it is in the profile under “Copy member ID”.",
    };
  if (!named)
    return {
      outcome: "clarify",
      headline: `I don't know anybody called "${said}".`,
      body: "Use the full name or the e-mail address.",
    };
  if (!only)
    return {
      headline: `No ${platform} workspace is connected yet.`,
      body: "It connects with the first message from it.",
    };
  if (of.length > 1)
    return {
      headline: "Several workspaces are connected, so it needs a command.",
      body: `pacer identities map ${account} ${named.key} --platform ${platform} --workspace ID --as EMAIL`,
    };
  return {
    headline: "An account",
    proposes: {
      action: "map_identity",
      input: { person: named.key, platform, workspace: only.workspaceId, user: account },
    },
  };
}

/** When the data last came in, without where it came from. */
function dataAge([newest]: Facts["imports"], { locale }: Scope): Rendered {
  return newest
    ? {
        headline: `Data last came in on ${formatMoment(newest.finishedAt, locale)}.`,
        body: "Every figure I show is made of what had come in by then.",
        actions: [action("How close am I to quota?", "attainment")],
      }
    : { headline: "No data has come in yet." };
}

function status(imports: Facts["imports"], { locale, now }: Scope): Rendered {
  const [newest] = imports;
  if (!newest) return { headline: "No data was imported yet.", body: "pacer import FILE brings it in." };
  const hours = Math.max(0, Math.floor((now.getTime() - newest.finishedAt.getTime()) / 3_600_000));
  const age = hours < 48 ? count(hours, hours === 1 ? "hour" : "hours") : count(Math.floor(hours / 24), "days");
  return {
    headline: `Data last came in on ${formatMoment(newest.finishedAt, locale)}.`,
    figures: [
      figure("age", "Age of the data", age),
      figure("rejected", "Rows left out then", count(newest.rejected, "")),
    ],
    tables: [importTable(imports, locale)],
    actions: [
      action("What is waiting for me?", "approvals"),
      action("How is the company doing?", "team_summary", { team: "all" }),
    ],
  };
}

const importTable = (imports: Facts["imports"], locale: string): Table => ({
  title: "Newest imports",
  columns: [
    { label: "When" },
    { label: "From" },
    { label: "Read", align: "right" },
    { label: "New", align: "right" },
    { label: "Changed", align: "right" },
    { label: "Left out", align: "right" },
  ],
  rows: imports.map(({ finishedAt, source, read, added, changed, rejected }) => [
    text(formatMoment(finishedAt, locale)),
    text(source),
    ...[read, added, changed, rejected].map((n) => count(n, "")),
  ]),
});
