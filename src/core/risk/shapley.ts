/**
 * What each of `players` adds to a value that depends on which of them take part, averaged over every order in which they could join:
 * the shares sum to value(all) - value(none), and no order is preferred. Costs 2^n values, so for a handful. Source: Shapley 1953.
 */
export function shapley<P>(players: readonly P[], value: (taking: ReadonlySet<P>) => number): Map<P, number> {
  const n = players.length;
  const values = Array.from({ length: 2 ** n }, (_, mask) => value(new Set(players.filter((_, i) => mask & (1 << i)))));
  const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1));
  const weight = (size: number): number => (factorial(size) * factorial(n - size - 1)) / factorial(n);
  const sizeOf = (mask: number): number => mask.toString(2).replaceAll("0", "").length;
  return new Map(
    players.map((player, i) => {
      let share = 0;
      for (let mask = 0; mask < values.length; mask++)
        if (!(mask & (1 << i))) share += weight(sizeOf(mask)) * ((values[mask | (1 << i)] ?? 0) - (values[mask] ?? 0));
      return [player, share];
    }),
  );
}
