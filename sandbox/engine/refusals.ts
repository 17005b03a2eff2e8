import type { JsonObject } from '../../src/task/json.ts';
import { problem, type HandlerProblem, type TypeModel } from '../resources/model.ts';
import { serviceRefusal } from '../resources/service-words.ts';
import { deviationsOf, wordsOf } from '../resources/shape-check.ts';

/** Whose properties are judged. */
interface Judged {
  readonly model: TypeModel;
  readonly logicalId: string;
}

/** What CloudFormation finds in the properties of a member before it calls any handler. */
export const schemaProblem = (
  context: Judged,
  properties: JsonObject,
  touched: ReadonlySet<string>,
): HandlerProblem | undefined => {
  const found = deviationsOf(context.model.type, properties).filter(
    ({ by, path }) => by === 'schema' && (path[0] === undefined || touched.has(path[0])),
  );
  if (found.length === 0) return undefined;
  const words = found.map(wordsOf).join('\n');
  return {
    ...problem(
      'InvalidRequest',
      400,
      `Properties validation failed for resource ${context.logicalId} with message:\n${words}`,
    ),
    isOwn: true,
  };
};

/** The first value among those touched that the service itself does not take. */
export const valueProblem = (
  { model }: Judged,
  properties: JsonObject,
  touched: ReadonlySet<string>,
): HandlerProblem | undefined => {
  const found = deviationsOf(model.type, properties).find(
    ({ by, path }) => by === 'service' && touched.has(path[0] ?? ''),
  );
  return found === undefined ? undefined : serviceRefusal(model.service, found);
};
