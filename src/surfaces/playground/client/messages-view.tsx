import type { PersonEntry } from "../wire.js";
import { type Clock, postMessages } from "./client.js";
import type { Look } from "./looks.js";
import { BotMessage, type OnPress } from "./message.js";
import type { VerifyReceipt } from "./receipt.js";
import { useLoaded } from "./use-loaded.js";

interface Props {
  readonly base: string;
  readonly person: PersonEntry;
  readonly clock: Clock | null;
  readonly look: Look;
  readonly isDark: boolean;
  readonly onPress: OnPress;
  readonly onVerify: VerifyReceipt;
}

/** Every kind of message that Pacer sends on its own, as the person would get it now. */
export function MessagesView({ base, person, clock, look, isDark, onPress, onVerify }: Props) {
  const found = useLoaded(`${person.id} ${clock?.day}`, () =>
    postMessages(base, { person: person.id, ...(clock ? { clock } : {}) }),
  );
  return (
    <div className="pane" role="tabpanel" aria-label="Messages" aria-busy={found.state === "loading"}>
      {found.state === "loading" && <p role="status">Writing {person.name}’s messages…</p>}
      {found.state === "failed" && (
        <p className="notice" role="alert">
          {found.why}
        </p>
      )}
      {found.state === "ready" &&
        found.data.messages.map(({ name, description, class: kind, topic, rendered }) => (
          <section key={name} className="preview" aria-label={name}>
            <h3>{description}</h3>
            <p className="about">
              <code>{name}</code> · {kind} · {topic.replaceAll("_", " ")}
            </p>
            {rendered ? (
              <BotMessage {...{ rendered, look, isDark, onPress, onVerify }} when="Preview" tag="Not sent" />
            ) : (
              <p className="none">Nothing to send to {person.name} now.</p>
            )}
          </section>
        ))}
    </div>
  );
}
