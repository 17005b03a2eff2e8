import { isJsonObject, type Json } from '../../src/task/json.ts';
import { validationError } from '../aws-error.ts';
import { pageOf, text, type Call } from './call.ts';
import { maybe } from './cfn-describe.ts';
import { stacksHere } from './cfn-find.ts';

const imports = (value: Json, name: string): boolean => {
  if (Array.isArray(value)) return (value as readonly Json[]).some((one) => imports(one, name));
  if (!isJsonObject(value)) return false;
  return (
    value['Fn::ImportValue'] === name || Object.values(value).some((one) => imports(one, name))
  );
};

/** ListImports: stacks of which a template imports an export; an error where there are none. */
export const listImports = (call: Call): unknown => {
  const name = text(call.input, 'ExportName');
  const users = stacksHere(call)
    .filter(({ status }) => status !== 'DELETE_COMPLETE')
    .filter(({ desired }) => imports((desired?.template ?? {}) as unknown as Json, name))
    .map((stack) => stack.name);
  if (users.length === 0)
    throw validationError('CloudFormation', `Export '${name}' is not imported by any stack.`);
  const page = pageOf(call, users, call.input['NextToken']);
  return { Imports: page.items, ...maybe('NextToken', page.next) };
};
