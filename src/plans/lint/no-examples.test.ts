import { expect, test } from "vitest";
import { said, stated } from "../../../test/lint.js";
import { noExamples } from "./no-examples.js";

const plan = "components: { c: { type: flat_rate, measure: bookings, rate: 1% } }";

test("a plan without examples is warned of", () => expect(said(noExamples, plan)).toEqual(["examples: are missing"]));
test("a plan with one is not", () => expect(said(noExamples, plan + stated("quota: 1"))).toEqual([]));
