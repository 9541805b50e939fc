import { defineConfig } from "vitest/config";

/** What kills mutants of the core: its own tests, the plans that stand as text, and the documents' examples. */
export default defineConfig({
  test: {
    include: [
      "src/core/**/*.test.ts",
      "src/plans/**/*.test.ts",
      "src/skills/**/*.test.ts",
      "src/cli/forecast*.test.ts",
      "test/scenarios/**/*.test.ts",
      "test/receipts/**/*.test.ts",
    ],
    // Lints of every plan there is: minutes a mutant, for what the examples of the same plans kill anyway.
    exclude: ["src/plans/lint/every-plan.test.ts"],
    isolate: false,
    env: { TZ: "UTC", PROPERTY_RUNS: "20" },
    setupFiles: ["test/property-runs.ts"],
    testTimeout: 60_000,
  },
});
