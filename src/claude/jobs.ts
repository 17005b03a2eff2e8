import { z } from 'zod';
import type { ModelJob } from '../task/model-message.ts';
import type { ModelJobSpec } from './job-spec.ts';
import { answerQuestion } from './jobs/answer-question.ts';
import { explainItem } from './jobs/explain-item.ts';
import { proposeLessonJob } from './jobs/propose-lesson.ts';
import { readRequestJob } from './jobs/read-request.ts';
import { tellCosts } from './jobs/tell-costs.ts';
import { tellFailure } from './jobs/tell-failure.ts';
import { tellPlan } from './jobs/tell-plan.ts';

const JOBS: Readonly<Partial<Record<ModelJob, ModelJobSpec>>> = {
  'read-request': readRequestJob,
  'tell-plan': tellPlan,
  'tell-failure': tellFailure,
  'tell-costs': tellCosts,
  'explain-item': explainItem,
  'answer-question': answerQuestion,
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
