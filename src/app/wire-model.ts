import type { ModelPort } from '../claude/prompt.ts';
import { prefixOf } from '../review/skills/prefix.ts';
import type { WorkerDeps } from './deps.ts';
import { onAskModel, type ModelWorkerDeps } from './model/on-ask-model.ts';
import type { Handlers } from './work.ts';

/** Builds the model worker: the way to the model, and no key of GitHub or AWS. */
export const wireModel = (
  deps: WorkerDeps,
  port: ModelPort,
): { readonly handlers: Handlers; readonly close: () => void } => {
  const worker: ModelWorkerDeps = {
    store: deps.store,
    queue: deps.queue,
    settings: deps.config.model,
    pagesOf: (skills) => prefixOf(skills, deps.knowledge.skills),
    port,
    ...(deps.metrics === undefined ? {} : { metrics: deps.metrics }),
  };
  return {
    close: port.close,
    handlers: { 'ask-model': (job) => onAskModel(worker, job) },
  };
};
