/** A message in lower case, without accents and doubled spaces, so that one pattern fits however it was typed. */
export const plainWords = (message: string): string =>
  message
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/\bdont\b/g, "don't")
    .replace(/\s+/g, " ")
    .trim();
