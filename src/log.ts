import { type Logger, pino } from "pino";

export type { Logger };

/**
 * Structured log lines on standard error, so that standard output stays the answer's alone. Nothing that is pay, a person's
 * words or a secret is ever passed to it; the paths below are a second fence for objects that libraries log.
 */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          "token",
          "*.token",
          "headers",
          "*.headers",
          "authorization",
          "*.authorization",
          "password",
          "*.password",
        ],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
