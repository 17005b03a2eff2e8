import { z } from 'zod';

/** A sentence of a model. Longer is no sentence; what is in it is checked before it is shown. */
const said = z.string().max(600);

/** Sentences for people, and one in the tone of an agent's field. */
export const toldShape = z.strictObject({ sentences: z.array(said).max(8), voice: said });

/** What may have made a step fail, and where to look. */
export const failureShape = z.strictObject({
  causes: z.array(said).max(6),
  look: z.array(said).max(6),
});

/** Sentences for people. */
export const explainedShape = z.strictObject({ sentences: z.array(said).max(8) });

/** An answer from the facts, or that they do not hold it. */
export const answerShape = z.strictObject({
  isInFacts: z.boolean(),
  sentences: z.array(said).max(8),
  /** Members of the facts that the answer rests on, such as `cost`. */
  used: z.array(z.string().max(60)).max(12),
});
