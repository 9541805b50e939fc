/** All the page may load is its own; nothing may frame it, and no form leaves it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `base` is where the router is mounted, without a slash at its end. */
export const page = (base: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pacer playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}/app.css">
</head>
<body>
<div id="root" data-base="${base}"><p class="boot">Loading the playground…</p></div>
<noscript><p class="boot">The playground needs JavaScript. In a terminal: <code>npm run ask -- "how close am I to quota?"</code></p></noscript>
<script type="module" src="${base}/app.js"></script>
</body>
</html>
`;
