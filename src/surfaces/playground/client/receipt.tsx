import { useState } from "react";
import type { Inside, Rendered } from "../wire.js";

type Asked = NonNullable<Inside["receipt"]>;
export type VerifyReceipt = (asked: Asked) => Promise<Rendered>;

/** The proof of a statement's figures, made when it is asked for. */
export function Receipt({ asked, onVerify }: { readonly asked: Asked; readonly onVerify: VerifyReceipt }) {
  const [found, setFound] = useState<Rendered["inside"] | null>(null);
  const [said, setSaid] = useState("");
  const verify = async () => {
    setSaid("Computing it again…");
    try {
      const { inside } = await onVerify(asked);
      setFound(inside);
      setSaid(inside.headline);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : "It could not be verified.");
    }
  };
  return (
    <section aria-label="Receipt">
      <h4>Receipt</h4>
      <p role="status">{said || "The statement's receipt holds everything it was computed from."}</p>
      {found ? (
        <ul className="proof">
          {[...found.figures.map(({ label, value }) => `${label} ${value}`), ...found.notes].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <button type="button" onClick={() => void verify()}>
          Verify
        </button>
      )}
    </section>
  );
}
