import type { AccountRecord, ProductRecord, TerritoryRecord } from "../store/records.js";
import { randomFor } from "./random.js";

interface Product {
  readonly key: string;
  readonly name: string;
  readonly family: string;
  readonly listPrice: string;
  /** Sold to new customers, or to those who have the platform. */
  readonly soldAs: "new" | "expansion";
}

export const products: readonly Product[] = [
  { key: "dispatch", name: "Dispatch", family: "Platform", listPrice: "24000.00", soldAs: "new" },
  { key: "dispatch-plus", name: "Dispatch Plus", family: "Platform", listPrice: "42000.00", soldAs: "new" },
  { key: "route-planner", name: "Route Planner", family: "Platform", listPrice: "18000.00", soldAs: "new" },
  { key: "field-mobile", name: "Field Mobile", family: "Platform", listPrice: "12000.00", soldAs: "new" },
  { key: "parts-depot", name: "Parts Depot", family: "Add-on", listPrice: "9600.00", soldAs: "expansion" },
  { key: "insights", name: "Insights", family: "Add-on", listPrice: "14400.00", soldAs: "expansion" },
  { key: "connect", name: "Connect", family: "Add-on", listPrice: "7200.00", soldAs: "expansion" },
  { key: "premium-care", name: "Premium Care", family: "Services", listPrice: "6000.00", soldAs: "expansion" },
];

export interface Territory {
  readonly key: string;
  readonly name: string;
  readonly region: "Americas" | "International";
  readonly countries: readonly string[];
  /** The first is the usual one. */
  readonly currencies: readonly string[];
  readonly roots: readonly string[];
}

const ENGLISH =
  "Tarnwick Brellow Pellimar Harrowmere Dunvale Ashcombe Thornbeck Millhaven Crosswyn Eastmarch Larkdale Stonebury Wexmoor Fallowby Greyfen Oakhurn Ravelston Saltmere Winterbourn Kestrane Hollowmere Marlowick Pendrake Thistleby Brackenfold Fernmere Copperwick Wolderton Blackmarsh Silverfen Kingsbarrow Elmstead".split(
    " ",
  );
const WESTERN =
  "Solvanta Monteluz Pradeira Caldora Rivastel Bravanza Altamira Corvella Serrador Palmeto Vistalba Marazul".split(" ");
const FRENCH = "Castrelle Valombre Beaucourt Mirelac Fontaubert Clairvigne Dovestra Lambresac Montavel Orsenne".split(
  " ",
);
const NORTHERN = "Fjellmark Marenholt Ostwerk Lindhafen Brandvik Halvarsen Kronfeld Nordlicht Steinbrug Varmdal".split(
  " ",
);
const JAPANESE = "Hoshimori Kazemura Aokane Tsukihara Minatoya Shirakumo Fujisato Nagareya Takemizu Harukawa".split(
  " ",
);
const PACIFIC = "Wattlebrook Coorabell Kauriden Tasmora Yarrowin Emberley Billacoota Moanalua Karrinup Ruataki".split(
  " ",
);
const SOUTH_ASIAN =
  "Saravanta Indravel Chandrika Malabrook Tamarisk Kaverilane Lotuswell Banyanra Surajmark Meghavan".split(" ");

const territory = (
  key: string,
  name: string,
  region: Territory["region"],
  countries: readonly string[],
  currencies: readonly string[],
  roots: readonly string[],
): Territory => ({ key, name, region, countries, currencies, roots });

export const territories: readonly Territory[] = [
  territory("us-east", "US East", "Americas", ["US"], ["USD"], ENGLISH),
  territory("us-central", "US Central", "Americas", ["US"], ["USD"], [...ENGLISH].reverse()),
  territory("us-west", "US West", "Americas", ["US"], ["USD"], [...WESTERN, ...ENGLISH.slice(0, 6)]),
  territory("canada", "Canada", "Americas", ["CA"], ["CAD", "USD"], [...FRENCH, ...ENGLISH.slice(6, 14)]),
  territory("latam", "Latin America", "Americas", ["BR", "MX", "CL"], ["USD"], WESTERN),
  territory("uk-ireland", "UK & Ireland", "International", ["GB", "GB", "IE"], ["GBP", "GBP", "EUR"], ENGLISH),
  territory("france-benelux", "France & Benelux", "International", ["FR", "BE", "NL"], ["EUR"], FRENCH),
  territory("dach-nordics", "DACH & Nordics", "International", ["DE", "AT", "SE"], ["EUR"], NORTHERN),
  territory("japan", "Japan", "International", ["JP"], ["JPY"], JAPANESE),
  territory("anz", "Australia & New Zealand", "International", ["AU", "NZ"], ["AUD"], PACIFIC),
  territory("south-asia", "South & South-East Asia", "International", ["IN", "SG", "VN"], ["USD"], SOUTH_ASIAN),
];

const INDUSTRIES: readonly (readonly [word: string, industry: string])[] = [
  ["Logistics", "Transport"],
  ["Foods", "Food"],
  ["Health", "Healthcare"],
  ["Energy", "Utilities"],
  ["Elevators", "Building services"],
  ["Facilities", "Building services"],
  ["Rail", "Transport"],
  ["Water", "Utilities"],
  ["Robotics", "Manufacturing"],
  ["Telecom", "Telecommunications"],
  ["Cooling", "Building services"],
  ["Medical", "Healthcare"],
  ["Packaging", "Manufacturing"],
  ["Grid", "Utilities"],
];

export interface Account {
  readonly key: string;
  readonly name: string;
  readonly industry: string;
  readonly country: string;
  readonly territoryKey: string;
}

const named = (key: string, name: string, industry: string, territoryKey: string, country: string): Account => ({
  key,
  name,
  industry,
  country,
  territoryKey,
});

/** The accounts that the hand-made deals are with. */
export const namedAccounts: readonly Account[] = [
  named("A-0001", "Zorvik", "Manufacturing", "us-east", "US"),
  named("A-0002", "Lumera", "Healthcare", "us-east", "US"),
  named("A-0003", "Harrowmere Foods", "Food", "us-east", "US"),
  named("A-0004", "Tarnwick Rail", "Transport", "us-east", "US"),
  named("A-0005", "Pellimar Water", "Utilities", "us-east", "US"),
  named("A-0006", "Ashcombe Health", "Healthcare", "us-east", "US"),
  named("A-0007", "Ravelston Grid", "Utilities", "us-east", "US"),
  named("A-0008", "Wexmoor Cooling", "Building services", "us-east", "US"),
  named("A-0009", "Crosswyn Logistics", "Transport", "us-east", "US"),
  named("A-0010", "Brellow Telecom", "Telecommunications", "us-east", "US"),
  named("A-0011", "Thornbeck Elevators", "Building services", "us-east", "US"),
  named("A-0012", "Dunvale Water", "Utilities", "uk-ireland", "GB"),
  named("A-0013", "Greyfen Rail", "Transport", "uk-ireland", "GB"),
];

const ACCOUNTS_PER_TERRITORY = 80;

function inventAccounts(): Account[] {
  const taken = new Set(namedAccounts.map(({ name }) => name));
  const found: Account[] = [];
  for (const { key: territoryKey, roots, countries } of territories) {
    const random = randomFor("accounts", territoryKey);
    for (let made = 0; made < ACCOUNTS_PER_TERRITORY; ) {
      const [word, industry] = random.pick(INDUSTRIES);
      const name = `${random.pick(roots)} ${word}`;
      if (taken.has(name)) continue;
      taken.add(name);
      made++;
      found.push({
        key: `A-${1000 + found.length}`,
        name,
        industry,
        country: random.pick(countries),
        territoryKey,
      });
    }
  }
  return found;
}

/** The accounts of deals of the usual kind. */
export const accounts: readonly Account[] = inventAccounts();

export const productRecords = (): ProductRecord[] =>
  products.map(({ key, name, family, listPrice }) => ({ key, name, family, listPrice, currency: "USD" }));
export const accountRecords = (): AccountRecord[] =>
  [...namedAccounts, ...accounts].map(({ key, name, industry, country }) => ({ key, name, industry, country }));
export const territoryRecords = (): TerritoryRecord[] =>
  territories.map(({ key, name, region }) => ({ key, name, region }));
