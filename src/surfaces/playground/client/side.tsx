import type { PeopleReply, PersonEntry } from "../wire.js";
import { CHANNELS } from "./channels.js";
import type { Channel } from "./client.js";
import { LOOKS, type Look } from "./looks.js";
import { PeoplePicker } from "./people-picker.js";
import type { Loaded } from "./use-loaded.js";

interface Props {
  readonly loaded: Loaded<PeopleReply>;
  readonly person: PersonEntry | null;
  readonly look: Look;
  readonly channel: Channel;
  readonly isPicking: boolean;
  readonly theme: { readonly isDark: boolean; toggle(): void };
  onLook(look: Look): void;
  onChannel(channel: Channel): void;
  onChoose(person: PersonEntry): void;
  onClose(): void;
  onLoad(): void;
}

/** Who asks, where, and in which look. */
export function Side({ loaded, person, look, channel, isPicking, theme, ...on }: Props) {
  return (
    <aside className={isPicking ? "side open" : "side"} id="side">
      <header className="brand">
        <span className="mark" aria-hidden="true" />
        <div>
          <h1>Pacer playground</h1>
          <p>{loaded.state === "ready" ? loaded.data.organisation : "What your people would see"}</p>
        </div>
        <button type="button" className="close" onClick={on.onClose}>
          Done
        </button>
      </header>
      <fieldset className="segments">
        <legend>Look</legend>
        {(Object.keys(LOOKS) as Look[]).map((value) => (
          <label key={value}>
            <input type="radio" name="look" value={value} checked={look === value} onChange={() => on.onLook(value)} />
            <span>{LOOKS[value]}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>Asked in</span>
        <select value={channel} onChange={(event) => on.onChannel(event.target.value as Channel)}>
          {Object.entries(CHANNELS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {loaded.state === "loading" && <PeopleSkeleton />}
      {loaded.state === "failed" && (
        <div className="notice" role="alert">
          <p>{loaded.why}</p>
          <button type="button" onClick={on.onLoad}>
            Try again
          </button>
        </div>
      )}
      {loaded.state === "ready" && <PeoplePicker people={loaded.data.people} chosen={person} onChoose={on.onChoose} />}
      <button type="button" className="theme" onClick={theme.toggle}>
        {theme.isDark ? "Light colours" : "Dark colours"}
      </button>
    </aside>
  );
}

const PeopleSkeleton = () => (
  <div className="skeleton" role="status" aria-label="Loading people">
    {Array.from({ length: 8 }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
      <span key={i} />
    ))}
  </div>
);
