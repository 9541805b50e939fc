import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../test/property-runs.js";
import { creditsOf } from "../crediting.js";
import { money } from "../money.js";
import { rational } from "../rational.js";
import { creditColumns } from "./crediting.js";

const PAYEES = 4;
const FROM = 20_000;
const splits = [
  [rational(1)],
  [rational(3, 5), rational(2, 5)],
  [rational(1, 3), rational(1, 3), rational(1, 3)],
  [rational(1, 2), rational(1)],
  [rational(1, 7), rational(2, 7), rational(3, 7)],
  [rational(3, 4)],
  [rational(123_456_789_123_456_789n, 10n ** 18n), rational(1, 2)],
];
const deal = fc.record({
  minor: fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -9e15, max: 9e15 })),
  day: fc.integer({ min: FROM - 3, max: FROM + 34 }),
  split: fc.nat(splits.length - 1),
  first: fc.nat(PAYEES - 1),
});

test("credits by column are each deal's credits, by payee and day, for whatever shares", () => {
  fc.assert(
    fc.property(fc.array(deal, { maxLength: 30 }), (deals) => {
      const payees = deals.map(({ split, first }) => (splits[split] ?? []).map((_, i) => (first + i) % PAYEES));
      const firstPayee = Int32Array.from(deals, (_, i) => payees.slice(0, i).flat().length);
      const columns = creditColumns(
        {
          count: deals.length,
          day: Int32Array.from(deals, ({ day }) => day),
          amount: Float64Array.from(deals, ({ minor }) => minor),
          split: Uint16Array.from(deals, ({ split }) => split),
          splits,
          firstPayee,
          payee: Int32Array.from(payees.flat()),
          dealOf: null,
        },
        PAYEES,
        { from: FROM, before: FROM + 31 },
      );
      const expected = Array.from({ length: PAYEES }, (_, payee) =>
        deals
          .map((own, row) => ({ ...own, row }))
          .filter(({ day }) => day >= FROM && day < FROM + 31)
          .sort((a, b) => a.day - b.day || a.row - b.row)
          .flatMap(({ minor, split, row }) =>
            (
              creditsOf({
                key: "D",
                name: "D",
                closedOn: "2026-01-01",
                ownerKey: "",
                splits: (splits[split] ?? []).map((share, i) => ({ payeeKey: `${payees[row]?.[i]}`, share })),
                amount: money(minor, "USD"),
                attributes: {},
                lines: [],
              }).get(`${payee}`) ?? []
            ).map(({ amount }) => [row, amount.minor]),
          ),
      );
      const found = Array.from({ length: PAYEES }, (_, payee) => {
        const [first = 0, after = 0] = [columns.from[payee], columns.from[payee + 1]];
        return Array.from(columns.deal.slice(first, after), (row, i) => [row, columns.amount[first + i]]);
      });
      expect(found).toEqual(expected);
    }),
    runs(150),
  );
});
