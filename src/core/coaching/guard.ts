/** What coaching keeps out of, whoever asks for it. */
export type OffLimits = "health" | "mood" | "protected" | "discipline" | "pay_decision";

/** Words in English, Spanish, German and French; plain text without accents. Rather one sentence too many refused than a note on somebody's health kept. */
const WORDS: readonly (readonly [OffLimits, RegExp])[] = [
  [
    "health",
    /\b(sick(ness)?|ill(ness)?|disease|diagnos\w*|depress\w*|burn(ed|t)?[ -]?out|therap(y|ist)|medication|pregnan\w*|disab(led|ility)|mental health|anxiety|adhd|autis\w*|krank\w*|schwanger\w*|behinder\w*|enferm\w*|embaraz\w*|malad(e|ie)\w*|enceinte|grossesse)\b/,
  ],
  [
    "mood",
    /\b(unhappy|moody|emotional|frustrated|demotivat\w*|unmotivated|bad attitude|lazy|stressed|crying|schlecht gelaunt|unmotiviert|faul|perezos\w*|desmotivad\w*|paresseu\w*|demotive\w*)\b/,
  ],
  [
    "protected",
    /\b(his|her|their) (age|religion|race|gender)\b|\b(too old|too young|religio\w*|muslim|christian|jewish|ethnic\w*|nationality|gay|lesbian|transgender|union member|maternity|paternity|zu alt|zu jung|gewerkschaft\w*|demasiado (viejo|joven)|trop (vieux|vieille|jeune))\b/,
  ],
  [
    "discipline",
    /\b(fire (him|her|them)|firing|terminat(e|ion)|dismiss(al)?|performance improvement plan|\bpip\b|written warning|formal warning|abmahn\w*|kundig(en|ung)|despid\w*|licenci\w*)\b/,
  ],
  [
    "pay_decision",
    /\b(raise (his|her|their) (salary|pay)|cut (his|her|their) (salary|pay|bonus)|salary (increase|cut|review)|promot(e|ion)|demot(e|ion)|gehaltserhohung|beforder\w*|aumento de sueldo|augmentation de salaire)\b/,
  ],
];

/** What the text touches that coaching keeps out of; null = nothing. */
export function offLimits(text: string): OffLimits | null {
  const plain = text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  return WORDS.find(([, words]) => words.test(plain))?.[0] ?? null;
}

/** Why a text was not taken, kindly. */
export const OFF_LIMITS_WORDS: Readonly<Record<OffLimits, string>> = {
  health: "I keep nothing about anybody's health. Talk to the person, or to your HR team.",
  mood: "I keep nothing about how somebody feels or what they are like. Write what was done or agreed.",
  protected: "I keep nothing about who somebody is. Write what was done or agreed.",
  discipline: "I don't take part in warnings or dismissals. Your HR team does.",
  pay_decision: "I don't take part in decisions on pay or promotion. Your HR team does.",
};
