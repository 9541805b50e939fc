import { parse } from "yaml";
import { parsePlan } from "../src/core/plan.js";
import type { Found, Lint } from "../src/plans/lint/lint.js";
import { type LintOptions, Looked } from "../src/plans/lint/looked.js";
import { readYaml } from "../src/plans/yaml.js";

const HEAD: Readonly<Record<string, string>> = {
  name: "name: Test plan\n",
  version: 'version: "1"\n',
  currency: "currency: USD\n",
  quota_period: "quota_period: quarter\n",
  measures: "measures: { bookings: { of: amount } }\n",
};

/** A plan document with the head that the test leaves out. */
export function planText(body: string): string {
  const given = parse(body) as Record<string, unknown>;
  const head = Object.entries(HEAD).filter(([field]) => !(field in given));
  return head.map(([, line]) => line).join("") + body;
}

/** What one lint finds in a plan. */
export function found(lint: Lint, body: string, options: LintOptions = {}): readonly Found[] {
  const read = readYaml(planText(body));
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return lint.find(new Looked(parsePlan(read.document), read.document as Record<string, unknown>, options));
}

/** The same as "path: message" lines. */
export const said = (lint: Lint, body: string, options: LintOptions = {}): readonly string[] =>
  found(lint, body, options).map(({ path, message }) => `${path}: ${message}`);

/** An example that gives quota and target incentive and expects nothing that matters. */
export const stated = (given: string): string => `
examples:
  - { name: stated, given: { period: 2026-Q1, ${given} }, expect: { credited: 0 } }`;
