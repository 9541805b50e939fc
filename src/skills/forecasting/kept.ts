/** Results kept. A fit is a few megabytes and seconds of work; the oldest goes first. */
const KEPT = 48;

const results = new Map<string, Promise<unknown>>();

/**
 * What `make` gives, made once for a key: two who ask at once wait for one, and what failed is made anew. A key names everything
 * the result depends on, the state of the data included, so nothing here is ever out of date.
 */
export function kept<T>(parts: readonly (string | number)[], make: () => Promise<T>): Promise<T> {
  const key = parts.join("|");
  const known = results.get(key) as Promise<T> | undefined;
  if (known) return known;
  const made = make();
  results.set(key, made);
  made.catch(() => results.delete(key));
  const oldest = results.size > KEPT ? results.keys().next().value : undefined;
  if (oldest !== undefined) results.delete(oldest);
  return made;
}
