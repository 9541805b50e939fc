import type { PreferenceChange, SwitchedKind } from "../../preferences/preferences.js";
import { CLOCK, timeOf } from "./clock.js";
import { momentAfter } from "./moment.js";
import { plainWords } from "./plain-words.js";
import { weekdaysIn } from "./weekdays.js";
import { zoneIn } from "./zones.js";

/** What a message asks to change, and whether for everybody. An empty change asks to see how things are set. */
export interface SettingsRequest {
  readonly change: PreferenceChange;
  readonly everybody: boolean;
}

interface Said {
  readonly plain: string;
  readonly now: Date;
  readonly zone: string;
  /** What was read before; a rule leaves alone what an earlier one took. */
  readonly read: PreferenceChange;
}
type Rule = (said: Said) => PreferenceChange | null;

const KIND_NAMES: readonly (readonly [SwitchedKind, RegExp])[] = [
  [
    "digest",
    /\b(?:digests?|weekly (?:summary|report|update|mail|email)|wochenbericht\w*|resumen semanal|resume hebdo\w*)\b/,
  ],
  [
    "brief",
    /\b(?:briefs?|briefing|(?:daily|morning) (?:summary|brief|update|report)|tagesbericht\w*|resumen diario|resume quotidien)\b/,
  ],
  [
    "nudges",
    /\b(?:nudges?|nudging|reminders?|(?:coaching )?tips|avisos?|recordatorios?|hinweise?|erinnerung\w*|rappels?|conseils?)\b/,
  ],
  ["goal_updates", /\b(?:goal updates?|(?:deal|credit|quota|payout) (?:updates?|alerts?)|celebrations?)\b/],
  ["announcements", /\b(?:announcements?|ankundigung\w*|anuncios?|annonces?)\b/],
];
const kindsIn = (plain: string): SwitchedKind[] =>
  KIND_NAMES.flatMap(([kind, name]) => (name.test(plain) ? [kind] : []));

const OFF =
  /\b(?:turn(?:ing)? off|switch(?:ing)? off|turn \w+(?: \w+)? off|disable|stop|mute|silence|no more|no|don't (?:send|want|give)|do not (?:send|want)|unsubscribe|cancel|kill|get rid of|abschalten|ausschalten|deaktivier\w*|keine|desactiva\w*|quita\w*|silencia\w*|apaga\w*|no quiero|arrete\w*|desactive\w*|coupe\w*|plus de)\b/;
const ON =
  /\b(?:turn(?:ing)? on|turn \w+(?: \w+)? (?:back )?on|switch(?:ing)? on|enable|start|send me|i want|resume|activate|subscribe|einschalten|aktivier\w*|schick\w*|activa\w*|envia\w*|manda\w*|quiero|active[rz]?|envoie\w*|reactiv\w*)\b/;
const SILENCE =
  /\b(?:mute|pause|snooze|hold|silence|quiet|shush|hush|pto|vacation|holiday|out of office|ooo|leave|do not disturb|dnd|don't (?:message|bother|ping|disturb|write|send)|stop|stumm\w*|pausier\w*|urlaub|ruhe|nicht storen|silencia\w*|pausa\w*|vacaciones|no molest\w*|coupe\w*|vacances|conge\w*|ne (?:me )?derang\w*|suspend\w*)\b/;
const UNTIL = /\b(?:until|till?|til|'til|through|bis(?: zum?)?|hasta(?: el)?|jusqu'(?:a|au|en)?|jusque)\s+(.+)$/;

const reset: Rule = ({ plain }) =>
  /\b(?:reset|restore|back to (?:the )?defaults?|zurucksetzen|restablec\w*|reinitialis\w*)\b/.test(plain)
    ? {
        ...{
          quietHours: null,
          quietDays: null,
          weeklyBudget: null,
          kinds: null,
          digestDay: null,
          digestAt: null,
          briefEvery: null,
        },
        ...{ pausedUntil: null, pausedKinds: null, stopped: null, tone: null, language: null, timeZone: null },
      }
    : null;

const resume: Rule = ({ plain }) =>
  /\b(?:un-?mute|un-?pause|un-?snooze|resume|back from (?:vacation|pto|leave|holiday)|(?:everything|notifications|messages|it all) back on|turn (?:it|everything|notifications|messages) (?:back )?on|start (?:sending|messaging)(?: me)? again|stummschaltung auf\w*|wieder (?:an|einschalten)|reanuda\w*|reactiva\w*|quita el silencio|reactive\w*|reprend\w*)\b/.test(
    plain,
  ) && kindsIn(plain).length === 0
    ? { pausedUntil: null, pausedKinds: null, stopped: null }
    : null;

const pause: Rule = ({ plain, now, zone }) => {
  if (!SILENCE.test(plain)) return null;
  const until = momentAfter(plain, UNTIL.exec(plain)?.[1] ?? null, now, zone)?.toISOString();
  if (!until) return null;
  const kinds = kindsIn(plain);
  return kinds.length === 0
    ? { pausedUntil: until }
    : { pausedKinds: Object.fromEntries(kinds.map((kind) => [kind, until])) };
};

const RANGE = new RegExp(
  `${CLOCK}\\s*(?:to|until|till|til|and|-|–|bis|und|a|hasta(?: las)?|y|et|jusqu'a)\\s*(?:las )?${CLOCK}`,
);
const AFTER = new RegExp(`\\b(?:after|past|from|nach|ab|despues de(?: las)?|apres)\\s+${CLOCK}`);
const BEFORE = new RegExp(`\\b(?:before|vor|antes de(?: las)?|avant)\\s+${CLOCK}`);
const QUIET_WORDS =
  /\b(?:quiet|do not disturb|dnd|silent|ruhezeit\w*|ruhe|stille|nicht storen|horas? (?:de silencio|tranquilas?)|silencio|heures? (?:calmes?|silencieuses?|de silence)|silence|no (?:messages?|pings?|notifications?|alerts?)|don't (?:message|bother|ping|disturb|write|send)|keine nachrichten|sin mensajes|pas de messages?)\b/;

const quietHours: Rule = ({ plain, read }) => {
  if (read.pausedUntil || !QUIET_WORDS.test(plain)) return null;
  if (
    /\bquiet\b|ruhe|silencio|silence|calmes/.test(plain) &&
    /\b(?:off|none|no quiet|without|aus|sin|sans|keine|remove|disable)\b/.test(plain)
  )
    return { quietHours: "none" };
  const range = RANGE.exec(plain);
  const [from, to] = range
    ? [timeOf(range, 1, "evening"), timeOf(range, 5, "morning")]
    : [edge(AFTER, plain, "evening", "18:00"), edge(BEFORE, plain, "morning", "08:00")];
  if (!range && !AFTER.test(plain) && !BEFORE.test(plain)) return null;
  return from && to && from !== to ? { quietHours: { from, to } } : null;
};
const edge = (pattern: RegExp, plain: string, guess: "morning" | "evening", otherwise: string): string | null => {
  const match = pattern.exec(plain);
  return match ? timeOf(match, 1, guess) : otherwise;
};

const DIGEST = /\b(?:digest|wochenbericht|resumen|weekly (?:summary|report)|resume hebdo\w*)\b/;

const digest: Rule = ({ plain }) => {
  if (!DIGEST.test(plain) || OFF.test(plain)) return null;
  const [digestDay] = weekdaysIn(plain);
  const at = new RegExp(`\\b(?:at|um|gegen|a las?|a|vers)\\s+${CLOCK}`).exec(plain);
  const digestAt = at ? timeOf(at, 1, "office") : null;
  return digestDay || digestAt ? { ...(digestDay ? { digestDay } : {}), ...(digestAt ? { digestAt } : {}) } : null;
};

const quietDays: Rule = ({ plain, read }) => {
  const named = weekdaysIn(plain);
  if (named.length === 0 || UNTIL.test(plain) || read.pausedUntil || read.pausedKinds || read.digestDay) return null;
  if (/\b(?:ok|okay|fine|allow|can|may|turn on|send me)\b/.test(plain) && !OFF.test(plain)) return null;
  return OFF.test(plain) ||
    SILENCE.test(plain) ||
    /\b(?:nicht|nie|nunca|jamais|pas|not|never|quiet days?)\b/.test(plain)
    ? { quietDays: named }
    : null;
};

const stop: Rule = ({ plain, read }) =>
  !read.pausedUntil &&
  !read.quietDays &&
  !read.quietHours &&
  kindsIn(plain).length === 0 &&
  /\b(?:(?:stop|mute|turn off|switch off|no more|disable|silence|unsubscribe)\b.*\b(?:everything|all|messages?|notifications?|messaging|pinging|me|you|stuff)|stop (?:it|messaging|writing)|unsubscribe(?: me)?|mute$|shut up|leave me alone|alles (?:aus|stopp\w*|abschalten)|keine nachrichten mehr|para todo|silencia todo|arrete tout|coupe tout)\b/.test(
    plain,
  )
    ? { stopped: true }
    : null;

const kinds: Rule = ({ plain, read }) => {
  const named = kindsIn(plain);
  if (named.length === 0 || read.pausedKinds || read.pausedUntil || read.digestDay || read.digestAt || read.quietDays)
    return null;
  if (read.weeklyBudget !== undefined) return null;
  const on = OFF.test(plain) ? false : ON.test(plain) ? true : null;
  return on === null ? null : { kinds: Object.fromEntries(named.map((kind) => [kind, on])) };
};

/** "Send me my brief weekly": how often, beside whether. */
const briefEvery: Rule = ({ plain, read }) => {
  if (!kindsIn(plain).includes("brief") || read.pausedKinds || read.pausedUntil || OFF.test(plain)) return null;
  const weekly =
    /\b(?:weekly|(?:once a|every|per|each) week|wochentlich\w*|jede woche|semanal\w*|cada semana|hebdo\w*|chaque semaine)\b/.test(
      plain,
    );
  const daily =
    /\b(?:daily(?! brief)|every (?:day|morning)|each (?:day|morning)|taglich\w*|jeden (?:tag|morgen)|diari\w*|cada dia|quotidien\w*|chaque (?:jour|matin))\b/.test(
      plain,
    );
  return weekly === daily ? null : { briefEvery: weekly ? "week" : "day" };
};

const budget: Rule = ({ plain }) => {
  const said =
    /\b(\d{1,2}|one|two|three|once|twice)\b(?: \w+){0,3} (?:a|per|each|every|pro|por|a la|par) (?:week|woche|semana|semaine)\b/.exec(
      plain,
    );
  if (
    !said ||
    !/\b(?:max\w*|most|more than|limit|only|just|hochstens|maximal|maximo|como mucho|budget|at most|up to)\b/.test(
      plain,
    )
  )
    return null;
  const words: Readonly<Record<string, number>> = { one: 1, once: 1, two: 2, twice: 2, three: 3 };
  const weeklyBudget = words[said[1] ?? ""] ?? Number(said[1]);
  return weeklyBudget <= 50 ? { weeklyBudget } : null;
};

const timeZone: Rule = ({ plain }) => {
  if (!/\b(?:time ?zones?|tz|zeitzone\w*|zona horaria|huso|fuseau\w*)\b/.test(plain)) return null;
  const named = zoneIn(
    plain.replace(/\b(?:time ?zones?|tz|zeitzone\w*|zona horaria|huso horario|fuseau horaire)\b/g, " "),
  );
  return named ? { timeZone: named } : null;
};

const TONES: readonly (readonly ["friendly" | "brief" | "formal", RegExp])[] = [
  [
    "formal",
    /\b(?:(?:more|be|sound|tone) (?:\w+ )?(?:formal|professional|businesslike)|formeller|formlich\w*|mas formal|plus formel)\b/,
  ],
  [
    "brief",
    /\b(?:(?:more|be|keep (?:it|answers|things)|tone) (?:\w+ )?(?:brief|short|concise|terse)|shorter answers?|kurzer|mas (?:breve|corto)|plus (?:bref|court))\b/,
  ],
  [
    "friendly",
    /\b(?:(?:more|be|sound|tone) (?:\w+ )?(?:friendly|casual|warm|relaxed)|friendlier|freundlicher|mas (?:amable|cercano)|plus (?:amical|chaleureux))\b/,
  ],
];
const tone: Rule = ({ plain }) => {
  const found = TONES.find(([, pattern]) => pattern.test(plain));
  return found ? { tone: found[0] } : null;
};

const LANGUAGES: readonly (readonly ["en" | "es" | "de" | "fr", RegExp])[] = [
  ["de", /\b(?:in german|to german|auf deutsch|deutsch|en aleman|en allemand)\b/],
  ["es", /\b(?:in spanish|to spanish|auf spanisch|en espanol|espanol|en espagnol)\b/],
  ["fr", /\b(?:in french|to french|auf franzosisch|en frances|en francais|francais)\b/],
  ["en", /\b(?:in english|to english|auf englisch|en ingles|en anglais)\b/],
];
const language: Rule = ({ plain }) => {
  const found = LANGUAGES.find(([, pattern]) => pattern.test(plain));
  return found ? { language: found[0] } : null;
};

/** In this order: what an earlier rule took, a later one leaves alone. */
const RULES: readonly Rule[] = [
  reset,
  timeZone,
  tone,
  language,
  resume,
  pause,
  digest,
  quietHours,
  quietDays,
  budget,
  briefEvery,
  kinds,
  stop,
];

const EVERYBODY =
  /\b(?:for (?:everybody|everyone|all(?: of us)?|the (?:whole )?(?:company|org\w*|team))|company[- ]wide|org[- ]wide|defaults? (?:for|to)|fur alle|para todos|pour tous)\b/;

/** Reads what a message asks to be set, in English, German, Spanish and French. `zone` is where the asker is. */
export function settingsRequest(message: string, now: Date, zone: string): SettingsRequest {
  const plain = plainWords(message);
  let read: PreferenceChange = {};
  for (const rule of RULES) {
    const found = rule({ plain, now, zone, read });
    if (found) read = { ...found, ...read };
    if (rule === reset && found) break;
  }
  return { change: read, everybody: EVERYBODY.test(plain) };
}
