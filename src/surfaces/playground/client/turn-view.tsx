import type { ReplyPart } from "../wire.js";
import { Avatar } from "./avatar.js";
import { CHANNELS } from "./channels.js";
import type { Pressed } from "./client.js";
import { dayName } from "./days.js";
import type { Look } from "./looks.js";
import { BotMessage } from "./message.js";
import type { VerifyReceipt } from "./receipt.js";
import type { Turn } from "./use-conversation.js";

export interface TurnProps {
  readonly turn: Turn;
  readonly look: Look;
  readonly isDark: boolean;
  onPress(label: string, pressed: Pressed): void;
  onRetry(turn: Turn): void;
  onVerify(turn: Turn): VerifyReceipt;
}

const timeOf = (at: Date): string => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const whenOf = ({ at, clock }: Turn): string => (clock ? dayName(clock.day) : timeOf(at));

/** A question and its answers; or a day that began, and what Pacer would send on it. */
export function TurnView(props: TurnProps) {
  const { turn, onRetry } = props;
  const { reply, failed, person } = turn;
  if (turn.began) return <DayView {...props} />;
  return (
    <>
      <article className="turn own" aria-label={`${person.name} asked`}>
        <Avatar name={person.name} />
        <div className="content">
          <p className="meta">
            <b>{person.name}</b> <time>{whenOf(turn)}</time>
            {turn.channel !== "dm" && <span className="tag">{CHANNELS[turn.channel]}</span>}
          </p>
          <p className={turn.pressed ? "said pressed" : "said"}>{turn.said}</p>
        </div>
      </article>
      {reply &&
        [reply, ...(reply.more ?? [])].map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the answers of a turn never change places.
          <PartView key={i} {...props} part={part} isFirst={i === 0} />
        ))}
      {failed && (
        <div className="notice" role="alert">
          <p>{failed}</p>
          <button type="button" onClick={() => onRetry(turn)}>
            Ask again
          </button>
        </div>
      )}
    </>
  );
}

interface PartProps extends TurnProps {
  readonly part: ReplyPart;
  /** The line in a channel is said once for all answers of a turn. */
  readonly isFirst: boolean;
}

function PartView({ part, turn, look, isDark, isFirst, onPress, onVerify }: PartProps) {
  const { reply, person } = turn;
  const common = { when: whenOf(turn), look, isDark, onPress, onVerify: onVerify(turn) };
  const behind = { understood: isFirst ? reply?.understood : undefined, timing: reply };
  return (
    <>
      {(isFirst || !part.privately) && (
        <BotMessage
          {...common}
          rendered={part.shown}
          tag={turn.channel === "dm" ? null : CHANNELS[turn.channel]}
          {...(part.privately ? {} : behind)}
        />
      )}
      {part.privately && (
        <BotMessage
          {...common}
          {...behind}
          rendered={part.privately}
          tag={`Direct message · only ${person.name} sees this`}
          isPrivate
        />
      )}
    </>
  );
}

function DayView({ turn, look, isDark, onPress, onVerify }: TurnProps) {
  const { began, person } = turn;
  if (!began) return null;
  const common = { when: dayName(began.day), look, isDark, onPress, onVerify: onVerify(turn) };
  return (
    <section className="day" aria-label={dayName(began.day)}>
      <h3>
        <span>{dayName(began.day)}</span>
      </h3>
      {began.messages.map(
        ({ name, rendered }) =>
          rendered && (
            <BotMessage key={name} {...common} rendered={rendered} tag={`Would be sent to ${person.name} · ${name}`} />
          ),
      )}
      {began.close && <BotMessage {...common} rendered={began.close} tag="For admins and finance · period close" />}
    </section>
  );
}
