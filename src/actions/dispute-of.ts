import { AskError } from "../errors.js";
import type { Dispute, DisputeState } from "../store/written/disputes.js";
import type { ActionContext, ActionScope } from "./define-action.js";

/** Whose figures a dispute is about, for actions that name one by its number. */
export const payeeOfDispute = async ({ dispute }: { dispute: number }, { store }: ActionContext) => {
  const found = await store.findDispute(dispute);
  return found && store.findPerson(found.personId);
};

/** The dispute while it is undecided. */
export async function getUndecided({ store }: ActionScope, number: number): Promise<Dispute> {
  const dispute = await store.findDispute(number);
  if (!dispute) throw new AskError(`There is no dispute #${number}.`, "Ask me for your disputes.");
  if (!UNDECIDED.includes(dispute.state))
    throw new AskError(
      `Dispute #${number} was ${dispute.state} already.`,
      "Open a new one if something is still wrong.",
    );
  return dispute;
}

export const UNDECIDED: readonly DisputeState[] = ["open", "answered"];

/** Only while it is undecided; somebody may have decided it since the preview. */
export const decidedMeanwhile = (): never => {
  throw new AskError("That dispute has been decided meanwhile, so I left it as it is.", "Ask me for it by its number.");
};

export const showDispute = (number: number) => ({
  label: `Show dispute #${number}`,
  ask: { skill: "dispute", input: { text: `show dispute #${number}` } },
});

export const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
