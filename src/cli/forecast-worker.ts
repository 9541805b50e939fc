import { parentPort } from "node:worker_threads";
import { type ForecastTask, forecastsAt } from "./forecast-run.js";

// One moment at a time: the next one comes when this one is answered.
parentPort?.on("message", ({ origin, deals }: ForecastTask) => {
  parentPort?.postMessage(forecastsAt(origin, deals));
});
