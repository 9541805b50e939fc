import { useId, useState } from "react";
import type { Rendered } from "../wire.js";
import { clock } from "./chat.js";
import type { Pressed } from "./client.js";
import { SlackMessageView } from "./slack-message.js";
import { TeamsCardView } from "./teams-card.js";

export type OnPress = (label: string, pressed: Pressed) => void;

interface Props {
  readonly rendered: Rendered;
  readonly at: Date;
  readonly isDark: boolean;
  readonly tag: string | null;
  readonly isPrivate?: boolean;
  readonly ms?: number;
  readonly onPress: OnPress;
}

/** One message of Pacer's, drawn as the platform draws it, with its JSON and its notification one press away. */
export function BotMessage({ rendered, at, isDark, tag, isPrivate = false, ms, onPress }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const payload = rendered.look === "slack" ? rendered.payload : rendered.payload.card;
  return (
    <article className={isPrivate ? "turn bot private" : "turn bot"} aria-label="Pacer answered">
      <span className="avatar bot-avatar" aria-hidden="true">
        <span className="mark" />
      </span>
      <div className="content">
        <p className="meta">
          <b>Pacer</b> <span className="app-badge">APP</span> <time>{clock(at)}</time>
          {tag && <span className="tag">{tag}</span>}
        </p>
        {rendered.look === "slack" ? (
          <SlackMessageView blocks={rendered.payload.blocks} isDark={isDark} onPress={onPress} />
        ) : (
          <TeamsCardView card={rendered.payload.card} isDark={isDark} onPress={onPress} />
        )}
        {rendered.charts?.map(({ alt, light, dark }) => (
          <img
            key={alt}
            className="chart"
            alt={alt}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(isDark ? dark : light)}`}
          />
        ))}
        {rendered.files && (
          <ul className="files" aria-label="Files">
            {rendered.files.map(({ name, mediaType, content, label }) => (
              <li key={name}>
                <a download={name} href={`data:${mediaType};charset=utf-8,${encodeURIComponent(content)}`}>
                  {name}
                </a>{" "}
                <span>{label}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="tools">
          <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Hide payload" : "View payload"}
          </button>
          {ms !== undefined && <span>{ms} ms</span>}
        </p>
        <section id={id} hidden={!isOpen} className="payload" aria-label="Payload">
          <p>
            Notification: <q>{rendered.payload.text}</q>
          </p>
          {isOpen && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <pre tabIndex={0}>{JSON.stringify(payload, null, 2)}</pre>
          )}
        </section>
      </div>
    </article>
  );
}
