import { fileURLToPath } from "node:url";

export interface Bundle {
  readonly script: string;
  readonly styles: string;
}

const ENTRY = fileURLToPath(new URL("./client/main.tsx", import.meta.url));

/** Builds the page's script and styles from source, in memory. A browser needs nothing from anywhere else. */
async function build(): Promise<Bundle> {
  const esbuild = await import("esbuild");
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      outdir: "/",
      format: "esm",
      target: "es2022",
      jsx: "automatic",
      minify: true,
      legalComments: "none",
      logLevel: "silent",
    });
    const find = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? "";
    return { script: find(".js"), styles: find(".css") };
  } finally {
    // The compiler is a process of its own, and is not needed again.
    await esbuild.stop();
  }
}

/** The bundle, built on first use and kept; a failed build is tried anew. */
export function lazyBundle(make: () => Promise<Bundle> = build): () => Promise<Bundle> {
  let built: Promise<Bundle> | undefined;
  return () => {
    built ??= make().catch((error: unknown) => {
      built = undefined;
      throw error;
    });
    return built;
  };
}
