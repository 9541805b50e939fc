import { cleanText } from "../language/text.js";

/** The longest text of a person that is passed on. Questions are short; what is long is a document or an attack. */
const MAX_CHARACTERS = 1_000;

/**
 * What somebody typed, made fit to stand in a prompt as data: nothing invisible, no control or direction marks, one line, no
 * angle or curly brackets that could close its delimiters or pose as a placeholder, cut to length.
 */
export const asData = (text: string, max = MAX_CHARACTERS): string =>
  cleanText(text).replaceAll(/[<>]/g, " ").replaceAll(/[{}]/g, " ").replaceAll(/\s+/g, " ").slice(0, max).trim();
