import { defineConfig } from "vitest/config";

/** Clients that others wrote, fetched when the tests run: apart from `npm test`, which needs nothing that is not installed. */
export default defineConfig({
  test: {
    include: ["test/clients/**/*.test.ts"],
    env: { TZ: "UTC" },
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
