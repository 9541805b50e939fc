import { type Fate, OK, slow } from "../../stand-ins/slack-recorder.js";
import { arena } from "../arena.js";
import { seeded } from "../random.js";
import { bySize, type Scenario, type Size } from "../scenario.js";

/** Messages of which some meet a fate, and nothing of it may show. */
async function met(
  slug: string,
  due: number,
  fateOf: (call: number) => Fate,
  patienceMs: number,
): Promise<{ ok: boolean; measured: string; calls: number }> {
  const corner = await (await arena()).corner(slug);
  let call = 0;
  corner.recorder.fateOf = (method) => (method === "chat.postMessage" ? fateOf(call++) : OK);
  await corner.enqueue(due);
  const states = await corner.settled(patienceMs);
  const { clean, words } = corner.verdict(due);
  return {
    ok: clean && states.get("sent") === due,
    measured: words,
    calls: corner.recorder.count("chat.postMessage"),
  };
}

const tenth = (seed: number, fate: Fate) => {
  const random = seeded(seed);
  return () => (random() < 0.1 ? fate : OK);
};

export const answerScenarios: readonly Scenario[] = [
  {
    id: "F04",
    fault: "the answer is lost after the message was taken, one in ten",
    pass: "0 duplicates, 0 lost",
    run: (size: Size) => met("lost", bySize(size, 40, 1_000, 1_000), tenth(4, { take: true, answer: "cut" }), 180_000),
  },
  {
    id: "F05",
    fault: "the answer comes after 30 s",
    pass: "0 duplicates: given up after 10 s and looked for",
    notQuick: true,
    run: (size: Size) => met("slow", bySize(size, 4, 40, 200), () => ({ ...OK, after: slow(30_000) }), 600_000),
  },
  {
    id: "F06",
    fault: "500, 502 and 503 after the message was taken",
    pass: "0 duplicates, 0 lost",
    run: (size: Size) =>
      met(
        "fivehundred",
        bySize(size, 20, 200, 200),
        (call) =>
          call % 5 === 0 ? { take: true, answer: { status: 500 + (call % 3) + (call % 3 === 1 ? 1 : 0) } } : OK,
        180_000,
      ),
  },
  {
    id: "F07",
    fault: "500 without the message being taken, twice in a row",
    pass: "0 lost, at most 6 attempts, at least 1 s apart",
    async run(size: Size) {
      const due = bySize(size, 1, 5, 20);
      const corner = await (await arena()).corner("nottaken", due);
      const failures = new Map<string, number>();
      corner.recorder.fateOf = (method, { channel = "" }) => {
        if (method !== "chat.postMessage") return OK;
        failures.set(channel, (failures.get(channel) ?? 0) + 1);
        return (failures.get(channel) ?? 0) <= bySize(size, 1, 2, 2) ? { take: false, answer: { status: 500 } } : OK;
      };
      await corner.enqueue(due);
      await corner.settled(120_000);
      const posts = corner.recorder.calls.filter(({ method }) => method === "chat.postMessage");
      const gaps = posts.flatMap(({ args, at }, i) => {
        const before = posts.slice(0, i).findLast((earlier) => earlier.args.channel === args.channel);
        return before ? [at - before.at] : [];
      });
      const { clean, words } = corner.verdict(due);
      const most = Math.max(...failures.values());
      const least = Math.min(...gaps);
      return {
        ok: clean && most <= 6 && least >= 1_000,
        measured: `${words}, ${most} attempts, ${(least / 1000).toFixed(1)} s apart at least`,
      };
    },
  },
  {
    id: "F08",
    fault: "fatal_error and internal_error after the message was taken",
    pass: "0 duplicates, 0 lost",
    run: (size: Size) =>
      met(
        "fatal",
        bySize(size, 20, 200, 200),
        (call) =>
          call % 5 === 0 ? { take: true, answer: { error: call % 2 === 0 ? "fatal_error" : "internal_error" } } : OK,
        180_000,
      ),
  },
];
