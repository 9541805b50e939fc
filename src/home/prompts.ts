import { addDays, daysBetween } from "../core/calendar.js";
import { topics } from "../skills/catalogue.js";
import type { Viewer } from "./viewer.js";

/** A question to start with: its title on the button, and the message that pressing it sends. */
interface Prompt {
  readonly title: string;
  readonly message: string;
}

export interface Prompts {
  readonly title: string;
  readonly prompts: readonly Prompt[];
}

const MOST = 4;
/** A last question older than this says nothing about today's. */
const RECENT_DAYS = 14;

/** What people ask after a question of this kind. */
const AFTER: Readonly<Record<string, Prompt>> = {
  attainment: { title: "What is missing", message: "What do I need to reach 100%?" },
  payout: { title: "Why this payout", message: "Why is my payout what it is?" },
  payout_explain: { title: "Deals that counted", message: "Which deals counted this quarter?" },
  gap_to_goal: { title: "My pipeline", message: "How is my pipeline?" },
  pipeline: { title: "My pace", message: "How close am I to quota?" },
  deals: { title: "My payout", message: "What have I earned so far this quarter?" },
  quota_detail: { title: "My pace", message: "How close am I to quota?" },
};

/** Fitted to who asks, how far the quarter has come, and what they asked last. */
export async function suggestPrompts(viewer: Viewer): Promise<Prompts> {
  const { asker, store, reports, isAdmin, today } = viewer;
  const last = await store.findLatestTurn(asker.id);
  const recent = last && daysBetween(last.at.toISOString().slice(0, 10), today) <= RECENT_DAYS ? last.skill : null;
  const own = isAdmin ? [] : await ownPrompts(viewer);
  const led = reports.length > 0 || isAdmin ? teamPrompts(viewer) : [];
  const next = recent && !isAdmin ? AFTER[recent] : undefined;
  const all = [...(next ? [next] : []), ...led, ...own];
  const different = all.filter((prompt, i) => all.findIndex(({ message }) => message === prompt.message) === i);
  return { title: isAdmin ? "Ask about the company" : "Ask me, for example", prompts: different.slice(0, MOST) };
}

async function ownPrompts({ asker, store, quarter, today }: Viewer): Promise<Prompt[]> {
  const pace = { title: "My pace", message: topics.attainment?.ask ?? "" };
  const earned = { title: "My payout", message: "What have I earned so far this quarter?" };
  const needed = { title: "To reach quota", message: "What do I need to reach 100%?" };
  const before = { title: "Last quarter", message: "How did I finish last quarter?" };
  const deal = await store.findLargestOpenDeal(asker.id);
  const worth = deal ? [{ title: "The next deal", message: `What is ${deal.name} worth to me?` }] : [];
  const gone = daysBetween(quarter.start, addDays(today, 1)) / daysBetween(quarter.start, quarter.end);
  if (gone <= EARLY) return [before, { title: "My quota", message: "What is my quota?" }, pace, ...worth];
  return gone >= LATE ? [needed, pace, ...worth, earned] : [pace, earned, ...worth, needed];
}
/** Shares of the quarter: where the last one is still on people's minds, and where what is missing is. */
const EARLY = 0.12;
const LATE = 0.75;

function teamPrompts({ reports, isAdmin }: Viewer): Prompt[] {
  const [someone] = reports;
  return [
    isAdmin && reports.length === 0
      ? { title: "The company", message: "How is the company doing?" }
      : { title: "My team", message: "How is my team doing?" },
    ...(someone ? [{ title: someone.name, message: `How is ${someone.name} doing?` }] : []),
    { title: "What can I ask?", message: "What can you do?" },
  ].slice(0, isAdmin ? MOST : 2);
}
