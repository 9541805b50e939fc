import { fold } from "../language/text.js";

/** As many words in a row are no coincidence. */
const RUN = 6;

const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{M}]+/gu) ?? []).map(fold);

/** True when the text repeats a passage of the instructions. They hold no secret, but an answer is no place for them. */
export function repeats(text: string, instructions: string): boolean {
  const source = ` ${wordsOf(instructions).join(" ")} `;
  const words = wordsOf(text);
  return words.some((_word, i) => i + RUN <= words.length && source.includes(` ${words.slice(i, i + RUN).join(" ")} `));
}
