import { describe, expect, test } from "vitest";
import { type Asker, decide, decideWrite, type Subject, type WriteAudience } from "../../src/permission.js";

const TODAY = "2026-11-23";
const rep: Asker = { role: "rep", leftOn: null };
const manager: Asker = { role: "manager", leftOn: null };
const admin: Asker = { role: "admin", leftOn: null };
const gone = (leftOn: string): Asker => ({ role: "admin", leftOn });

const nothing: Subject = { kind: "nothing" };
const self: Subject = { kind: "self" };
const organisation: Subject = { kind: "organisation" };
const unknown: Subject = { kind: "unknown" };
const person = (managesToday: boolean, managedInPeriod = managesToday): Subject => ({
  kind: "person",
  managesToday,
  managedInPeriod,
});
const place = (member: boolean): Subject => ({ kind: "place", member });
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
    { asker: rep, subject: place(true), allow: true, why: "one's own place in a team of theirs" },
    { asker: manager, subject: place(false), allow: false, why: "another team's order is not theirs" },
    { asker: admin, subject: person(false), allow: true, why: "admins see everybody" },
    { asker: admin, subject: group(false), allow: true, why: "and every group" },
    { asker: rep, subject: organisation, allow: false, why: "imports and announcements are for admins" },
    { asker: manager, subject: organisation, allow: false, why: "leading people is not administering data" },
    { asker: admin, subject: organisation, allow: true, why: "it is their work" },
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

describe("who may change what", () => {
  const all: readonly WriteAudience[] = ["self", "self_or_manager", "manager", "admin", "admin_for_others"];
  test.each([
    { asker: rep, subject: self, may: ["self", "self_or_manager"], why: "what is one's own, and no decision about it" },
    { asker: rep, subject: person(false), may: [], why: "a colleague's things are not a rep's to change" },
    { asker: rep, subject: person(false, true), may: [], why: "having led somebody once changes nothing today" },
    { asker: rep, subject: person(true), may: ["self_or_manager", "manager"], why: "reports count, not the title" },
    { asker: rep, subject: unknown, may: [], why: "a name that is nobody's is refused like a colleague" },
    { asker: rep, subject: organisation, may: [], why: "what is the organisation's is its admins'" },
    { asker: manager, subject: self, may: ["self", "self_or_manager"], why: "no manager decides in their own cause" },
    { asker: manager, subject: person(true), may: ["self_or_manager", "manager"], why: "the manager of record today" },
    { asker: manager, subject: person(false, true), may: [], why: "a former manager reads, and no longer writes" },
    { asker: manager, subject: unknown, may: [], why: "refused like a colleague of another team" },
    { asker: manager, subject: organisation, may: [], why: "a title alone opens nothing" },
    {
      asker: admin,
      subject: self,
      may: ["self", "self_or_manager", "admin"],
      why: "an admin's own pay and disputes are another admin's",
    },
    {
      asker: admin,
      subject: person(false),
      may: ["self_or_manager", "manager", "admin", "admin_for_others"],
      why: "all but what only the person can say",
    },
    {
      asker: admin,
      subject: organisation,
      may: ["self_or_manager", "manager", "admin", "admin_for_others"],
      why: "the organisation's own things",
    },
  ])("$asker.role, $subject.kind: $may, because $why", ({ asker, subject, may }) => {
    expect(all.filter((audience) => decideWrite(asker, audience, subject, TODAY).allow)).toEqual(may);
  });

  test.each(all)("whoever has left changes nothing: %s", (audience) => {
    for (const subject of [organisation, self, person(true)])
      expect(decideWrite(gone(TODAY), audience, subject, TODAY)).toEqual({ allow: false, reason: "left" });
  });
});
