// A minute of random use, and ten of them in the soak.

import assert from "node:assert/strict";

import { FAILED_REQUEST, journey } from "../journey.mjs";
import { Monkey } from "../monkey.mjs";
import { IS_SOAK } from "../soak.mjs";

const TIME = Number(process.env.MONKEY_SECONDS ?? (IS_SOAK ? 600 : 60)) * 1_000;
/** What chance finds is for the soak: CI must say the same of the same code. */
const SEED = Number(process.env.MONKEY_SEED ?? (IS_SOAK ? Date.now() % 1e6 : 4));
/** What it may take to set all right again and again on a busy machine, in milliseconds. */
const SETTLING = 600_000;

journey("random use loses nothing, doubles nothing and gets stuck nowhere", { troubles: FAILED_REQUEST, limit: 3 * TIME + SETTLING }, async (surroundings) => {
  const monkey = new Monkey(surroundings, SEED);
  try {
    await monkey.play(TIME);
  } catch (error) {
    surroundings.t.diagnostic(`MONKEY_SEED=${SEED}; the last steps: ${monkey.diary.slice(-60).join(", ")}`);
    throw error;
  }
  surroundings.t.diagnostic(`seed ${SEED}, ${monkey.diary.length} steps`);
  // The control: a monkey that did nothing would lose nothing either.
  assert.ok(monkey.typed > 3);
});
