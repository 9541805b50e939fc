/**
 * A failure that the person who asked can put right. `message` says what is wrong and `hint` what to do; both are shown as
 * they stand, so neither holds pay, secrets or another person's data. Anything else thrown is a bug, caught once per surface.
 */
export class AskError extends Error {
  override readonly name = "AskError";
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
