import { trainModel } from "./model.js";
import { readPhrases } from "./phrases.js";
import { trainingFingerprint, writeTrained } from "./trained-file.js";

// `npm run train`: learns from the phrases under prompts/ and writes what was learnt beside this file.
const { classifier, words } = trainModel(readPhrases());
writeTrained({ fingerprint: trainingFingerprint(), words, ...classifier.trained });
process.stdout.write("Trained. Commit src/language/trained.bin with the phrases.\n");
