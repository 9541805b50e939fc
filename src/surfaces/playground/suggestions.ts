import type { PersonEntry } from "./wire.js";

const OWN = [
  "How close am I to quota?",
  "What have I earned this quarter?",
  "Why is my payout what it is?",
  "What if I close a $50k deal?",
  "What do I need to reach 100%?",
  "Which deals counted?",
];

/** Questions that show what the person can ask; a manager's name a rep of the same team, an admin's any rep. */
export function suggestionsFor(person: PersonEntry, people: readonly PersonEntry[]): readonly string[] {
  if (person.role === "rep") return OWN;
  const reps = people.filter(({ role }) => role === "rep");
  const near = reps.find(({ team }) => team !== null && team === person.team);
  const rep = (person.role === "admin" ? reps[0] : near)?.name.split(" ")[0];
  const aboutRep = rep ? [`How close is ${rep} to quota?`, `Why is ${rep}'s payout what it is?`] : [];
  return person.role === "manager"
    ? ["How is my team doing?", ...aboutRep, "How close am I to quota?", "What have I earned this quarter?"]
    : ["How is the company doing?", ...aboutRep, "What can you do?"];
}
