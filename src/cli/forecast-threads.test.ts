import { expect, test } from "vitest";
import { inventedSet, REGIMES } from "../../test/forecast/invented.js";
import { forecastsAt } from "./forecast-run.js";
import { forecastInThreads } from "./forecast-threads.js";

const [regime] = REGIMES;
if (!regime) throw new Error("there is no regime");
const tasks = inventedSet({ ...regime, reps: 4, asked: 1, before: 9 });

test("two threads give what one gives, in order, and what one throws is thrown", async () => {
  const together = await forecastInThreads(tasks, 2);
  const [first] = tasks;
  if (!first) throw new Error("there is no task");
  expect(together).toHaveLength(tasks.length);
  expect(together[0]).toEqual(forecastsAt(first.origin, first.deals));
  expect(together.map((lines) => lines[0]?.origin)).toEqual(tasks.map(({ origin }) => origin.id));
  const broken = { ...first, origin: { ...first.origin, asked: null as never } };
  await expect(forecastInThreads([broken, ...tasks], 2)).rejects.toThrow();
});
