/** What people call a zone that has no city's name. */
const NICKNAMES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:pacific|pst|pdt|pt|la)\b/, "America/Los_Angeles"],
  [/\b(?:mountain|mst|mdt)\b/, "America/Denver"],
  [/\b(?:central european|cet|cest|mez)\b/, "Europe/Berlin"],
  [/\b(?:central|cst|cdt)\b/, "America/Chicago"],
  [/\b(?:eastern|est|edt|et|nyc|ny)\b/, "America/New_York"],
  [/\b(?:uk|british|bst|gmt)\b/, "Europe/London"],
  [/\b(?:ist|india)\b/, "Asia/Kolkata"],
  [/\b(?:japan|jst)\b/, "Asia/Tokyo"],
  [/\b(?:utc|zulu)\b/, "UTC"],
];

const byCity = new Map<string, string>();
for (const zone of Intl.supportedValuesOf("timeZone"))
  byCity.set((zone.split("/").at(-1) ?? zone).replaceAll("_", " ").toLowerCase(), zone);

/** The IANA zone that plain words name: "europe/madrid", "sao paulo", "pacific". Null where they name none. */
export function zoneIn(plain: string): string | null {
  for (const word of plain.split(/[\s,.!?]+/)) {
    if (!word.includes("/")) continue;
    const exact = Intl.supportedValuesOf("timeZone").find((zone) => zone.toLowerCase() === word);
    if (exact) return exact;
  }
  // Longest first, so that "new york" is not taken for "york".
  const cities = [...byCity.keys()].sort((a, b) => b.length - a.length);
  const city = cities.find((name) => new RegExp(`\\b${name.replace(/[^a-z ]/g, ".")}\\b`).test(plain));
  if (city) return byCity.get(city) ?? null;
  return NICKNAMES.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
