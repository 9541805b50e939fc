import { expect, test } from "vitest";
import { money } from "../core/money.js";
import { rational } from "../core/rational.js";
import { amount, count, date, ratio, text } from "./answer.js";
import { tableCsv } from "./table-csv.js";

test("every row is in the file, exact, and no word of it is a formula", () => {
  const file = tableCsv(
    {
      title: "Deals that counted",
      columns: [{ label: "Deal" }, { label: "Credited" }, { label: "Share" }, { label: "Days" }, { label: "On" }],
      rows: [
        [
          text("=cmd()"),
          amount(money(-1_234_56, "USD")),
          ratio(rational(1n, 2n)),
          count(3, "days"),
          date("2026-11-02"),
        ],
        [text("Cedar, Inc.")],
      ],
    },
    1,
  );
  expect(file.name).toBe("deals-that-counted-1.csv");
  expect(file.content).toBe(
    'Deal,Credited,Share,Days,On\r\n\'=cmd(),-1234.56 USD,0.5,3,2026-11-02\r\n"Cedar, Inc.",,,,\r\n',
  );
});
