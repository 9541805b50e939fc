import { expect, test } from "vitest";
import { reportText } from "./forecast-report.js";

const one = {
  rep: "ann",
  period: 2,
  start: 20_362,
  asOf: 20_407,
  confidence: "usual" as const,
  p10: 80_000_00,
  p50: 100_000_00,
  p90: 130_000_00,
  pHit: 0.3,
  quota: 110_000_00,
  closed: 50_000_00,
  elapsed: 0.5,
  actual: 120_000_00,
};

test("a plan's record in the plan's currency, with chances and calls", () => {
  const calls = [{ rep: "ann", start: 20_362, kind: "commit" as const, calledOn: 20_370, amount: 150_000_00 }];
  const text = reportText([{ plan: "AE plan", currency: "USD", cases: [one], calls }]);
  expect(text.split("\n").slice(0, 8)).toMatchInlineSnapshot(`
    [
      "AE plan (USD)",
      "                    cases    held      pinball             WAPE",
      "  all                   1   100 %         5000   x0.50     17 %   x1.00",
      "  50 % gone             1   100 %         5000   x0.50     17 %   x1.00",
      "  from 2025-10-01       1   100 %         5000   x0.50     17 %   x1.00",
      "  Chance of quota: Brier 0.490, x0.49 of naive pace, 1 case.",
      "    said 20 % to 40 %: 30 % on average, came 100 % of 1",
      "  Commits: 1 case, 0 % reached; off by 25 % (too high by 25 % in sum), the forecast of the same cases by 17 %, naive pace by 17 %",
    ]
  `);
  expect(reportText([{ plan: "New plan", currency: "USD", cases: [], calls: [] }])).toContain(
    "New plan\n  Too few periods so far to look back on.",
  );
  expect(reportText([])).toBe("There is nobody on a plan whose forecasts could be looked back on.");
});
