import { defineConfig } from "prisma/config";

// `prisma generate` looks for a native schema engine that it does not use; any existing file satisfies it, so generating
// needs no download. Migrations run through the WebAssembly engine in src/store and must never see this stand-in.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
