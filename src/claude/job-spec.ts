import type { z } from 'zod';
import type { ModelRole } from '../task/model-message.ts';

/** What is fixed of a question to the model: which model, what it is told, what it may answer. */
export interface ModelJobSpec {
  readonly role: ModelRole;
  /** Stands before the skills and the data; the same for every question of the job. */
  readonly instructions: string;
  /** Closed: whatever else the model says is no answer. */
  readonly shape: z.ZodType;
  /** Tokens of an answer, thoughts included. */
  readonly mostTokens: number;
}
