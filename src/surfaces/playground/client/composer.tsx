import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";

interface Props {
  readonly isReady: boolean;
  readonly where: string;
  onSend(text: string): void;
}

export function Composer({ isReady, where, onSend }: Props) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === "" || !isReady) return;
    onSend(said);
    setText("");
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };
  return (
    <form className="composer" onSubmit={send}>
      <label htmlFor="question" className="sr">
        Your question
      </label>
      <textarea
        id="question"
        ref={field}
        rows={1}
        maxLength={4000}
        disabled={!isReady}
        placeholder={`Message ${where}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      <button type="submit" disabled={!isReady || text.trim() === ""} aria-label="Send">
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M2.5 17.2 18 10 2.5 2.8v5.6L12 10l-9.5 1.6z" fill="currentColor" />
        </svg>
      </button>
    </form>
  );
}
