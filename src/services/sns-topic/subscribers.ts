import type { MutationTask } from '../../task/aws-task.ts';
import { textOf } from '../task-values.ts';

/** Whom a request wants to be told; `name` where only AWS can say what its ARN is. */
export interface AskedSubscriber {
  readonly protocol: string;
  readonly endpoint: string;
}

const mails = (task: MutationTask): readonly AskedSubscriber[] => {
  const given = task.parameters['subscriptions'];
  const addresses = Array.isArray(given) ? [...new Set(given.map(String))] : [];
  return addresses.map((endpoint) => ({ protocol: 'email', endpoint }));
};

const named = (task: MutationTask, field: string, protocol: string): readonly AskedSubscriber[] => {
  const endpoint = textOf(task, field);
  return endpoint === undefined ? [] : [{ protocol, endpoint }];
};

/** Everybody that a request wants to be told, in a fixed order. */
export const askedSubscribers = (task: MutationTask): readonly AskedSubscriber[] => {
  const [protocol, endpoint] = [textOf(task, 'protocol'), textOf(task, 'endpoint')];
  const said = protocol === undefined || endpoint === undefined ? [] : [{ protocol, endpoint }];
  return [
    ...said,
    ...mails(task),
    ...named(task, 'queue', 'sqs'),
    ...named(task, 'function', 'lambda'),
  ];
};
