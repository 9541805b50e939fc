import type { App, RespondFn } from "@slack/bolt";
import type { SlackDeps } from "../deps.js";
import { openFormOf } from "../fields-flow.js";
import { showHome } from "../home-tab.js";
import { askFromCommand, askFromMessage, type SlackAsk } from "../parse.js";
import { privateLine, sentenceOf } from "../sentence.js";
import { type Subcommand, subcommandOf, usage } from "../subcommands.js";
import { openWhatIf } from "../what-if-modal.js";
import type { SlackWorkspace } from "../workspaces.js";
import type { Origin, Taking } from "./taking.js";

/** Direct messages, mentions and `/pacer`. */
export function listenToQuestions(bolt: App, deps: SlackDeps, { answer, inWorkspace, later }: Taking): void {
  const onMessage = ({ body, context }: { body: unknown; context: Origin }) =>
    inWorkspace(context, (workspace) => answer(workspace, askFromMessage(body, workspace)));
  bolt.event("message", onMessage);
  bolt.event("app_mention", onMessage);

  bolt.command("/pacer", async ({ ack, body, respond, context }) => {
    await ack();
    await inWorkspace(context, (workspace) => {
      const ask = askFromCommand(body, workspace);
      if (!ask) return;
      const subcommand = subcommandOf(ask);
      if (subcommand) run(workspace, ask, subcommand, respond);
      else answer(workspace, ask, respond);
    });
  });

  function run(
    workspace: SlackWorkspace,
    ask: SlackAsk & { readonly triggerId: string },
    { does, name }: Subcommand,
    respond: RespondFn,
  ): void {
    const { userId, triggerId } = ask;
    const line = `${workspace.key}:${userId}:${name}`;
    if (does.kind === "what_if") later(line, name, () => openWhatIf(deps, workspace, { userId, triggerId }));
    else if (does.kind === "form")
      later(line, name, () => openFormOf(deps, workspace, { userId, triggerId }, { skill: does.form, input: {} }));
    else if (does.kind === "home")
      later(line, name, async () => {
        await showHome(deps, workspace, userId);
        await privateLine(respond, sentenceOf("Your dashboard is up to date: open the Home tab of Pacer."));
      });
    else answer(workspace, { ...ask, pressed: { skill: does.skill, input: does.input } }, respond);
    if (name === "help") later(line, name, () => privateLine(respond, sentenceOf(usage())));
  }
}
