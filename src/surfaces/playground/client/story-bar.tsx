import type { StoryEntry } from "../wire.js";
import { dayName } from "./days.js";
import type { Playing } from "./use-story.js";

/** Where a story stands, what to look at, and the way on. */
export function StoryBar({ playing }: { readonly playing: Playing }) {
  const { story, at, busy, next, stop } = playing;
  if (!story) return null;
  const shown = story.steps[at - 1];
  const isOver = at >= story.steps.length;
  return (
    <section className="story" aria-label={`Story: ${story.title}`}>
      <div role="status">
        <b>
          {story.title} · {at} of {story.steps.length}
        </b>
        <p>{shown ? `${dayName(shown.day)}: ${shown.why}` : "One moment…"}</p>
      </div>
      {!isOver && (
        <button type="button" className="primary" onClick={next} disabled={busy}>
          {at === 0 ? "Try again" : "Next"}
        </button>
      )}
      <button type="button" onClick={stop} disabled={busy}>
        {isOver ? "Close" : "Stop"}
      </button>
    </section>
  );
}

export function StoryList({
  stories,
  onPlay,
}: {
  readonly stories: readonly StoryEntry[];
  onPlay(story: StoryEntry): void;
}) {
  if (stories.length === 0) return null;
  return (
    <section className="stories" aria-label="Stories">
      <h3>Or watch a story</h3>
      <ul>
        {stories.map((story) => (
          <li key={story.key}>
            <button type="button" onClick={() => onPlay(story)}>
              <b>{story.title}</b>
              <span>{story.about}</span>
              <small>{story.steps.length} steps</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
