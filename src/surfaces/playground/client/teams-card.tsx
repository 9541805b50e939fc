import { AdaptiveCard, ExecuteAction, HostConfig, SubmitAction } from "adaptivecards";
import { useEffect, useRef } from "react";
import type { TeamsMessage } from "../../teams/render.js";
import type { Pressed } from "./client.js";
import type { OnPress } from "./message.js";
import { registerElements } from "./progress-bar.js";
import { hostConfig } from "./teams-host.js";

registerElements();

interface Props {
  readonly card: TeamsMessage["card"];
  readonly isDark: boolean;
  readonly onPress: OnPress;
}

/** The card drawn by Microsoft's own renderer in Teams' colours and sizes. */
export function TeamsCardView({ card, isDark, onPress }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const press = useRef(onPress);
  press.current = onPress;
  useEffect(() => {
    const parsed = new AdaptiveCard();
    parsed.hostConfig = new HostConfig(hostConfig(isDark));
    parsed.onExecuteAction = (action) => {
      if (action instanceof ExecuteAction || action instanceof SubmitAction) {
        // A dialog has no place here: its question is asked as it is, and asks back for what it lacks.
        const data = action.data as Pressed & { dialog?: Pressed };
        const { skill, input, page } = data.dialog ?? data;
        press.current(action.title ?? skill, { skill, input, ...(page === undefined ? {} : { page }) });
      }
    };
    parsed.parse(structuredClone(card));
    const drawn = parsed.render();
    place.current?.replaceChildren(...(drawn ? [drawn] : []));
  }, [card, isDark]);
  return <div className="teams-card" ref={place} />;
}
