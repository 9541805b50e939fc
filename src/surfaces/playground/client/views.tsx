import type { KeyboardEvent } from "react";

export type View = "chat" | "home" | "messages";

const VIEWS: readonly { readonly key: View; readonly label: string }[] = [
  { key: "chat", label: "Conversation" },
  { key: "home", label: "Home" },
  { key: "messages", label: "Messages" },
];

/** Which part is looked at; arrows move between the tabs. */
export function ViewTabs({ view, onView }: { readonly view: View; onView(view: View): void }) {
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const at = VIEWS.findIndex(({ key }) => key === view);
    const to = VIEWS[(at + by + VIEWS.length) % VIEWS.length];
    if (!to) return;
    onView(to.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-view=${to.key}]`)?.focus();
    event.preventDefault();
  };
  return (
    <div className="views" role="tablist" aria-label="View" onKeyDown={keys} tabIndex={-1}>
      {VIEWS.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          role="tab"
          data-view={key}
          aria-selected={view === key}
          tabIndex={view === key ? 0 : -1}
          onClick={() => onView(key)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
