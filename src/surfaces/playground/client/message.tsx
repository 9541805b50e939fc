import { useId, useState } from "react";
import type { UnderstoodRecord } from "../../../question.js";
import type { Rendered } from "../wire.js";
import type { Pressed } from "./client.js";
import { Inspector, type Timing } from "./inspector.js";
import { type Look, Looks } from "./looks.js";
import type { VerifyReceipt } from "./receipt.js";

export type OnPress = (label: string, pressed: Pressed) => void;

interface Props {
  readonly rendered: Rendered;
  readonly when: string;
  readonly look: Look;
  readonly isDark: boolean;
  readonly tag: string | null;
  readonly isPrivate?: boolean;
  readonly understood?: UnderstoodRecord | undefined;
  readonly timing?: Timing | undefined;
  readonly onPress: OnPress;
  readonly onVerify: VerifyReceipt;
}

/** One message of Pacer's, drawn as the platforms draw it, with what stands behind it one press away. */
export function BotMessage({ rendered, when, look, isDark, tag, isPrivate = false, timing, understood, ...on }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <article
      className={["turn bot", isPrivate ? "private" : "", look === "both" ? "wide" : ""].join(" ").trim()}
      aria-label="Pacer answered"
    >
      <span className="avatar bot-avatar" aria-hidden="true">
        <span className="mark" />
      </span>
      <div className="content">
        <p className="meta">
          <b>Pacer</b> <span className="app-badge">APP</span> <time>{when}</time>
          {tag && <span className="tag">{tag}</span>}
        </p>
        <Looks rendered={rendered} look={look} isDark={isDark} onPress={on.onPress} />
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
            {isOpen ? "Close inspector" : "Inspect"}
          </button>
          {timing && <span>{timing.ms} ms</span>}
        </p>
        <section id={id} hidden={!isOpen} aria-label="Inspector">
          {isOpen && <Inspector rendered={rendered} understood={understood} timing={timing} onVerify={on.onVerify} />}
        </section>
      </div>
    </article>
  );
}
