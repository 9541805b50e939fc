import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** A folder (or file) of src and what it may import from src; `types` only as `import type`. Itself is always allowed. */
const LAYERS: Record<string, { values: string[]; types: string[] }> = {
  core: { values: [], types: [] },
  answer: { values: ["core"], types: [] },
  plans: { values: ["core", "errors"], types: [] },
  charts: { values: [], types: ["answer"] },
  store: { values: ["core", "errors"], types: ["log"] },
  connectors: { values: ["core", "errors"], types: ["store"] },
  permission: { values: ["core"], types: ["store", "question"] },
  skills: {
    values: ["core", "answer", "plans", "preferences", "errors", "permission"],
    types: ["store", "question", "log"],
  },
  preferences: { values: ["core"], types: ["store"] },
  actions: { values: ["core", "answer", "plans", "preferences", "skills", "errors", "permission"], types: ["store"] },
  language: { values: ["core", "errors"], types: ["skills", "store", "question"] },
  model: { values: ["core", "answer", "skills", "language"], types: ["store", "log", "config"] },
  home: {
    values: ["core", "answer", "forms", "skills", "permission", "failure"],
    types: ["store", "log"],
  },
  forms: {
    values: ["core", "actions", "skills", "language", "preferences", "errors", "permission"],
    types: ["answer", "question", "store"],
  },
  keyring: { values: [], types: [] },
  nudges: { values: ["core", "answer", "preferences", "skills"], types: ["store"] },
  digests: { values: ["core", "answer", "skills", "preferences", "permission"], types: ["store"] },
  messages: {
    values: ["core", "answer", "nudges", "plans", "digests", "skills", "errors", "permission"],
    types: ["store", "preferences"],
  },
  delivery: { values: ["core", "messages", "preferences", "failure"], types: ["answer", "store", "log"] },
  jobs: { values: ["delivery", "nudges", "store", "failure"], types: ["messages", "log"] },
  demo: { values: ["core", "plans"], types: ["store"] },
  question: { values: [], types: ["answer", "core"] },
  ask: {
    values: ["core", "actions", "answer", "forms", "skills", "language", "permission", "route", "errors", "failure"],
    types: ["store", "question", "log", "model"],
  },
  surfaces: {
    values: ["answer", "charts", "core", "errors", "failure", "keyring"],
    types: ["store", "question", "log", "config", "home", "forms", "delivery", "preview"],
  },
};

/** Packages that one place alone may know. */
const HOMES: [RegExp, string][] = [
  [/^(@prisma\/|prisma|pg$|pglite-prisma-adapter|@electric-sql\/)/, "src/store/"],
  [/^(botbuilder|botframework)/, "src/surfaces/teams/"],
  [/^@slack\//, "src/surfaces/slack/"],
  [/^(echarts|@napi-rs\/canvas)/, "src/charts/"],
  [/^(openai|eta$)/, "src/model/"],
  [/^(bullmq|ioredis)/, "src/jobs/"],
];

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((name) => `src/${name.replaceAll(path.sep, "/")}`)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith("src/store/generated/"));

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: { target: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const target = (node.moduleSpecifier as ts.StringLiteral).text;
      const typeOnly = ts.isImportDeclaration(node) ? (node.importClause?.isTypeOnly ?? false) : node.isTypeOnly;
      found.push({ target, typeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push({ target: argument.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const layerOf = (file: string): string => (file.split("/")[1] ?? "").replace(/\.[jt]sx?$/, "");
const resolve = (file: string, target: string): string => path.posix.join(path.posix.dirname(file), target);

test("imports between layers point one way", () => {
  const wrong: string[] = [];
  for (const file of files) {
    const layer = LAYERS[layerOf(file)];
    if (!layer) continue;
    for (const { target, typeOnly } of importsOf(file)) {
      if (!target.startsWith(".")) continue;
      const to = layerOf(resolve(file, target));
      const allowed = to === layerOf(file) || layer.values.includes(to) || (typeOnly && layer.types.includes(to));
      if (!allowed) wrong.push(`${file} may not import ${typeOnly ? "types of " : ""}${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("core imports zod and itself", () => {
  const wrong = files
    .filter((file) => file.startsWith("src/core/"))
    .flatMap((file) => importsOf(file).map(({ target }) => ({ file, target })))
    .filter(({ target }) => !target.startsWith(".") && target !== "zod");
  expect(wrong).toEqual([]);
});

test("a package that one folder owns is imported nowhere else", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter(({ target }) => HOMES.some(([name, home]) => name.test(target) && !file.startsWith(home)))
      .map(({ target }) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("the environment is read in one place", () => {
  const readers = files.filter((file) => readFileSync(file, "utf8").includes("process.env"));
  expect(readers).toEqual(["src/config.ts"]);
});

test("core knows no clock and no chance", () => {
  const wrong = files
    .filter((file) => file.startsWith("src/core/"))
    .filter((file) => /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(readFileSync(file, "utf8")));
  expect(wrong).toEqual([]);
});

test("every layer named here exists", () => {
  const present = new Set(files.map(layerOf));
  expect(Object.keys(LAYERS).filter((layer) => !present.has(layer))).toEqual([]);
});
