import { describe, expect, test } from "vitest";
import { type Asker, decide, type Subject } from "../../src/permission.js";

const TODAY = "2026-11-23";
const rep: Asker = { role: "rep", leftOn: null };
const manager: Asker = { role: "manager", leftOn: null };
const admin: Asker = { role: "admin", leftOn: null };
const gone = (leftOn: string): Asker => ({ role: "admin", leftOn });

const nothing: Subject = { kind: "nothing" };
const self: Subject = { kind: "self" };
const unknown: Subject = { kind: "unknown" };
const person = (managesToday: boolean, managedInPeriod = managesToday): Subject => ({
  kind: "person",
  managesToday,
  managedInPeriod,
});
const group = (covered: boolean): Subject => ({ kind: "group", covered });

describe("who may see what", () => {
  test.each([
    { asker: rep, subject: nothing, allow: true, why: "help is for everybody" },
    { asker: rep, subject: self, allow: true, why: "one's own figures" },
    { asker: rep, subject: person(false), allow: false, why: "a colleague's figures are not a rep's to see" },
    { asker: rep, subject: unknown, allow: false, why: "a name that is nobody's is refused like a colleague" },
    { asker: rep, subject: group(false), allow: false, why: "a team's total would tell about its members" },
    { asker: rep, subject: person(true), allow: true, why: "reports count, not the title: a rep may lead somebody" },
    { asker: manager, subject: self, allow: true, why: "a manager's own figures" },
    {
      asker: manager,
      subject: person(true),
      allow: true,
      why: "whoever reports to them today, anywhere down the tree",
    },
    { asker: manager, subject: person(false, true), allow: true, why: "they led the person within the period" },
    {
      asker: manager,
      subject: person(true, false),
      allow: true,
      why: "the present manager sees what went before, to coach",
    },
    { asker: manager, subject: person(false, false), allow: false, why: "a title alone opens nothing" },
    { asker: manager, subject: unknown, allow: false, why: "refused like a colleague of another team" },
    { asker: manager, subject: group(true), allow: true, why: "all members stand below them" },
    { asker: manager, subject: group(false), allow: false, why: "others' figures would follow by subtraction" },
    { asker: admin, subject: person(false), allow: true, why: "admins see everybody" },
    { asker: admin, subject: group(false), allow: true, why: "and every group" },
    { asker: admin, subject: unknown, allow: true, why: "an admin is told that a name is nobody's" },
  ])("$asker.role, $subject.kind: $allow, because $why", ({ asker, subject, allow }) => {
    expect(decide(asker, subject, TODAY).allow).toBe(allow);
  });

  test.each([nothing, self, person(true), group(true)])("whoever has left sees nothing: $kind", (subject) => {
    expect(decide(gone("2026-11-23"), subject, TODAY)).toEqual({ allow: false, reason: "left" });
    expect(decide(gone("2026-10-09"), subject, TODAY)).toEqual({ allow: false, reason: "left" });
    expect(decide(gone("2026-11-24"), subject, TODAY).allow, "works here until the day before").toBe(true);
  });
});
