import type { ActionContext } from "../actions/define-action.js";
import type { Answer } from "../answer/answer.js";
import { AskError } from "../errors.js";

export interface ActOptions {
  /** E-mail or exact name of whoever acts; what they may is looked up, as in chat. */
  readonly as: string;
  readonly org?: string;
  /** Confirms what the preview shows. */
  readonly yes?: boolean;
}

/** Runs `fn` as the person named, prints what it answers, and ends with 1 on a refusal or what cannot be done. */
export async function asPerson(
  options: ActOptions,
  fn: (context: ActionContext) => Promise<Answer | string>,
): Promise<void> {
  const [{ openOrganisation }, { renderText }] = await Promise.all([
    import("./open-organisation.js"),
    import("../surfaces/terminal/render.js"),
  ]);
  let close = async () => {};
  try {
    const opened = await openOrganisation(options.org);
    close = opened.close;
    const asker = await opened.org.findPersonByEmailOrName(options.as);
    if (!asker) throw new AskError(`Nobody has the e-mail address or exact name "${options.as}".`);
    const { org: store, now, today } = opened;
    const said = await fn({ store, asker, now, today, locale: asker.locale ?? "en-US", conversation: null });
    const failed = typeof said !== "string" && said.outcome === "denied";
    const text = typeof said === "string" ? said : `${renderText(said)}\n`;
    (failed ? process.stderr : process.stdout).write(text);
    if (failed) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint ? `${error.hint}\n` : ""}`);
    process.exitCode = 1;
  } finally {
    await close();
  }
}

/** The preview of a change; with `yes` what came of confirming it. */
export const act = (
  options: ActOptions,
  action: string,
  input: (context: ActionContext) => Readonly<Record<string, unknown>>,
): Promise<void> =>
  asPerson(options, async (context) => {
    const [{ propose }, { confirm }] = await Promise.all([
      import("../actions/propose.js"),
      import("../actions/confirm.js"),
    ]);
    const shown = await propose({ action, input: input(context) }, context);
    const id = shown.input.proposal;
    if (shown.outcome !== "confirm" || typeof id !== "string") return shown;
    if (options.yes) return confirm(id, null, context);
    return { ...shown, actions: [], notes: ["Nothing has changed yet. Run it again with --yes to go ahead."] };
  });
