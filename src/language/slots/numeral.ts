/** Shifts the decimal point: multipliers are powers of ten, so no arithmetic on amounts is needed. */
export function multiply(numeral: string, powerOfTen: number): string {
  const zeros = String(powerOfTen).length - 1;
  const [whole = "0", fraction = ""] = numeral.split(".");
  const shifted = `${whole}${fraction.padEnd(zeros, "0").slice(0, zeros)}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(zeros).replace(/0+$/, "");
  return rest ? `${shifted}.${rest}` : shifted;
}
