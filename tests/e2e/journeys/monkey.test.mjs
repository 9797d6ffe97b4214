import assert from "node:assert/strict";
import { test } from "node:test";

import { FAILED_REQUEST, journey } from "../journey.mjs";
import { Monkey } from "../monkey.mjs";
import { IS_SOAK } from "../soak.mjs";

const TIME = Number(process.env.MONKEY_SECONDS ?? (IS_SOAK ? 600 : 60)) * 1_000;
const SEED = Number(process.env.MONKEY_SEED ?? (IS_SOAK ? Date.now() % 1e6 : 4));

/** What chance finds is for the soak, or for whoever asks for it: CI must say the same of the same code. */
const isAskedFor = IS_SOAK || process.env.MONKEY_SECONDS !== undefined;
const play = isAskedFor ? journey : (name) => test(name, { skip: "asked for by MONKEY_SECONDS or in the soak" });

play("random use loses nothing, doubles nothing and gets stuck nowhere", { troubles: FAILED_REQUEST, limit: TIME + 240_000 }, async (surroundings) => {
  const monkey = new Monkey(surroundings, SEED);
  try {
    await monkey.play(TIME);
  } catch (error) {
    surroundings.t.diagnostic(`MONKEY_SEED=${SEED}; the last steps: ${monkey.diary.slice(-60).join(", ")}`);
    throw error;
  }
  surroundings.t.diagnostic(`seed ${SEED}, ${monkey.diary.length} steps`);
  // The control: a monkey that did nothing would lose nothing either.
  assert.ok(monkey.diary.length > 30 && monkey.typed > 3);
});
