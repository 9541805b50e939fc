import { expect, test } from "vitest";
import { buildPerson, type Company, fakeStore, halfway, organisation } from "../../test/fake-store.js";
import { recordingLog } from "../../test/surfaces/company.js";
import { formatValue } from "../answer/format.js";
import { createHome } from "./home.js";

const maya = buildPerson("Maya Chen");
const omar = buildPerson("Omar Diaz");
const lena = buildPerson("Lena Boss", { role: "manager" });
const ada = buildPerson("Ada Admin", { role: "admin" });
const gone = buildPerson("Gil Gone", { leftOn: "2026-06-01" });
const company: Company = {
  people: [maya, omar, lena, ada, gone],
  lines: [
    { manager: "Lena Boss", person: "Maya Chen" },
    { manager: "Lena Boss", person: "Omar Diaz" },
  ],
  desks: { "Maya Chen": halfway, "Omar Diaz": { ...halfway, credits: halfway.credits?.slice(2) ?? [] } },
};
const at = (moment: string) => new Date(`${moment}T12:00:00Z`);
const log = recordingLog();
const store = fakeStore(company);
const home = createHome({ store, log: log.log });
const viewOf = (personId: string, day = "2026-11-23") => home.viewOf({ orgId: "org-1", personId, now: at(day) });
const promptsOf = async (personId: string, day: string) =>
  (await home.promptsOf({ orgId: "org-1", personId, now: at(day) })).prompts.map(({ message }) => message);

test("a rep sees pace, pay and what closes next, with the figures that the questions give", async () => {
  const view = await viewOf(maya.id);
  expect(view.sections.map(({ key }) => key)).toEqual(["pace", "pay", "pipeline", "settings"]);
  const [pace, pay, pipeline] = view.sections;
  expect(pace?.lines?.[0]).toContain("50.0% of quota");
  expect(pace?.figures?.map(({ key }) => key)).toContain("next_tier_worth");
  expect(pay?.figures?.map(({ value }) => formatValue(value, "en-US"))).toContain("$7,200.00");
  expect(pipeline?.table?.rows).toHaveLength(1);
  expect(pipeline?.actions?.[0]?.ask).toMatchObject({ skill: "what_if", input: { deal: "harborview" } });
});

test("a manager sees the team and who is behind, furthest behind first, with the way to each", async () => {
  const view = await viewOf(lena.id);
  expect(view.sections.map(({ key }) => key)).toEqual(["team", "behind", "settings"]);
  const behind = view.sections[1];
  expect(behind?.lines?.[0]).toBe("2 of 2 are below 58.7%, a steady pace by Nov 23.");
  expect(behind?.table?.rows.map(([name]) => name && formatValue(name, "en-US"))).toEqual(["Omar Diaz", "Maya Chen"]);
  expect(behind?.actions?.map(({ ask }) => ask.input.person)).toEqual(["omar-diaz", "maya-chen"]);
});

test("an admin sees the company and how old the data is", async () => {
  const view = await viewOf(ada.id);
  expect(view.sections.map(({ key }) => key)).toEqual(["team", "data", "settings"]);
  expect(view.sections[1]?.lines).toEqual(["No data was imported yet: nobody gets a figure until it is."]);
});

test("whoever has left, or is nobody here, sees a sentence and no section", async () => {
  expect(await viewOf(gone.id)).toMatchObject({ headline: "I can't answer here any more.", sections: [] });
  expect(await viewOf("somebody-else")).toMatchObject({ sections: [] });
  expect(await home.viewOf({ orgId: "org-2", personId: maya.id, now: at("2026-11-23") })).toMatchObject({
    sections: [],
  });
});

test("a section that fails is left out and logged; the others stand", async () => {
  const org = fakeStore(company).forOrganisation(organisation);
  const broken = { ...store, forOrganisation: () => ({ ...org, listDeals: () => Promise.reject(new Error("no")) }) };
  const view = await createHome({ store: broken, log: log.log }).viewOf({
    orgId: "org-1",
    personId: maya.id,
    now: at("2026-11-23"),
  });
  expect(view.sections.map(({ key }) => key)).toEqual(["pace", "pay", "settings"]);
  expect(log.lines()).toMatchObject([{ event: "home_section_failed", section: "pipeline" }]);
});

test("prompts follow the quarter: what was, where one stands, what is missing", async () => {
  expect((await promptsOf(maya.id, "2026-10-03"))[0]).toBe("How did I finish last quarter?");
  expect((await promptsOf(maya.id, "2026-11-10"))[0]).toBe("How close am I to quota?");
  expect((await promptsOf(maya.id, "2026-12-15"))[0]).toBe("What do I need to reach 100%?");
  expect(await promptsOf(maya.id, "2026-12-15")).toContain("What is Harborview worth to me?");
});

test("prompts go on from what was asked last, for a while, and each is there once", async () => {
  const org = store.forOrganisation(organisation);
  await org.saveConversation(maya.id, "slack:T1:D1", { skill: "payout", input: {}, at: at("2026-11-20") });
  const prompts = await promptsOf(maya.id, "2026-11-23");
  expect(prompts[0]).toBe("Why is my payout what it is?");
  expect(prompts).toHaveLength(4);
  expect(new Set(prompts).size).toBe(4);
  expect((await promptsOf(maya.id, "2026-12-20"))[0]).not.toBe("Why is my payout what it is?");
});

test("managers and admins get questions about their people; nobody who left gets any", async () => {
  expect((await promptsOf(lena.id, "2026-11-23")).slice(0, 2)).toEqual([
    "How is my team doing?",
    "How is Maya Chen doing?",
  ]);
  expect(await promptsOf(ada.id, "2026-11-23")).toContain("How is the company doing?");
  expect(await promptsOf(gone.id, "2026-11-23")).toEqual([]);
});
