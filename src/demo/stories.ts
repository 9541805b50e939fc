import { addDays, type IsoDate } from "../core/calendar.js";
import { periodOf } from "../core/period.js";
import { demoDayOf } from "./demo-copy.js";
import { emailOf } from "./roster.js";

/** A question of a story, and when it is asked. */
interface Step {
  /** E-mail of who asks. */
  readonly person: string;
  readonly day: IsoDate;
  readonly say: string;
  /** What to look at. */
  readonly why: string;
}

/** What happens in the demo company, told by questions on days of the present quarter. */
interface Story {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly steps: readonly Step[];
}

/** Days from the quarter's end: -1 is its last day, 0 the first one after it. */
type Line = readonly [person: string, fromEnd: number, say: string, why: string];

const STORIES: readonly (Omit<Story, "steps"> & { readonly lines: readonly Line[] })[] = [
  {
    key: "last_two_weeks",
    title: "The last two weeks of a quarter",
    about: "Maya is close, one deal is still open, and then the quarter is over.",
    lines: [
      ["maya", -14, "How close am I to quota?", "Two weeks to go: where she stands, and what a steady pace would be."],
      ["maya", -14, "What if I close Zorvik?", "The next deal's worth, tier by tier, before it is closed."],
      ["maya", -10, "What do I need to reach 100%?", "What is missing, and which open deals would be enough."],
      ["grace", -7, "How is my team doing?", "Her manager sees the same week across the team."],
      ["maya", -1, "Why is my payout what it is?", "The last day: every cent, down to the deals and the rates."],
      ["maya", 1, "How did I finish last quarter?", "The quarter is over and can be closed."],
      ["maya", 2, "Show my statement for last quarter", "The statement, with files to keep."],
    ],
  },
  {
    key: "plan_change",
    title: "Quota and plan change midway",
    about:
      "Dana's quota changed in the quarter's second month. She asks what that means; her admin tells everybody about the next change.",
    lines: [
      ["dana", -30, "Did my quota change?", "Both quotas with their days, and the one that counts."],
      ["dana", -30, "What changed in my plan?", "The versions of her plan, and which rules that decide pay differ."],
      ["dana", -29, "Why is my payout what it is?", "The change shows in the calculation itself."],
      [
        "nadia",
        -28,
        "Announce to everyone: from next quarter on, kickers are paid with the second month",
        "A preview with whom it reaches. Nothing is sent before it is confirmed.",
      ],
      ["nadia", -28, "cancel", "Taken back: nothing was sent, and the trail says so."],
    ],
  },
  {
    key: "dispute",
    title: "A dispute, from question to answer",
    about: "Maya misses commission on a deal. She opens a dispute from the chat, and it reaches whoever can decide it.",
    lines: [
      ["maya", -20, "Which deals counted?", "First the facts: what was credited, and when."],
      [
        "maya",
        -20,
        "I want to dispute the credit for Ravelston Grid",
        "A preview with the deal's facts. It changes no pay by itself.",
      ],
      ["maya", -20, "confirm", "Confirmed: written once, with who and when."],
      ["maya", -18, "What is the status of my dispute?", "Two days later: who has it."],
      ["grace", -18, "What is waiting for me?", "Her manager is asked to answer it, with the same facts."],
    ],
  },
];

/** The stories on the days of the quarter that `now` is in. */
export function demoStories(now: Date): readonly Story[] {
  const { end } = periodOf("quarter", demoDayOf(now));
  return STORIES.map(({ lines, ...story }) => ({
    ...story,
    steps: lines.map(([key, fromEnd, say, why]) => ({ person: emailOf(key), day: addDays(end, fromEnd), say, why })),
  }));
}
