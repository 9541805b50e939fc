import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { verificationText } from "../../src/cli/receipt-text.js";
import { ENGINE_VERSION } from "../../src/core/engine-version.js";
import { verifyReceipt } from "../../src/plans/receipt.js";

const folder = new URL("./", import.meta.url);
const versions = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const receiptsOf = (version: string) =>
  readdirSync(new URL(`${version}/`, folder)).map((name) => ({
    name,
    found: verifyReceipt(readFileSync(new URL(`${version}/${name}`, folder))),
  }));

const HELP = `
The calculation comes to other figures than the receipts of engine ${ENGINE_VERSION} in test/receipts/${ENGINE_VERSION}. Closed statements of users hold
such receipts.
- Not meant? Then it is a bug: mend it.
- Meant? Raise ENGINE_VERSION in src/core/engine-version.ts, say there what changed, run npx tsx test/receipts/write.ts and commit
  the new folder. Leave the folders of earlier versions as they are: pacer verify goes on reading their receipts and says that
  another engine wrote them; closed statements are never rewritten.
`;

test(`receipts of engine ${ENGINE_VERSION} come to the same figures, bit by bit`, () => {
  expect(versions, `no receipts of this engine: run npx tsx test/receipts/write.ts${HELP}`).toContain(ENGINE_VERSION);
  const receipts = receiptsOf(ENGINE_VERSION);
  expect(receipts.length).toBeGreaterThan(20);
  const wrong = receipts.filter(({ found }) => found.outcome !== "verified");
  expect(wrong.map(({ name, found }) => verificationText(name, found)).join("\n"), HELP).toBe("");
});

test("receipts of earlier engines are intact and can be computed", () => {
  for (const version of versions.filter((name) => name !== ENGINE_VERSION))
    for (const { name, found } of receiptsOf(version))
      expect(["verified", "differs"], verificationText(name, found)).toContain(found.outcome);
});
