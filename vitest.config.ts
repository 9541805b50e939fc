import { defineConfig } from "vitest/config";

const project = (
  name: string,
  include: string[],
  options: { timeout?: number; exclude?: string[]; isolate?: boolean } = {},
) => ({
  test: {
    name,
    include,
    exclude: options.exclude ?? [],
    isolate: options.isolate ?? true,
    env: { TZ: "UTC" },
    setupFiles: ["test/property-runs.ts"],
    testTimeout: options.timeout ?? 10_000,
    hookTimeout: options.timeout ?? 60_000,
  },
});

// unit: pure and quick. store: a real database (PGlite, or PostgreSQL where TEST_DATABASE_URL is set). surfaces and
// model: real HTTP and stand-ins for the platforms and for a language model. faults: what goes wrong on the way of a message. browser: a real Chromium. real-input: data that others wrote.
export default defineConfig({
  test: {
    // Many tests wait for processes and sockets, so two at a time fit on two cores.
    maxWorkers: 2,
    projects: [
      project(
        "unit",
        [
          "src/**/*.test.ts",
          "src/**/*.test.tsx",
          "test/policy/**/*.test.ts",
          "test/receipts/**/*.test.ts",
          "test/scenarios/**/*.test.ts",
        ],
        {
          exclude: ["src/**/*.store.test.ts"],
          // Nothing of these is kept from file to file, so that modules need not be loaded anew for each of more than a hundred.
          isolate: false,
        },
      ),
      project("store", ["src/**/*.store.test.ts", "test/store/**/*.test.ts", "test/contracts/**/*.test.ts"], {
        timeout: 120_000,
      }),
      project("model", ["test/model/**/*.test.ts"], { timeout: 120_000 }),
      project("surfaces", ["test/surfaces/**/*.test.ts"], { timeout: 120_000 }),
      project("faults", ["test/faults/**/*.test.ts"], { timeout: 300_000 }),
      project("real-input", ["test/real-input/**/*.test.ts"], { timeout: 300_000 }),
      project("start", ["test/start/**/*.test.ts"], { timeout: 180_000 }),
      project("browser", ["test/browser/**/*.test.ts"], { timeout: 180_000 }),
    ],
  },
});
