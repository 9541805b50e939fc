import express, { type NextFunction, type Response, Router } from "express";
import type { z } from "zod";
import { AskError } from "../../errors.js";
import { explainFailure, type Step } from "../failure.js";
import { answer, dayOf, homeOf, messagesOf, receiptOf } from "./api.js";
import { lazyBundle } from "./bundle.js";
import { loopbackOnly } from "./guard.js";
import { CONTENT_SECURITY_POLICY, page } from "./page.js";
import { listPeople } from "./people.js";
import { AskRequest, DayRequest, LookRequest, ReceiptRequest } from "./requests.js";
import type { PlaygroundDeps } from "./world.js";

/**
 * The playground: pick a person, chat, move the clock, and see what Slack and Teams would show and what stands behind it. Mount it on a server that listens
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
  post("/api/ask", AskRequest, "ask", answer);
  post("/api/home", LookRequest, "ask", homeOf);
  post("/api/messages", LookRequest, "ask", messagesOf);
  post("/api/day", DayRequest, "ask", dayOf);
  post("/api/receipt", ReceiptRequest, "ask", receiptOf);
  // What the JSON reader refuses is the client's mistake, told without its details.
  router.use((error: unknown, _request: express.Request, response: Response, next: NextFunction) => {
    const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
    if (status >= 500 || response.headersSent) return next(error);
    response.status(status).json({ error: status === 413 ? "That is too long." : "Send JSON." });
  });
  return router;

  function post<T>(
    path: string,
    shape: z.ZodType<T>,
    step: Step,
    work: (deps: PlaygroundDeps, request: T) => Promise<unknown>,
  ): void {
    router.post(path, express.json({ limit: "32kb" }), async (request, response) => {
      const parsed = shape.safeParse(request.body);
      if (!parsed.success) {
        const problems = parsed.error.issues.map(({ path: at, message }) => `${at.join(".") || "body"}: ${message}`);
        return void response.status(400).json({ error: `The request is not right: ${problems.join("; ")}` });
      }
      await orFailure(response, step, async () => response.json(await work(deps, parsed.data)));
    });
  }

  async function orFailure(response: Response, step: Step, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { sentence } = explainFailure(deps.log, error, { surface: "playground", step });
      response.status(error instanceof AskError ? 422 : 500).json({ error: sentence });
    }
  }
}
