import { z } from 'zod';
import type { ModelJob } from '../task/model-message.ts';
import type { ModelJobSpec } from './job-spec.ts';

const JOBS: Readonly<Partial<Record<ModelJob, ModelJobSpec>>> = {};

/** A job that nobody wrote yet is asked nothing and answers nothing. */
const NONE: ModelJobSpec = {
  role: 'narrative',
  instructions: '',
  shape: z.strictObject({}),
  mostTokens: 1000,
};

/** What is fixed of a job. */
export const jobSpecOf = (job: ModelJob): ModelJobSpec => JOBS[job] ?? NONE;
