import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LibraryError, readTraining, trainingFor, trainings } from "./library.js";

const page = (more: Record<string, string> = {}, body = "") =>
  `---\n${Object.entries({ title: "A title", skill: "closing", stage: "any", kpi: "slippage", ...more })
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n")}\n---\n## Remember\nThis.\n\n## Exercise\nDo that.\n${body || "\n## Questions\n- One?\n- Two?\n"}`;

test("every page that comes with Pacer can be read, and most KPIs that are coached have one", () => {
  const pages = trainings("none");
  expect(pages.length).toBeGreaterThanOrEqual(9);
  for (const kpi of [
    "win_rate",
    "deal_size",
    "sales_cycle",
    "creation",
    "slippage",
    "discount",
    "stage_conversion",
    "coverage",
    "velocity",
  ])
    expect(trainingFor(pages, kpi, null)?.kpi, kpi).toBe(kpi);
});

test("a page has its parts", () => {
  expect(readTraining("a.md", page())).toEqual({
    title: "A title",
    skill: "closing",
    stage: "any",
    kpi: "slippage",
    file: "a.md",
    remember: "This.",
    exercise: "Do that.",
    questions: ["One?", "Two?"],
  });
});

test.each([
  [page({ kpi: "happiness" }), "is not a KPI"],
  [page({}, "\n## Questions\nnone\n"), "must be a list"],
  [page({}, "\n"), 'has no "## Questions"'],
  ["## Remember\nno header", "must begin with a header"],
  [page({ owner: "me" }), "owner"],
  [page({}, "\n## Questions\n- Is she sick?\n"), "keeps out of (health)"],
])("a page that cannot be used says why", (text, why) => {
  expect(() => readTraining("b.md", text)).toThrow(LibraryError);
  expect(() => readTraining("b.md", text)).toThrow(why);
});

test("an organisation's own pages come first, and one for the stage before one for any", () => {
  const folder = mkdtempSync(join(tmpdir(), "coaching-"));
  mkdirSync(join(folder, "acme"));
  writeFileSync(join(folder, "a.md"), page());
  writeFileSync(join(folder, "acme", "b.md"), page({ title: "Ours" }));
  writeFileSync(join(folder, "c.md"), page({ title: "For proposals", stage: "proposal" }));
  expect(trainingFor(trainings("acme", folder), "slippage", "Discovery")?.title).toBe("Ours");
  expect(trainingFor(trainings("acme", folder), "slippage", "Proposal")?.title).toBe("For proposals");
  expect(trainings("other", folder).map(({ title }) => title)).toEqual(["A title", "For proposals"]);
});
