import type { Answer } from "../answer/answer.js";
import type { ModelConfig } from "../config.js";
import type { IsoDate } from "../core/calendar.js";
import type { PreviousTurn } from "../language/follow-up.js";
import { languageModel } from "../language/model.js";
import type { Logger } from "../log.js";
import type { OrgStore, Person } from "../store/store.js";
import { Breaker } from "./breaker.js";
import type { Chat } from "./chat.js";
import { type Choice, choose } from "./choose.js";
import { MeteredChat } from "./metered.js";
import { isNameOf, NameTokens } from "./names.js";
import { word } from "./word.js";

/** One message of one person. Who that is and which organisation it is come from the verified platform event. */
export interface Turn {
  readonly store: OrgStore;
  readonly asker: Person;
  readonly today: IsoDate;
  readonly text: string;
  readonly previous: PreviousTurn | null;
  /** The asker's deals, for recognising their names. */
  deals(): Promise<readonly { readonly key: string; readonly name: string }[]>;
}

/** What a model may do for one message: choose the question where the rules are not sure, and word the answer. */
export interface AssistantTurn {
  /** The questions the model takes the message for, or null: none, not allowed, not in time, or nothing usable. Never throws. */
  choose(): Promise<Choice | null>;
  /**
   * The answer in the words of the model where they hold nothing but what the answer holds, else as it was. Never throws.
   * `onProgress` gets the sentences that have passed the guard so far, while more are written.
   */
  word(answer: Answer, onProgress?: (soFar: Answer) => void): Promise<Answer>;
}

export interface Assistant {
  begin(turn: Turn): AssistantTurn;
}

/** A model that helps. It can neither read the store nor change anything: it names questions and writes sentences. */
export function createAssistant({ config, chat, log }: { config: ModelConfig; chat: Chat; log: Logger }): Assistant {
  const meter = { config, chat, log, breaker: new Breaker() };
  return {
    begin(turn) {
      let begun: Promise<{ metered: MeteredChat; names: NameTokens; isName: (word: string) => boolean }> | undefined;
      const start = async () => {
        const [people, deals] = await Promise.all([turn.store.listPeople(), turn.deals()]);
        const metered = new MeteredChat(meter, turn.store, turn.asker.id, turn.today);
        return { metered, names: new NameTokens(people, deals, isOrdinary, config.names), isName: isNameOf(people) };
      };
      const ready = () => {
        begun ??= start();
        return begun;
      };
      const safely = async <T>(step: string, run: () => Promise<T>, otherwise: T): Promise<T> =>
        run().catch((error: unknown) => {
          const name = error instanceof Error ? error.name : typeof error;
          log.error({ event: "model_step_failed", step, error: name }, "a step with the model failed");
          return otherwise;
        });
      return {
        choose: () => safely("choose", async () => choose(turn, await ready()), null),
        word: (answer, onProgress) =>
          config.mode === "full"
            ? safely("word", async () => word(turn, answer, await ready(), onProgress), answer)
            : Promise.resolve(answer),
      };
    },
  };
}

/** Words that questions are made of, and slips of them. */
function isOrdinary(folded: string): boolean {
  const { vocabulary } = languageModel();
  return vocabulary.has(folded) || vocabulary.nearest(folded) !== null;
}
