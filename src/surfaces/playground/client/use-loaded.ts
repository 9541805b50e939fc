import { useEffect, useState } from "react";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly why: string }
  | { readonly state: "ready"; readonly data: T };

/** What `load` gives, anew whenever `key` changes; an answer that comes after the next key is left aside. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is loaded
  useEffect(() => {
    let isCurrent = true;
    setLoaded({ state: "loading" });
    load().then(
      (data) => isCurrent && setLoaded({ state: "ready", data }),
      (error: Error) => isCurrent && setLoaded({ state: "failed", why: error.message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return loaded;
}
