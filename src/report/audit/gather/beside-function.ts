import { z } from 'zod';
import { bindingValues } from '../../../review/checks/policy-conditions.ts';
import type { LiveDocument } from '../../../review/live/review-live.ts';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { readProperties } from '../../../services/facts.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../task/json.ts';
import { pagesOf } from '../../savings/gather/pages.ts';
import { listAt, NOT_LOOKED, readPolicy, type Beside } from './beside.ts';

/** The values that bind a statement by a key; undefined where nothing binds it. */
const boundBy = (statement: JsonObject, key: string): Json | undefined => {
  const values = bindingValues(statement, key) as readonly Json[];
  return values.length > 1 ? [...values] : values[0];
};

/** Everybody a statement is for; who allows all but some allows everybody else. */
const principalsOf = (statement: JsonObject): readonly Json[] => {
  const { Principal: principal, NotPrincipal: others } = statement;
  if (others !== undefined) return ['*'];
  const named = isJsonObject(principal) ? Object.values(principal) : [principal ?? ''];
  return named.flatMap((one) => (Array.isArray(one) ? (one as Json[]) : [one ?? '']));
};

/** A statement for one principal as the permission that a template would write. */
const permissionOf = (statement: JsonObject, name: string, Principal: Json): JsonObject =>
  JSON.parse(
    JSON.stringify({
      FunctionName: name,
      Action: statement['Action'],
      Principal,
      SourceAccount: boundBy(statement, 'AWS:SourceAccount'),
      SourceArn: boundBy(statement, 'AWS:SourceArn'),
      PrincipalOrgID: boundBy(statement, 'aws:PrincipalOrgID'),
    }),
  ) as JsonObject;

/** Who may invoke a function: one permission for each statement that allows. */
export const functionPermissions = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<Beside> => {
  const type = 'AWS::Lambda::Permission';
  const call = { client: 'Lambda', operation: 'GetPolicy', region, input: { FunctionName: name } };
  const policy = await readPolicy(reader, call);
  const statements = listAt(policy?.['Statement']).filter(isJsonObject);
  const documents = statements
    .filter((one) => one['Effect'] === 'Allow')
    .flatMap((one, at) => {
      const id = typeof one['Sid'] === 'string' ? one['Sid'] : `statement ${at + 1}`;
      return principalsOf(one).map((principal, n) => ({
        type,
        id: n === 0 ? `${name} ${id}` : `${name} ${id} ${n + 1}`,
        properties: permissionOf(one, name, principal),
      }));
    });
  return { documents, read: [type] };
};

const urlPage = z.object({
  FunctionUrlConfigs: z
    .array(z.object({ FunctionUrl: z.string(), AuthType: z.string() }))
    .nullish(),
  NextMarker: z.string().nullish(),
});

/** The addresses under which a function answers the internet. */
export const functionUrls = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<Beside> => {
  const type = 'AWS::Lambda::Url';
  const input = { FunctionName: name };
  const call = { client: 'Lambda', operation: 'ListFunctionUrlConfigs', region, input };
  const documents: LiveDocument[] = [];
  const pages = pagesOf(reader, call, {
    schema: urlPage,
    takes: 'Marker',
    nextOf: (page) => page.NextMarker,
  });
  for await (const { FunctionUrlConfigs } of pages) {
    for (const { FunctionUrl, AuthType } of FunctionUrlConfigs ?? []) {
      const properties = { TargetFunctionArn: name, AuthType };
      documents.push({ type, id: FunctionUrl, properties });
    }
  }
  return { documents, read: [type] };
};

/** The log group of a function, under the name it has unless configuration says another. */
export const functionLogs = async (
  reader: AwsReader,
  region: Region,
  { id, properties }: Pick<LiveDocument, 'id' | 'properties'>,
): Promise<Beside> => {
  const type = 'AWS::Logs::LogGroup';
  const own = isJsonObject(properties['LoggingConfig'])
    ? properties['LoggingConfig']['LogGroup']
    : undefined;
  const name = typeof own === 'string' && own !== '' ? own : `/aws/lambda/${id}`;
  const found = await readProperties(reader, { type, region, physicalId: name });
  const documents = found === undefined ? [] : [{ type, id: name, properties: found }];
  return { documents, read: [type] };
};

/** A policy that AWS manages is known by its name; any other is read. */
const isOwnPolicy = (arn: Json): arn is string =>
  typeof arn === 'string' && !/^arn:aws[a-z-]*:iam::aws:/.test(arn);

/** A policy that may not be read, or is not there, leaves open what it would say. */
const policyOf = async (
  reader: AwsReader,
  region: Region,
  arn: string,
): Promise<JsonObject | undefined> => {
  try {
    const type = 'AWS::IAM::ManagedPolicy';
    return await readProperties(reader, { type, region, physicalId: arn });
  } catch (error) {
    if (error instanceof Fault && error.kind === 'denied') return undefined;
    throw error;
  }
};

/** The policies of the account that are attached to a role; looked for to the end, or not. */
export const rolePolicies = async (
  reader: AwsReader,
  region: Region,
  role: Pick<LiveDocument, 'id' | 'properties'>,
): Promise<Beside> => {
  const type = 'AWS::IAM::ManagedPolicy';
  const documents: LiveDocument[] = [];
  const arns = listAt(role.properties['ManagedPolicyArns']).filter(isOwnPolicy);
  for (const arn of arns) {
    const found = await policyOf(reader, region, arn);
    if (found === undefined) continue;
    const roles = [...new Set([role.id, ...listAt(found['Roles'])])];
    documents.push({ type, id: arn, properties: { ...found, Roles: roles } });
  }
  const isWhole = documents.length === arns.length;
  return { documents, read: isWhole ? [type, 'AWS::IAM::Policy'] : [] };
};

/** The role of a function, with the policies that are attached to it; all of it or nothing. */
export const functionRole = async (
  reader: AwsReader,
  region: Region,
  { properties }: Pick<LiveDocument, 'properties'>,
): Promise<Beside> => {
  const arn = properties['Role'];
  const name = typeof arn === 'string' ? (arn.split('/').at(-1) ?? '') : '';
  if (name === '') return NOT_LOOKED;
  const type = 'AWS::IAM::Role';
  const found = await readProperties(reader, { type, region, physicalId: name });
  if (found === undefined) return { documents: [], read: [type] };
  const role = { type, id: name, properties: found };
  const policies = await rolePolicies(reader, region, role);
  return { documents: [role, ...policies.documents], read: [type, ...policies.read] };
};
