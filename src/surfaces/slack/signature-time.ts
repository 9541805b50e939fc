import type { RequestHandler } from "express";

const WINDOW_S = 5 * 60;

/**
 * Bolt refuses signatures older than five minutes but takes those dated in the future; Slack's clock is never that wrong.
 * The machine's clock is meant, not the one of `PACER_NOW`.
 */
export const refuseWrongTime: RequestHandler = (request, response, next) => {
  const at = Number(request.get("x-slack-request-timestamp"));
  if (Number.isFinite(at) && Math.abs(Date.now() / 1000 - at) <= WINDOW_S) return next();
  response.status(401).send();
};
