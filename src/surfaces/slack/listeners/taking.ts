import type { RespondFn } from "@slack/bolt";
import { trace } from "../../../failure.js";
import { answerQuestion } from "../../answer-question.js";
import { deliveryOf, inboundOf } from "../conversation.js";
import type { SlackDeps } from "../deps.js";
import type { SlackAsk } from "../parse.js";
import type { SlackWorkspace, WorkspaceQuery } from "../workspaces.js";

/** What Bolt says about where an event came from. */
export interface Origin {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall: boolean;
}

export const queryOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Origin): WorkspaceQuery => ({
  teamId,
  enterpriseId,
  isEnterpriseInstall,
});

/** How listeners take what Slack sends: acknowledged first, worked on after. */
export interface Taking {
  /** Runs `work` later, one after the other for one `line`; what fails is logged. */
  later(line: string, step: string, work: () => Promise<unknown>): void;
  /** Nothing happens for a workspace where the app is not installed. */
  inWorkspace(origin: Origin, take: (workspace: SlackWorkspace) => unknown): Promise<void>;
  answer(workspace: SlackWorkspace, ask: SlackAsk | null, respond?: RespondFn): void;
}

export function taking(deps: SlackDeps): Taking {
  const { log, turns, workspaces } = deps;
  const later: Taking["later"] = (line, step, work) => {
    void turns.run(line, async () => {
      try {
        await work();
      } catch (error) {
        log.error({ event: "slack_work_failed", step, ...trace(error) }, "what Slack sent could not be worked on");
      }
    });
  };
  return {
    later,
    async inWorkspace(origin, take) {
      const workspace = await workspaces.find(queryOf(origin));
      if (workspace) await take(workspace);
      else log.info({ event: "slack_workspace_unknown" }, "an event of a workspace without the app was left alone");
    },
    answer(workspace, ask, respond) {
      if (!ask) return;
      later(`${workspace.key}:${ask.userId}:${ask.channelId}`, "question", async () => {
        const place = { workspace, ask, ...(respond ? { respond } : {}) };
        const inbound = await inboundOf(deps, place);
        const delivery = deliveryOf(deps, place, inbound.channel);
        if (ask.isShared && inbound.channel !== "dm") await delivery.plainly(SHARED_CHANNEL);
        else await answerQuestion(deps, inbound, delivery);
      });
    },
  };
}

const SHARED_CHANNEL =
  "People of other companies are in this channel, so I don't answer here. Write to me directly and I will.";
