import { meaningOf, recordOf } from "../../src/language/turn.js";
import { type Surroundings, understand } from "../../src/language/understand.js";

const SLOTS = ["period", "person", "amount", "deal", "team"] as const;
type Slot = (typeof SLOTS)[number];

/** A question with what is right about it. Of several intents any is right; `all` are all to be found; slots left out are not looked at. */
export interface Case {
  readonly text: string;
  readonly as: string;
  readonly after: readonly string[];
  readonly intents: readonly string[];
  readonly all: readonly string[];
  readonly slots: Readonly<Partial<Record<Slot, unknown>>>;
  readonly language: string;
  readonly tags: readonly string[];
}

/** What one question came to. */
interface Scored {
  readonly of: Case;
  readonly skill: string;
  readonly right: boolean;
  readonly confidence: number;
  readonly wrongSlots: readonly string[];
  readonly slots: number;
  readonly allFound: boolean;
  readonly ms: number;
}

/** Names around an asker, without the turn before. */
export type Around = (as: string) => Omit<Surroundings, "previous"> & { readonly team: string | null };

const SAME: Readonly<Record<string, string>> = {
  qtd: "this_quarter",
  mtd: "this_month",
  ytd: "this_year",
  "2026": "this_year",
};
const plain = (value: unknown): string[] =>
  [value]
    .flat()
    .map((one) => {
      const text = String(one).toLowerCase();
      return SAME[text] ?? text;
    })
    .sort();
const same = (a: unknown, b: unknown): boolean => plain(a).join() === plain(b).join();

export async function scoreCase(of: Case, around: Around): Promise<Scored> {
  const surroundings = around(of.as);
  let previous: Surroundings["previous"] = null;
  for (const message of of.after) {
    const earlier = await understand(message, { ...surroundings, previous });
    previous = { skill: earlier.skill, input: { ...meaningOf(earlier) } };
  }
  const began = performance.now();
  const understood = await understand(of.text, { ...surroundings, previous });
  const ms = performance.now() - began;
  const record = recordOf(
    understood,
    meaningOf(understood),
    (key) => surroundings.people.people.find((one) => one.key === key)?.name ?? key,
  );
  const said = { ...record, team: record.team === "mine" ? surroundings.team : record.team };
  const right = of.intents.includes(said.skill);
  const asked = right && said.skill !== "clarify" ? SLOTS.filter((slot) => of.slots[slot] !== undefined) : [];
  const wrong = asked.filter((slot) => !same(said[slot], of.slots[slot]));
  return {
    of,
    skill: said.skill,
    right,
    confidence: said.confidence,
    slots: asked.length,
    wrongSlots: wrong.map((slot) => `${slot} is ${String(said[slot])}, not ${String(of.slots[slot])}`),
    allFound: of.all.every((intent) => said.skills.includes(intent)),
    ms,
  };
}

const share = (part: number, whole: number): string =>
  `${part}/${whole} = ${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** Prints a table by intent, language and tag, in an order that does not change between runs. */
export function report(scored: readonly Scored[], print: (line: string) => void, misses: boolean): void {
  const right = scored.filter((one) => one.right).length;
  const slots = scored.reduce((sum, one) => sum + one.slots, 0);
  const wrongSlots = scored.reduce((sum, one) => sum + one.wrongSlots.length, 0);
  const several = scored.filter(({ of }) => of.all.length > 1);
  const shouldAsk = scored.filter(({ of }) => of.intents.includes("clarify"));
  const shouldAnswer = scored.filter(({ of }) => !of.intents.includes("clarify"));
  const times = scored.map(({ ms }) => ms).sort((a, b) => a - b);
  print(`intent          ${share(right, scored.length)}`);
  print(`core slots      ${share(slots - wrongSlots, slots)}`);
  print(
    `all intents     ${share(several.filter((one) => one.allFound).length, several.length)} of messages that ask several things`,
  );
  print(
    `asks back       ${share(shouldAsk.filter(({ skill }) => skill === "clarify").length, shouldAsk.length)} of those it should`,
  );
  print(
    `needlessly      ${share(shouldAnswer.filter(({ skill }) => skill === "clarify").length, shouldAnswer.length)}`,
  );
  print(
    `time a message  p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms, longest ${(times.at(-1) ?? 0).toFixed(1)} ms`,
  );
  const groups = new Map<string, Scored[]>();
  for (const one of scored)
    for (const group of [
      `language ${one.of.language}`,
      ...one.of.tags.map((tag) => `tag ${tag}`),
      `intent ${one.of.intents[0] ?? ""}`,
    ])
      groups.set(group, [...(groups.get(group) ?? []), one]);
  for (const [group, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
    print(`  ${group.padEnd(26)} ${share(list.filter((one) => one.right).length, list.length)}`);
  if (!misses) return;
  for (const { of, skill, confidence, right: ok, wrongSlots: wrong, allFound } of scored) {
    const before = of.after.length > 0 ? ` (after "${of.after.join('", "')}")` : "";
    if (!ok) print(`- "${of.text}"${before}: ${skill} (${confidence}), not ${of.intents.join(" or ")}`);
    else if (!allFound) print(`- "${of.text}": not all of ${of.all.join(", ")}`);
    for (const line of wrong) print(`- "${of.text}"${before}: ${line}`);
  }
}
