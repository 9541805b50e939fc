import type { Engine } from "./engine.js";

/** Everything that can be measured, loaded only when it is: what a library takes of memory is its engine's alone. */
export const engines = {
  pacer: async () => (await import("./pacer.js")).pacer,
  duckdbDecimal: async () => (await import("./duckdb.js")).duckdbDecimal,
  duckdbInteger: async () => (await import("./duckdb.js")).duckdbInteger,
  decimalJs: async () => (await import("./decimal.js")).decimalJs,
  postgresInteger: async () => (await import("./postgres.js")).postgresInteger,
  postgresNumeric: async () => (await import("./postgres.js")).postgresNumeric,
  pgliteInteger: async () => (await import("./pglite.js")).pgliteInteger,
  hyperFormula: async () => (await import("./hyperformula.js")).hyperFormula,
} satisfies Record<string, () => Promise<Engine>>;

export type EngineKey = keyof typeof engines;
