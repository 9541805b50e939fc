import express, { type NextFunction, type Response, Router } from "express";
import { AskError } from "../../errors.js";
import { explainFailure, type Step } from "../failure.js";
import { AskRequest, answer, listPeople, type PlaygroundDeps } from "./api.js";
import { lazyBundle } from "./bundle.js";
import { loopbackOnly } from "./guard.js";
import { CONTENT_SECURITY_POLICY, page } from "./page.js";

/**
 * The playground: pick a person and a look, chat, and see what Slack or Teams would show. Mount it on a server that listens
 * on loopback; it also refuses by itself whatever does not come from this machine.
 */
export function playgroundRouter(deps: PlaygroundDeps): Router {
  const router = Router();
  const bundle = lazyBundle();
  router.use(loopbackOnly);
  router.use((_request, response, next) => {
    response.set("content-security-policy", CONTENT_SECURITY_POLICY);
    next();
  });

  router.get("/", (request, response) => {
    response.type("html").send(page(request.baseUrl));
  });
  router.get("/app.js", async (_request, response) => {
    response.type("js").send((await bundle()).script);
  });
  router.get("/app.css", async (_request, response) => {
    response.type("css").send((await bundle()).styles);
  });

  router.get("/api/people", async (_request, response) => {
    await orFailure(response, "identify", async () => response.json(await listPeople(deps)));
  });
  router.post("/api/ask", express.json({ limit: "32kb" }), async (request, response) => {
    const parsed = AskRequest.safeParse(request.body);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
      return void response.status(400).json({ error: `The request is not right: ${problems.join("; ")}` });
    }
    await orFailure(response, "ask", async () => response.json(await answer(deps, parsed.data)));
  });
  // What the JSON reader refuses is the client's mistake, told without its details.
  router.use((error: unknown, _request: express.Request, response: Response, next: NextFunction) => {
    const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
    if (status >= 500 || response.headersSent) return next(error);
    response.status(status).json({ error: status === 413 ? "That is too long." : "Send JSON." });
  });
  return router;

  async function orFailure(response: Response, step: Step, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { sentence } = explainFailure(deps.log, error, { surface: "playground", step });
      response.status(error instanceof AskError ? 422 : 500).json({ error: sentence });
    }
  }
}
