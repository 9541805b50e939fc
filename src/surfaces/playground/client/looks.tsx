import type { Rendered } from "../wire.js";
import type { OnPress } from "./message.js";
import { SlackMessageView } from "./slack-message.js";
import { TeamsCardView } from "./teams-card.js";

export type Look = "slack" | "teams" | "both";

export const LOOKS: Readonly<Record<Look, string>> = { slack: "Slack", teams: "Teams", both: "Both" };

interface Props {
  readonly rendered: Pick<Rendered, "slack" | "teams">;
  readonly look: Look;
  readonly isDark: boolean;
  readonly onPress: OnPress;
}

/** One answer as Slack draws it, as Teams draws it, or as both do, side by side. */
export function Looks({ rendered, look, isDark, onPress }: Props) {
  const slack = <SlackMessageView blocks={rendered.slack.blocks} isDark={isDark} onPress={onPress} />;
  const teams = <TeamsCardView card={rendered.teams.card} isDark={isDark} onPress={onPress} />;
  if (look === "slack") return slack;
  if (look === "teams") return teams;
  return (
    <div className="side-by-side">
      <section aria-label="In Slack">
        <h4>Slack</h4>
        {slack}
      </section>
      <section aria-label="In Teams">
        <h4>Teams</h4>
        {teams}
      </section>
    </div>
  );
}
