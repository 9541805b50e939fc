import type { ServerResponse } from "node:http";

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A page of one heading and one paragraph, with nothing loaded from anywhere. */
export function sendPage(response: ServerResponse, status: number, heading: string, sentence: string): void {
  const style = "font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1b2330";
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pacer</title>` +
      `<body style="${style}"><h1 style="font-size:1.4rem">${escapeHtml(heading)}</h1><p>${escapeHtml(sentence)}</p></body></html>`,
  );
}
