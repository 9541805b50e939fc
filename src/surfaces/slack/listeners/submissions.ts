import type { App, ViewSubmitAction } from "@slack/bolt";
import { explainFailure } from "../../failure.js";
import { drawn } from "../answer-message.js";
import type { SlackDeps } from "../deps.js";
import { rateInWords } from "../feedback.js";
import { FEEDBACK_FORM } from "../feedback-blocks.js";
import { answerFilledIn, askFilledIn } from "../fields-flow.js";
import { FIELDS_FORM, readFields } from "../fields-modal.js";
import { submissionOf } from "../press.js";
import { sentenceOf } from "../sentence.js";
import { ownerOf } from "../states.js";
import { submitWhatIf, WHAT_IF_FORM } from "../what-if-modal.js";
import { queryOf, type Taking } from "./taking.js";

/** Forms that were sent. A form's fields are judged before it closes. */
export function listenToSubmissions(bolt: App, deps: SlackDeps, { inWorkspace, later }: Taking): void {
  bolt.view<ViewSubmitAction>(
    { type: "view_submission", callback_id: WHAT_IF_FORM },
    async ({ ack, body, context }) => {
      const sent = submissionOf(body);
      const workspace = sent && (await deps.workspaces.find(queryOf(context)));
      if (!sent || !workspace) return await ack();
      const { userId } = sent;
      const inDirect = async (post: (direct: string) => Promise<unknown>) =>
        later(`${workspace.key}:${userId}:form`, "what_if", async () => post(await workspace.api.openDirect(userId)));
      try {
        const outcome = await submitWhatIf(deps, workspace, sent);
        if ("errors" in outcome) return await ack({ response_action: "errors", errors: { ...outcome.errors } });
        await ack();
        await inDirect((direct) =>
          drawn(deps, outcome.answer, { owner: ownerOf(workspace, userId), rated: true }, (message) =>
            workspace.api.post(direct, undefined, message),
          ),
        );
      } catch (error) {
        await ack();
        const { sentence } = explainFailure(deps.log, error, { surface: "slack", step: "ask" });
        await inDirect((direct) => workspace.api.post(direct, undefined, sentenceOf(sentence)));
      }
    },
  );

  bolt.view<ViewSubmitAction>({ type: "view_submission", callback_id: FIELDS_FORM }, async ({ ack, body, context }) => {
    const sent = submissionOf(body);
    const workspace = sent && (await deps.workspaces.find(queryOf(context)));
    if (!sent || !workspace) return await ack();
    const outcome = await readFields(deps, workspace, sent);
    if ("errors" in outcome) return await ack({ response_action: "errors", errors: { ...outcome.errors } });
    const line = `${workspace.key}:${sent.userId}:form`;
    if (outcome.asked.inWindow) {
      const { taken, rest } = await answerFilledIn(
        deps,
        workspace,
        { userId: sent.userId, viewId: sent.view.id },
        outcome.asked,
      );
      await ack(taken);
      if (rest) later(line, "fields", rest);
      return;
    }
    await ack();
    later(line, "fields", () => askFilledIn(deps, workspace, sent.userId, sent.view.stateId, outcome.asked));
  });

  bolt.view(FEEDBACK_FORM, async ({ ack, body, context }) => {
    await ack();
    const sent = submissionOf(body);
    if (!sent) return;
    await inWorkspace(context, (workspace) =>
      later(`${workspace.key}:${sent.userId}:feedback`, "feedback", () => rateInWords(deps, workspace, sent)),
    );
  });
}
