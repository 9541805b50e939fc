import fc from "fast-check";
import { understand } from "../../src/language/understand.js";
import { company } from "./company.js";
import { hostileTexts } from "./hostile-texts.js";
import type { Suite } from "./suite.js";

const STRINGS = 100_000;
const SLOW_MS = 50;

/** Random strings, and words of questions thrown together with signs, digits and other scripts. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "what",
          "if",
          "i",
          "close",
          "Bluefin",
          "quota",
          "q3",
          "last",
          "50k",
          "€30.000",
          "and",
          "?",
          "why",
          "Sam's",
          "since april",
        ),
        fc.string({ maxLength: 12 }),
        fc.double().map(String),
      ),
      { maxLength: 120 },
    )
    .map((parts) => parts.join(" ")),
);

export const hostileSuite: Suite = {
  name: "hostile",
  description: `${STRINGS} random strings and strings made to take long: none fails, none takes more than ${SLOW_MS} ms`,
  async run({ print }) {
    const read = (text: string) => understand(text, { ...company("Robin Vale"), previous: null });
    await read("hello");
    let slow = 0;
    let longest = 0;
    const failed: string[] = [];
    const once = async (text: string) => {
      const began = process.cpuUsage();
      await read(text).catch((error: unknown) => failed.push(`${JSON.stringify(text.slice(0, 80))}: ${String(error)}`));
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    const time = async (text: string) => {
      // What is slow once may be the collection of garbage; what is slow twice is slow.
      const first = await once(text);
      const ms = first > SLOW_MS ? Math.min(first, await once(text)) : first;
      if (ms > SLOW_MS) slow++;
      longest = Math.max(longest, ms);
    };
    for (const text of Object.values(hostileTexts)) await time(text);
    print(
      `made to take long: ${Object.keys(hostileTexts).length}, longest ${longest.toFixed(1)} ms of processor time, slow ${slow}, failed ${failed.length}`,
    );
    longest = slow = 0;
    for (const text of fc.sample(anyText, { numRuns: STRINGS, seed: 42 })) await time(text);
    print(
      `random: ${STRINGS}, longest ${longest.toFixed(1)} ms of processor time, slow ${slow}, failed ${failed.length}`,
    );
    for (const line of failed.slice(0, 10)) print(`- ${line}`);
  },
};
