import type { MutationTask } from '../../task/aws-task.ts';
import { WATCHED, type WatchedKind } from '../cloudwatch-alarm/watched/metrics.ts';

/** One thing on a dashboard. */
export interface Shown {
  readonly kind: WatchedKind | 'alarm';
  readonly name: string;
}

const isKind = (text: string): text is Shown['kind'] =>
  text === 'alarm' || Object.hasOwn(WATCHED, text);

/** What a request wants to see, in its order, each once; what has another form is left out. */
export const shownIn = (task: MutationTask): readonly Shown[] => {
  const given = task.parameters['shows'];
  const rows = Array.isArray(given) ? [...new Set(given.map(String))] : [];
  return rows.flatMap((row) => {
    const [kind = '', name = ''] = row.split(' ');
    return isKind(kind) && name !== '' ? [{ kind, name }] : [];
  });
};
