import Fuse from "fuse.js";
import { editDistance, slipsAllowed } from "../spelling.js";
import { cleanText, fold, tokenise } from "../text.js";
import { free, type Mention, take, type Word } from "./mention.js";
import { LONGEST, type Named, type Naming } from "./names.js";

/** A colleague as far as recognising the name goes. */
export interface Colleague extends Named {
  readonly email: string | null;
  readonly active: boolean;
}

/** Above this many bearers of a name a question back would be a list; those nearest to the asker are looked at first. */
const FEW = 5;

/** Guesses at misspelt names that are kept, since each means looking through everybody. */
const GUESSES_KEPT = 1_000;

/** Every way to name a colleague, made once per list of people. */
export class PeopleIndex {
  readonly #byFirst = new Map<string, Colleague[]>();
  readonly #byLast = new Map<string, Colleague[]>();
  readonly #byHandle = new Map<string, Colleague[]>();
  readonly #guessed = new Map<string, string | null>();
  #names: Fuse<{ word: string }> | undefined;
  readonly #full = new Map<string, Colleague[]>();

  constructor(readonly people: readonly Colleague[]) {
    const put = (map: Map<string, Colleague[]>, key: string | undefined, person: Colleague) => {
      if (!key) return;
      const list = map.get(key);
      if (!list) map.set(key, [person]);
      else if (!list.includes(person)) list.push(person);
    };
    for (const person of people) {
      const parts = tokenise(cleanText(person.name)).map((token) => token.text);
      put(this.#byFirst, parts[0], person);
      if (parts.length > 1) put(this.#byLast, parts.at(-1), person);
      put(this.#full, parts.join(" "), person);
      if (person.email) {
        const email = person.email.toLowerCase();
        put(this.#byHandle, email, person);
        put(this.#byHandle, email.split("@")[0], person);
      }
      put(this.#byHandle, parts.join("."), person);
    }
  }

  /** True for a word that is somebody's first or last name. */
  isName(word: string): boolean {
    return this.#byFirst.has(word) || this.#byLast.has(word);
  }

  /** By full name, the longest that starts at `start`. */
  fullNameAt(words: readonly Word[], start: number): { people: readonly Colleague[]; to: number } | null {
    if (!this.isName(free(words, start) ?? "")) return null;
    for (let to = Math.min(start + 4, words.length); to > start + 1; to--) {
      const slice = words.slice(start, to);
      if (slice.some((word) => word.mask !== undefined)) continue;
      const people = this.#full.get(slice.map((word) => word.text).join(" "));
      if (people) return { people, to };
    }
    return null;
  }

  byHandle(handle: string): readonly Colleague[] {
    const key = handle.toLowerCase().replace(/^@/, "");
    return this.#byHandle.get(key) ?? (key.includes("@") ? [] : (this.#byFirst.get(fold(key)) ?? []));
  }

  /**
   * Bearers of a single name: first names before last names, people who work here before those who left. A short name
   * counts for a name that is one letter longer too ("Dan" may be a hurried "Dana").
   */
  bySingleName(word: string): readonly Colleague[] {
    const first = this.#byFirst.get(word) ?? [];
    const longer =
      word.length <= 3 && first.length > 0
        ? [...this.#byFirst]
            .filter(([name]) => name.length === word.length + 1 && name.startsWith(word))
            .flatMap(([, list]) => list)
        : [];
    const people = first.length > 0 ? [...first, ...longer] : (this.#byLast.get(word) ?? []);
    const active = people.filter((person) => person.active);
    return active.length > 0 ? active : people;
  }

  /** The nearest name for a misspelt one, or none. */
  nearest(word: string): string | null {
    if (word.length < 4 || word.length > LONGEST) return null;
    const known = this.#guessed.get(word);
    if (known !== undefined) return known;
    const guess = this.#guess(word);
    if (this.#guessed.size >= GUESSES_KEPT) this.#guessed.clear();
    this.#guessed.set(word, guess);
    return guess;
  }

  #guess(word: string): string | null {
    this.#names ??= new Fuse(
      [...new Set([...this.#byFirst.keys(), ...this.#byLast.keys()])].map((known) => ({ word: known })),
      { keys: ["word"], threshold: 0.4, distance: 6 },
    );
    for (const { item } of this.#names.search(word, { limit: 6 })) {
      if (editDistance(word, item.word, slipsAllowed(word)) <= slipsAllowed(word)) return item.word;
    }
    return null;
  }
}

/** What helps to tell a name from an ordinary word. */
export interface PersonContext {
  /** The word belongs to the vocabulary of questions. */
  ordinary(index: number): boolean;
  /** The word stands where a name is expected: after "about", before "'s", with a capital inside a sentence. */
  expectsName(index: number): boolean;
  /** People the asker stands above, for names that many bear. */
  readonly near: ReadonlySet<string>;
  /** The words that stand for the asker's own boss are somebody else too. */
  readonly asker: Colleague;
}

/** Every person the message names, in order. Taken words are masked "<person>"; the asker's own name counts as "me". */
export function findPeople(words: Word[], index: PeopleIndex, context: PersonContext): Mention<Naming<Colleague>>[] {
  const found: Mention<Naming<Colleague>>[] = [];
  const add = (from: number, to: number, people: readonly Colleague[]) => {
    const said = words
      .slice(from, to)
      .map((word) => word.raw)
      .join(" ");
    found.push({ from, to, value: naming(said, people, context) });
    take(words, from, to, "<person>");
  };
  for (let i = 0; i < words.length; i++) {
    const text = free(words, i);
    const word = words[i];
    if (text === undefined || !word) continue;
    if (word.raw.startsWith("@") || word.raw.includes("@")) {
      add(i, i + 1, index.byHandle(word.raw));
      continue;
    }
    const full = index.fullNameAt(words, i);
    if (full) {
      add(i, full.to, full.people);
      i = full.to - 1;
      continue;
    }
    const bare = index.isName(text)
      ? text
      : (possessiveOf(text, index) ?? (context.ordinary(i) ? null : misspelt(text, i, index, context)));
    if (!bare) continue;
    const capital = i > 0 && /^\p{Lu}/u.test(word.raw);
    if (context.ordinary(i) && !(word.possessive || capital || context.expectsName(i))) continue;
    // Names follow their first name: "Dana Whitefield" is one mention even when the second part is misspelt.
    const second = free(words, i + 1);
    const last = second && !context.ordinary(i + 1) ? index.nearest(second) : null;
    const people = index.bySingleName(bare);
    const narrowed = last ? people.filter((person) => tokenise(person.name).at(-1)?.text === last) : [];
    if (narrowed.length > 0) add(i, i + 2, narrowed);
    else add(i, i + 1, people);
  }
  return found;
}

/** "danas" for "dana's". */
function possessiveOf(text: string, index: PeopleIndex): string | null {
  return text.endsWith("s") && text.length > 3 && index.isName(text.slice(0, -1)) ? text.slice(0, -1) : null;
}

const misspelt = (text: string, i: number, index: PeopleIndex, context: PersonContext): string | null =>
  context.expectsName(i) ? index.nearest(text) : null;

function naming(said: string, people: readonly Colleague[], { near }: PersonContext): Naming<Colleague> {
  const close = people.length > FEW ? people.filter((person) => near.has(person.key)) : people;
  const choice = close.length > 0 ? close : people;
  const [item] = choice;
  if (!item) return { kind: "unknown", said };
  return choice.length === 1 ? { kind: "one", item } : { kind: "several", said, items: choice };
}
