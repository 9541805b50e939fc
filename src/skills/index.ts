import { attainmentSkill } from "./attainment.js";
import { clarifySkill } from "./clarify.js";
import type { AnySkill } from "./define-skill.js";
import { helpSkill } from "./help.js";
import { outOfScopeSkill } from "./out-of-scope.js";
import { smalltalkSkill } from "./smalltalk.js";

const all: readonly AnySkill[] = [attainmentSkill, clarifySkill, helpSkill, outOfScopeSkill, smalltalkSkill];

/** Every question that is answered, by the name of its skill. */
export const skills: ReadonlyMap<string, AnySkill> = new Map(all.map((skill) => [skill.name, skill]));
