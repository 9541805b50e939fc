import type { PersonEntry } from "../wire.js";
import { type Clock, postHome } from "./client.js";
import type { OnPress } from "./message.js";
import { SlackMessageView } from "./slack-message.js";
import { useLoaded } from "./use-loaded.js";

interface Props {
  readonly base: string;
  readonly person: PersonEntry;
  readonly clock: Clock | null;
  readonly isDark: boolean;
  readonly onPress: OnPress;
}

/** The person's Home tab, as Slack shows it. Its buttons ask in the conversation. */
export function HomeView({ base, person, clock, isDark, onPress }: Props) {
  const home = useLoaded(`${person.id} ${clock?.day}`, () =>
    postHome(base, { person: person.id, ...(clock ? { clock } : {}) }),
  );
  return (
    <div className="pane" role="tabpanel" aria-label="Home" aria-busy={home.state === "loading"}>
      {home.state === "loading" && <p role="status">Drawing {person.name}’s home…</p>}
      {home.state === "failed" && (
        <p className="notice" role="alert">
          {home.why}
        </p>
      )}
      {home.state === "ready" && (
        <article className="home" aria-label={`Home of ${person.name}`}>
          <SlackMessageView blocks={home.data.slack.blocks} isDark={isDark} onPress={onPress} />
          <p className="tools">Drawn in {home.data.ms} ms</p>
        </article>
      )}
    </div>
  );
}
