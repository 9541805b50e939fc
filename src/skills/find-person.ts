import type { Person } from "../store/store.js";

/** By key, e-mail or exact name; a name that several bear is nobody's. */
export function findPerson(people: readonly Person[], said: string): Person | null {
  const lower = said.toLowerCase();
  const found =
    people.find((person) => person.key === said) ?? people.find((person) => person.email?.toLowerCase() === lower);
  if (found) return found;
  const named = people.filter((person) => person.name.toLowerCase() === lower);
  return named.length === 1 ? (named[0] ?? null) : null;
}
