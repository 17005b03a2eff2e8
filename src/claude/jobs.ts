import { z } from 'zod';
import type { ModelJob } from '../task/model-message.ts';
import type { ModelJobSpec } from './job-spec.ts';
import { proposeLessonJob } from './jobs/propose-lesson.ts';
import { readRequestJob } from './jobs/read-request.ts';

const JOBS: Readonly<Partial<Record<ModelJob, ModelJobSpec>>> = {
  'read-request': readRequestJob,
  'propose-lesson': proposeLessonJob,
};

/** A job that nobody wrote yet is asked nothing and answers nothing. */
const NONE: ModelJobSpec = {
  role: 'narrative',
  instructions: '',
  shape: z.strictObject({}),
  mostTokens: 1000,
};

/** What is fixed of a job. */
export const jobSpecOf = (job: ModelJob): ModelJobSpec => JOBS[job] ?? NONE;
