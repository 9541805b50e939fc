import type { PeopleReply, PersonEntry } from "./wire.js";

/** Questions that show what can be asked. A manager's and an admin's name somebody of the organisation. */
export function suggestionsFor(people: readonly PersonEntry[]): PeopleReply["suggestions"] {
  const rep = people.find((person) => person.role === "rep")?.name.split(" ")[0] ?? "Maya";
  return {
    rep: [
      "How close am I to quota?",
      "What have I earned this quarter?",
      "Why is my payout what it is?",
      "What if I close a $50k deal?",
      "What do I need to reach 100%?",
      "Which deals counted?",
    ],
    manager: ["How is my team doing?", `How close is ${rep} to quota?`, "Who is behind?", "How close am I to quota?"],
    admin: [`How close is ${rep} to quota?`, `Why is ${rep}'s payout what it is?`, "What can you do?"],
  };
}
