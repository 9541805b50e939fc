/** A question as a button says it, and how it is described in help. */
export interface Topic {
  /** As the asker would say it about themselves. */
  readonly ask: string;
  /** What it is about, to finish "I can't answer questions about … yet". */
  readonly about: string;
  /** Answered today, and so offered. */
  readonly answered: boolean;
}

const topic = (ask: string, about: string, answered = false): Topic => ({ ask, about, answered });

/** Every question there is a name for. Those that cannot be answered yet are known, so that they are not taken for another one. */
export const topics: Readonly<Record<string, Topic>> = {
  attainment: topic("How close am I to quota?", "attainment", true),
  payout: topic("How much have I earned?", "earnings", true),
  payout_explain: topic("Why is my payout what it is?", "how a payout comes about", true),
  gap_to_goal: topic("What do I need for quota?", "what a goal takes", true),
  what_if: topic("What if I close a deal?", "what a deal is worth", true),
  deals: topic("Which deals counted?", "deals that counted", true),
  team_summary: topic("How is my team doing?", "a team's attainment", true),
  quota_detail: topic("What is my quota?", "quotas and how they came about", true),
  help: topic("What can I ask?", "what can be asked", true),
  forecast: topic("Will I hit quota?", "forecasts", true),
  rank: topic("Where do I rank?", "rankings", true),
  pipeline: topic("How is my pipeline?", "the pipeline", true),
  kpi: topic("What is my win rate?", "sales KPIs such as win rate and cycle time", true),
  trend: topic("How do I compare with last quarter?", "trends over several periods", true),
  plan_explain: topic("How does my plan work?", "the terms of a plan", true),
  plan_change: topic("What changed in my plan?", "changes of a plan", true),
  team_risk: topic("Who is behind?", "who on a team is at risk", true),
  coach: topic("What should I focus on?", "coaching", true),
  goal_set: topic("What are my goals?", "personal goals", true),
  dispute: topic("Show my disputes", "disputes", true),
  statement: topic("Send me my statement", "statements as a file", true),
  payday: topic("When am I paid?", "pay dates", true),
  territory: topic("Which accounts do I look after?", "territories and accounts", true),
  settings: topic("Change my settings", "settings and notifications", true),
  announce: topic("Show announcements", "announcements", true),
  admin_ops: topic("How fresh is the data?", "imports, adjustments and other administration", true),
  approvals: topic("What is waiting for me?", "approvals", true),
};

/** The nearest question that is answered today, to offer in place of one that is not. */
export const nearest: Readonly<Record<string, readonly string[]>> = {};
