import type { RequestHandler } from "express";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOOPBACK_ADDRESSES = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** The host of "localhost:3978" or "http://[::1]:3978", or null when it is neither. */
function hostOf(text: string): string | null {
  try {
    return new URL(text.includes("://") ? text : `http://${text}`).hostname;
  } catch {
    return null;
  }
}

const isLoopback = (text: string | undefined): boolean => text !== undefined && LOOPBACK_NAMES.has(hostOf(text) ?? "");

/**
 * Choosing a person is choosing an identity, so the playground answers to this machine alone: the connection comes from
 * it, the browser was sent to it by a name of its own (a rebound DNS name has another Host), and the page that asks is
 * ours (another site's has another Origin). A post must be JSON, which no plain HTML form can send.
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const refuse = (status: number, error: string) => void response.status(status).json({ error });
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (!LOOPBACK_ADDRESSES.test(request.socket.remoteAddress ?? ""))
    return refuse(403, "The playground answers on this machine only.");
  if (!isLoopback(host)) return refuse(403, "Open the playground as http://localhost or http://127.0.0.1.");
  if (origin !== undefined && (!isLoopback(origin) || new URL(origin).host !== host))
    return refuse(403, "Another site may not use the playground.");
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    // A link from elsewhere may open the page; it may not reach what is behind it.
    if (request.method !== "GET" || request.path.startsWith("/api/"))
      return refuse(403, "Another site may not use the playground.");
  }
  if (request.method !== "GET" && request.method !== "HEAD" && !request.is("application/json"))
    return refuse(415, "Send JSON.");
  next();
};
