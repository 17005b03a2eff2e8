import type { IssueRef } from '../../task/issue.ts';
import type { ModelAnswer, ModelJob, ModelRequest } from '../../task/model-message.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { followAnswerQuestion } from './follow-answer-question.ts';
import { followExplainItem } from './follow-explain-item.ts';
import { followTellCosts } from './follow-tell-costs.ts';
import { followTellFailure } from './follow-tell-failure.ts';
import { followTellPlan } from './follow-tell-plan.ts';
import { followProposeLesson } from './follow-propose-lesson.ts';
import { followReadRequest } from './follow-read-request.ts';

/** A question that came to its end. The answer is data, as everything that others write. */
export interface FollowedQuestion {
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly id: string;
  readonly request: ModelRequest;
  readonly answer: ModelAnswer;
}

/** Goes on with an answer. May be run again: it must do nothing twice. */
export type Follower = (deps: OrchestratorDeps, question: FollowedQuestion) => Promise<void>;

/** Who goes on with which job; nobody with one that is not here. */
export const FOLLOWERS: Readonly<Partial<Record<ModelJob, Follower>>> = {
  'tell-plan': followTellPlan,
  'tell-costs': followTellCosts,
  'explain-item': followExplainItem,
  'answer-question': followAnswerQuestion,
  'tell-failure': followTellFailure,
  'read-request': followReadRequest,
  'propose-lesson': followProposeLesson,
};
