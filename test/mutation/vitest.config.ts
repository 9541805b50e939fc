import { defineConfig } from "vitest/config";

/** What kills mutants of the core: its own tests, the plans that stand as text, and the documents' examples. */
export default defineConfig({
  test: {
    include: ["src/core/**/*.test.ts", "src/plans/plan-format-doc.test.ts", "test/scenarios/scenarios.test.ts"],
    env: { TZ: "UTC", PROPERTY_RUNS: "20" },
    setupFiles: ["test/property-runs.ts"],
    testTimeout: 60_000,
  },
});
