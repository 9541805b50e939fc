/** German writes numbers below a million as one word: "fünfundzwanzigtausend", "zweihundertfünfzig". */
const PARTS: readonly {
  readonly at: RegExp;
  readonly join: (before: number | null, after: number | null) => number;
}[] = [
  { at: /^(.*)tausend(.*)$/, join: (before, after) => (before ?? 1) * 1000 + (after ?? 0) },
  { at: /^(.*)hundert(.*)$/, join: (before, after) => (before ?? 1) * 100 + (after ?? 0) },
  { at: /^(.+)und(.+)$/, join: (before, after) => (before ?? 0) + (after ?? 0) },
];
/** "ein" is an article by itself and a one inside a longer word. */
const WITHIN: Readonly<Record<string, number>> = { ein: 1, eins: 1 };
/** The longest written out below a million is shorter. */
const LONGEST = 60;

/** The whole number a single word says: one of the list, or a compound of them; null for any other word. */
export function numberWord(word: string, numbers: ReadonlyMap<string, number>): number | null {
  const listed = numbers.get(word);
  if (listed !== undefined) return listed;
  if (word.length < 8 || word.length > LONGEST) return null;
  return compound(word, numbers);
}

function compound(word: string, numbers: ReadonlyMap<string, number>): number | null {
  const listed = numbers.get(word) ?? WITHIN[word];
  if (listed !== undefined) return listed;
  for (const { at, join } of PARTS) {
    const m = at.exec(word);
    if (!m) continue;
    const [before, after] = [m[1] ?? "", m[2] ?? ""];
    const [first, second] = [before ? compound(before, numbers) : null, after ? compound(after, numbers) : null];
    if ((before && first === null) || (after && second === null)) return null;
    return join(first, second);
  }
  return null;
}
