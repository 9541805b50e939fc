import { fold } from "../language/text.js";

/** Something that bears a name: a colleague or a deal. */
interface Bearer {
  readonly key: string;
  readonly name: string;
}

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;
const TOKEN = /\[([PDN])(\d{1,3})\]/g;
/** Words of the longest name that is looked for. */
const LONGEST_NAME = 5;
const ENDING = /['’]s$/i;

interface Directory {
  /** Folded full name -> key of whoever bears it; null when several do. */
  readonly full: ReadonlyMap<string, string | null>;
  /** Folded word of a name -> the same. */
  readonly word: ReadonlyMap<string, string | null>;
}
const directories = new WeakMap<readonly Bearer[], Directory>();

const wordsOf = (name: string): string[] => (name.match(WORD) ?? []).map(fold);

function directoryOf(people: readonly Bearer[]): Directory {
  const made = directories.get(people);
  if (made) return made;
  const full = new Map<string, string | null>();
  const word = new Map<string, string | null>();
  const put = (map: Map<string, string | null>, text: string, key: string) =>
    map.set(text, map.has(text) && map.get(text) !== key ? null : key);
  for (const { key, name } of people) {
    const words = wordsOf(name);
    put(full, words.join(" "), key);
    for (const one of words) if (one.length > 1) put(word, one, key);
  }
  const fresh = { full, word };
  directories.set(people, fresh);
  return fresh;
}

/** True for a word that is part of a colleague's name. */
export const isNameOf = (people: readonly Bearer[]): ((word: string) => boolean) => {
  const { word } = directoryOf(people);
  return (text) => word.has(fold(text.replace(ENDING, "")));
};

/**
 * Puts tokens in place of names on the way to a model and names in place of tokens on the way back: [P1] a colleague, [D1] a
 * deal, [N1] any other word with a capital that is no ordinary word, such as a customer or somebody unknown. One of these is
 * made for one turn and forgotten with it.
 */
export class NameTokens {
  readonly #tokens = new Map<string, { readonly said: string; readonly key: string | null }>();
  readonly #directory: Directory;

  constructor(
    people: readonly Bearer[],
    private readonly deals: readonly Bearer[],
    /** Words of questions in general, and what may be a slip of one. */
    private readonly isOrdinary: (word: string) => boolean,
    private readonly mode: "tokens" | "plain",
  ) {
    this.#directory = directoryOf(people);
  }

  mask(text: string): string {
    if (this.mode === "plain") return text;
    let masked = text;
    for (const { name, key } of [...this.deals].sort((a, b) => b.name.length - a.name.length)) {
      // A name of one or two characters would take apart other words.
      if (name.length < 3) continue;
      masked = replaceWhole(masked, name, (said) => this.#token("D", said, key));
    }
    return this.#maskWords(masked);
  }

  #maskWords(text: string): string {
    const words = [...text.matchAll(WORD)];
    let out = "";
    let done = 0;
    for (let i = 0; i < words.length; i++) {
      const found = this.#nameAt(text, words, i);
      if (!found) continue;
      const first = words[i];
      const last = words[i + found.length - 1];
      if (!first || !last) continue;
      const end = last.index + last[0].replace(ENDING, "").length;
      out += text.slice(done, first.index) + this.#token(found.kind, text.slice(first.index, end), found.key);
      done = end;
      i += found.length - 1;
    }
    return out + text.slice(done);
  }

  #nameAt(
    text: string,
    words: readonly RegExpExecArray[],
    i: number,
  ): { kind: "P" | "N"; key: string | null; length: number } | null {
    const word = words[i];
    // What stands in brackets is a token already.
    if (!word || text[word.index - 1] === "[") return null;
    const folded = words.slice(i, i + LONGEST_NAME).map((match) => fold(match[0].replace(ENDING, "")));
    for (let length = folded.length; length > 1; length--) {
      const key = this.#directory.full.get(folded.slice(0, length).join(" "));
      if (key !== undefined) return { kind: "P", key, length };
    }
    const [own = ""] = folded;
    const isCapital = /^\p{Lu}/u.test(word[0]);
    const ordinary = this.isOrdinary(own);
    const key = this.#directory.word.get(own);
    // "Grace" and "Will" are names with a capital within a sentence, and words elsewhere.
    if (key !== undefined && (!ordinary || (isCapital && i > 0))) return { kind: "P", key, length: 1 };
    return isCapital && !ordinary && own.length > 2 ? { kind: "N", key: null, length: 1 } : null;
  }

  #token(kind: "P" | "D" | "N", said: string, key: string | null): string {
    for (const [token, known] of this.#tokens) if (known.said === said && token.startsWith(kind)) return `[${token}]`;
    const token = `${kind}${this.#tokens.size + 1}`;
    this.#tokens.set(token, { said, key });
    return `[${token}]`;
  }

  /** The text with names again, and the names put in; null when it holds a token that was never given out. */
  unmask(text: string): { readonly text: string; readonly names: readonly string[] } | null {
    const names: string[] = [];
    let unknown = false;
    const restored = text.replace(TOKEN, (_whole, kind: string, number: string) => {
      const known = this.#tokens.get(`${kind}${number}`);
      if (!known) unknown = true;
      else names.push(known.said);
      return known?.said ?? "";
    });
    return unknown ? null : { text: restored, names };
  }

  /** What an argument means: the key that a token stands for, what was typed where nobody or several are called so, else the text. */
  meaning(argument: string): string {
    const token = /^\[?([PDN]\d{1,3})\]?$/.exec(argument.trim())?.[1];
    const known = token === undefined ? undefined : this.#tokens.get(token);
    return known ? (known.key ?? known.said) : argument;
  }
}

/** Replaces `name` in any case where it is not part of a longer word. */
function replaceWhole(text: string, name: string, by: (said: string) => string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}\\[])${escaped}(?![\\p{L}\\p{N}])`, "giu"), by);
}
