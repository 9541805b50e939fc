import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { askSkill, figuresOf } from "../../test/ask-skill.js";
import { buildCredit, buildPerson, type Desk, fakeStore, halfway, organisation } from "../../test/fake-store.js";
import { money } from "../core/money.js";
import { parsePeriodKey } from "../core/period.js";
import { writeReceipt } from "../plans/receipt.js";
import type { ClosedStatement } from "../store/store.js";
import { standingOf } from "./payee.js";

const ask = (input = {}, desk: Desk = halfway) => askSkill("statement", input, { desk });
const filesOf = (answer: Awaited<ReturnType<typeof ask>>) => {
  const [csv, page] = answer.attachments ?? [];
  if (!csv || !page) throw new Error("no files");
  return {
    csv,
    page,
    rows: parse(csv.content, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[],
  };
};

test("everything from what is payable down to the deals", async () => {
  const answer = await ask({ period: "last_quarter" });
  expect(answer.headline).toBe("Your statement for Q3 2026: $17,600.00 payable.");
  expect(answer.body).toBe("The period is over but not closed yet, so it may still change.");
  expect(figuresOf(answer)).toEqual({ earned: "17600.00", adjustments: "0.00", payable: "17600.00" });
  expect(answer.tables?.map(({ title }) => title)).toEqual(["Quota and attainment", "Credits"]);
  expect(answer.explanation?.[0]).toMatchObject({ label: "Commission" });
});

test("the files hold every line, and the lines of the calculation sum to what was earned", async () => {
  const { csv, page, rows } = filesOf(await ask({ period: "last_quarter" }));
  expect([csv.name, page.name]).toEqual(["statement-maya-chen-2026-q3.csv", "statement-maya-chen-2026-q3.html"]);
  const of = (section: string) => rows.filter((row) => row.Section === section);
  expect(of("Summary").map(({ Item, Amount, Currency }) => [Item, Amount, Currency])).toEqual([
    ["Earned", "17600.00", "USD"],
    ["Adjustments and draws", "0.00", "USD"],
    ["Payable", "17600.00", "USD"],
  ]);
  const tiers = of("Calculation").filter(({ Item = "" }) => Item.split(" > ").length === 2);
  expect(tiers.map(({ Amount }) => Number(Amount)).reduce((a, b) => a + b, 0)).toBe(17_600);
  expect(of("Credits").map(({ Item }) => Item)).toEqual(["Dunmore"]);
  expect(page.content).toContain("<h2>Calculation</h2>");
});

test("draws, adjustments and what is still owed have lines of their own", async () => {
  const ledger = [
    {
      key: "a",
      postedOn: "2026-10-31",
      kind: "draw_advance" as const,
      amount: money(3_000_00, "USD"),
      reason: "Start",
    },
    { key: "c", postedOn: "2026-11-02", kind: "clawback" as const, amount: money(-500_00, "USD"), reason: "Cancelled" },
  ];
  const answer = await ask({}, { ...halfway, ledger });
  expect(answer.headline).toBe("Your statement for Q4 2026: $9,700.00 payable so far.");
  expect(figuresOf(answer)).toMatchObject({ adjustments: "2500.00", draw_balance: "3000.00" });
  expect(
    filesOf(answer)
      .rows.filter(({ Section }) => Section === "Adjustments")
      .map(({ Amount }) => Amount),
  ).toEqual(["3000.00", "-500.00"]);
});

test("a deal's name is no formula in a spreadsheet and no markup on a page", async () => {
  const desk = { ...halfway, credits: [buildCredit('=HYPERLINK("x")<b>', "2026-10-12", 10_000_00)] };
  const { rows, page } = filesOf(await ask({}, desk));
  expect(rows.some(({ Item = "" }) => Item.startsWith("="))).toBe(false);
  expect(page.content).not.toContain("<b>");
});

test.each([
  ["pdf", "prints to PDF"],
  ["xlsx", "opens in Excel"],
])("asked for %s it says which file serves", async (format, says) => {
  expect((await ask({ format })).notes?.join(" ")).toContain(says);
});

/** Q3 closed as it stood, with the receipt as it is written. */
async function closedDesk(change: (receipt: string) => string = (text) => text): Promise<Desk> {
  const period = parsePeriodKey("2026-Q3");
  if (!period) throw new Error("no period");
  const maya = buildPerson("Maya Chen");
  const store = fakeStore({ people: [maya], desks: { "Maya Chen": halfway } }).forOrganisation(organisation);
  const payee = standingOf(await store.getPayeeFile(maya.id, period, "2026-10-05"), period, "2026-10-05");
  if (payee.kind !== "on_plan") throw new Error("not on a plan");
  const { text, hash, engine, statement } = writeReceipt({ plans: payee.documents, facts: payee.facts, period });
  const closed: ClosedStatement = {
    personId: maya.id,
    personKey: maya.key,
    personName: maya.name,
    periodKey: period.key,
    periodStart: period.start,
    periodEnd: period.end,
    planName: statement.plan.name,
    planVersion: statement.plan.version,
    engineVersion: engine,
    payable: statement.payable,
    receipt: change(text),
    hash,
    closedAt: new Date("2026-10-06T10:00:00Z"),
    closedBy: "finance@acme.example",
  };
  // After the close a deal of Q3 came in late.
  const late = buildCredit("Late", "2026-09-28", 50_000_00);
  return { ...halfway, credits: [...(halfway.credits ?? []), late], closed: [closed] };
}

describe("a closed period", () => {
  test("is what was closed, whatever came in since", async () => {
    const answer = await ask({ period: "last_quarter" }, await closedDesk());
    expect(answer.headline).toBe("Your statement for Q3 2026: $17,600.00 payable.");
    expect(answer.body).toBe("Closed on Oct 6, 2026, so it does not change any more.");
    expect(filesOf(answer).csv.content).not.toContain("Late");
  });

  test("whose receipt was changed shows its total and no lines", async () => {
    const desk = await closedDesk((text) => text.replace("Dunmore", "Dunmoor"));
    const answer = await ask({ period: "last_quarter" }, desk);
    expect(answer.headline).toBe("Your statement for Q3 2026 was closed at $17,600.00 payable.");
    expect(answer.attachments).toBeUndefined();
  });

  test("is named when asking for the pay day", async () => {
    const answer = await askSkill("payday", {}, { desk: await closedDesk() });
    expect(answer.headline).toBe("$17,600.00 is payable to you for Q3 2026.");
    expect(answer.body).toContain("Q3 2026 was closed on Oct 6, 2026, so that is final.");
  });
});

test("somebody else's is refused like everything of theirs", async () => {
  expect(await ask({ person: "lena-boss" })).toMatchObject({ outcome: "denied" });
  expect((await ask({ person: "lena-boss" })).attachments).toBeUndefined();
});
