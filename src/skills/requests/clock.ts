/** A time of day as people write it: "6pm", "18:30", "8 uhr", "16h", "noon". Groups: hour, minutes, suffix; or a word. */
export const CLOCK =
  "(?:(\\d{1,2})(?:[:.h](\\d{2}))?\\s*(a\\.?m\\.?|p\\.?m\\.?|uhr|h\\b|o'clock)?|(noon|midnight|mittag|mitternacht|mediodia|medianoche|midi|minuit))";

const WORDS: Readonly<Record<string, string>> = {
  noon: "12:00",
  mittag: "12:00",
  mediodia: "12:00",
  midi: "12:00",
  midnight: "00:00",
  mitternacht: "00:00",
  medianoche: "00:00",
  minuit: "00:00",
};

/** How an hour up to 12 with nothing beside it is meant. */
type Guess = "morning" | "evening" | "office";

/**
 * "HH:mm" of the groups of `CLOCK`, starting at `group`; null where it is no time. A bare hour is guessed: `office` takes 1 to 6 for
 * the afternoon, `evening` everything below 12.
 */
export function timeOf(match: RegExpMatchArray, group: number, guess: Guess): string | null {
  const [hourText, minuteText = "00", suffix = "", word] = [0, 1, 2, 3].map((i) => match[group + i]);
  if (word) return WORDS[word] ?? null;
  let hour = Number(hourText);
  const minute = Number(minuteText);
  if (!(hour <= 24) || !(minute < 60)) return null;
  const half = suffix.replaceAll(".", "");
  if (half === "pm" && hour < 12) hour += 12;
  else if (half === "am" && hour === 12) hour = 0;
  else if (suffix === "" || suffix === "o'clock") {
    const bare = hour > 0 && hour < 12;
    if (bare && (guess === "evening" || (guess === "office" && hour <= 6))) hour += 12;
  }
  return `${String(hour % 24).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
