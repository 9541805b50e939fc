import { type Named, NameIndex } from "../../src/language/slots/names.js";
import { type Colleague, PeopleIndex } from "../../src/language/slots/people.js";
import type { Around } from "./score.js";

const named = (name: string): Named => ({ key: name, name });
const colleagues = [
  ...["Robin Vale", "Lena Ortiz", "Kai Brandt", "Mia Novak", "Sam Aldo", "Sam Berg", "Ines Roca", "Hugo Lambert"],
].map((name): Colleague => ({ key: name, name, email: null, active: true }));
const people = new PeopleIndex(colleagues);
const deals = ["Bluefin Marine", "Cobalt Mining", "Harborview Hotels", "Greenleaf North", "Greenleaf South"].map(named);
const teams = ["Harbor Team", "Ridge Team", "LATAM"].map(named);

/** A small invented company, the same for everybody who asks. */
export const company: Around = (as) => {
  const asker = colleagues.find(({ name }) => name === as);
  if (!asker) throw new Error(`nobody is called ${as}`);
  return {
    today: "2026-11-23",
    asker,
    people,
    teams: new NameIndex(teams),
    team: "Harbor Team",
    near: async () => new Set(["Kai Brandt", "Mia Novak"]),
    deals: async () => new NameIndex(deals),
  };
};

/** What placeholders of phrases stand for when they are asked as questions, by language where words differ. */
export const fillings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  person: { en: ["Kai", "Mia Novak", "kai brandt", "Mia", "Hugo"] },
  deal: { en: ["Bluefin", "Cobalt Mining", "harborview", "Cobalt", "Bluefin Marine"] },
  team: { en: ["Ridge Team", "LATAM", "the Harbor team"] },
  amount: {
    en: ["$50k", "12,000", "85k", "$7,250.40", "1.2m"],
    es: ["50 mil", "12.000 €"],
    de: ["50k", "12.000 €"],
    fr: ["50k", "12 000 €"],
  },
  percent: {
    en: ["110%", "80 percent", "95%"],
    es: ["110%", "80 por ciento"],
    de: ["110%", "80 prozent"],
    fr: ["110%", "80 %"],
  },
  count: { en: ["3", "5", "10"] },
  period: {
    en: ["last month", "Q3", "october", "this quarter", "last year", "september", "H1", "q2"],
    es: ["octubre", "el mes pasado", "Q3", "este trimestre"],
    de: ["oktober", "letzten monat", "Q3", "diesem quartal"],
    fr: ["octobre", "le mois dernier", "T3", "ce trimestre"],
  },
};
