/**
 * What of a plan a message is about, by the words of four languages. The first that is named counts, so narrower topics stand
 * before wider ones. Read on text that is lower case and without accents.
 */
const TOPICS: readonly (readonly [topic: string, words: RegExp])[] = [
  [
    "clawback",
    /\b(?:claw ?backs?|claw(?:ed)? back|charge ?backs?|ruckforderung\w*|ruckzahlung\w*|reprises?|devolucion\w*)\b/,
  ],
  ["holdback", /\b(?:hold ?backs?|held back|withh[eo]ld\w*|einbehalt\w*|retencion\w*|retenid\w*|retenues?)\b/],
  ["draw", /\b(?:draws?|guarantee[ds]?|garanti\w*|anticip\w*|vorschuss\w*|avances?)\b/],
  [
    "cap",
    /\b(?:caps?|capped|uncapped|ceiling|maximum|max out|topes?|limite|obergrenze|deckel\w*|gedeckelt|plafon\w*)\b/,
  ],
  ["threshold", /\b(?:thresholds?|floor|cliffs?|minimum|umbral\w*|minimo|schwelle\w*|mindest\w*|seuils?)\b/],
  [
    "accelerator",
    /\b(?:accel\w*|acelerad\w*|beschleunig\w*|decel\w*|overachiev\w*|above quota|over quota|beyond quota|uber der quote|past quota)\b/,
  ],
  ["kicker", /\b(?:kickers?|spiffs?|spifs?|multipliers?|multiplik\w*|multiplicad\w*|gates?|sonderpramie\w*)\b/],
  ["contest", /\b(?:contests?|prizes?|pools?|concursos?|wettbewerb\w*|concours)\b/],
  [
    "ramp",
    /\b(?:ramp\w*|new hires?|prorat\w*|pro rata|anteilig\w*|einarbeitung\w*|prorrat\w*|parental|leave of absence|mid[- ]?(?:month|quarter|year))\b/,
  ],
  ["split", /\b(?:splits?|shared deals?|overlays?|geteilt\w*|repart\w*|partag\w*|compartid\w*)\b/],
  [
    "renewal",
    /\b(?:renew\w*|upsells?|expansions?|renovaci\w*|verlanger\w*|renouvel\w*|multi[- ]?year|existing customers?)\b/,
  ],
  ["currency", /\b(?:fx|exchange rates?|currenc\w+|wechselkurs\w*|tipo de cambio|taux de change|wahrung\w*)\b/],
  [
    "payout_timing",
    /\b(?:payout (?:timing|schedule|frequency|period)|how often|paid (?:monthly|quarterly|out|on (?:booking|invoice|cash|collection|payment)\w*)|when (?:is|are|do|does|am) \w+(?: \w+)? paid|customer pays|on booking|on collection|invoice\w*|cada cuanto|wie oft|wann wird|combien de fois|quand est)\b/,
  ],
  ["rounding", /\b(?:round(?:ed|ing|s)?|redonde\w*|gerundet|rundung\w*|arrondi\w*)\b/],
  [
    "target_incentive",
    /\b(?:ote|on[- ]target|target incentive|variable|target pay|zielgehalt|zielprovision|pay mix|base salary|objetivo variable)\b/,
  ],
  ["bonus", /\b(?:bonus\w*|boni|primes?|bonos?|pramie\w*)\b/],
  [
    "tier",
    /\b(?:tiers?|bands?|brackets?|rates?|percentages?|levels?|stufen?|satze?|provisionssatz\w*|tramos?|tasas?|nivel\w*|paliers?|taux)\b/,
  ],
  [
    "measure",
    /\b(?:what counts|counts? (?:as|toward\w*|for)|measured?|eligible|arr|tcv|acv|mrr|bookings|was zahlt|que cuenta|qu'est-ce qui compte|new logos?)\b/,
  ],
  ["quota", /\b(?:quotas?|quoten?|cuotas?|vorgabe\w*|objectifs?)\b/],
];

/** The topic named first in the order above, or null. */
export const topicIn = (folded: string): string | null => TOPICS.find(([, words]) => words.test(folded))?.[0] ?? null;
