/**
 * The behaviour of this calculation. Raised by one whenever the same plan and facts come to another figure than before, so that a
 * receipt says which behaviour it was written by. New mechanics that no earlier plan document could state change nothing.
 *
 * - 1: the first version that writes receipts.
 */
export const ENGINE_VERSION = "1";
