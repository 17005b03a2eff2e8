import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import type { Template } from './template.ts';

/** One stack of a synthesized CDK app; files are beside the manifest. */
export interface CdkStack {
  readonly id: string;
  readonly stackName: string;
  readonly templateFile: string;
  /** What the app would upload before it deploys; absent where it says nothing. */
  readonly assetsFile?: string;
  /** `aws://ACCOUNT/REGION`, each possibly unknown; empty where the app does not say. */
  readonly environment: string;
  /** What the app says of the stack beside its template, and nobody here can do; in words. */
  readonly dropped: readonly string[];
  /** Names of parameters to which the app gives values of its own. */
  readonly parameters: readonly string[];
}

/** Where a task wants a stack. */
export interface CdkPlace {
  readonly accountId: string;
  readonly region?: string;
}

const parsedJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const membersOf = (value: Json | undefined): JsonObject =>
  isJsonObject(value ?? {}) ? ((value as JsonObject) ?? {}) : {};

/** Table: what the app may say of a stack, which is set nowhere here. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['terminationProtection', 'its protection from deletion'],
  ['tags', 'its own tags'],
  ['notificationArns', 'its notifications'],
];

const isSaid = (value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== false &&
  (typeof value !== 'object' || Object.keys(value).length > 0);

const settingsOf = (artifact: JsonObject, properties: JsonObject) => ({
  environment: textOf(artifact['environment']) ?? '',
  dropped: SETTINGS.filter(([name]) => isSaid(properties[name])).map(([, words]) => words),
  parameters: Object.keys(membersOf(properties['parameters'])),
});

const stackOf = (id: string, artifact: JsonObject, all: JsonObject): readonly CdkStack[] => {
  if (artifact['type'] !== 'aws:cloudformation:stack') return [];
  const properties = membersOf(artifact['properties']);
  const templateFile = textOf(properties['templateFile']);
  if (templateFile === undefined) return [];
  const assets = membersOf(all[`${id}.assets`]);
  const assetsFile = textOf(membersOf(assets['properties'])['file']);
  return [
    {
      id,
      stackName: textOf(properties['stackName']) ?? id,
      templateFile,
      ...(assetsFile === undefined ? {} : { assetsFile }),
      ...settingsOf(artifact, properties),
    },
  ];
};

/** The stacks of the manifest of a synthesized app; undefined for a text that is none. */
export const readCdkManifest = (text: string): readonly CdkStack[] | undefined => {
  const root = parsedJson(text);
  if (!isJsonObject(root ?? null)) return undefined;
  const { artifacts, version } = root as JsonObject;
  if (typeof version !== 'string' || !isJsonObject(artifacts ?? null)) return undefined;
  const all = artifacts as JsonObject;
  return Object.entries(all).flatMap(([id, artifact]) => stackOf(id, membersOf(artifact), all));
};

const listed = (stacks: readonly CdkStack[]): string =>
  stacks
    .slice(0, 12)
    .map(({ stackName }) => `\`${stackName.replaceAll(/[^A-Za-z0-9-]/g, '?')}\``)
    .join(', ');

const noStack: Refusal = {
  code: 'template-unreadable',
  because: 'The manifest of the CDK app names no stack of its own.',
  next: 'Name the manifest of the stage, such as `cdk.out/assembly-Dev/manifest.json`.',
};

const several = (stacks: readonly CdkStack[]): Refusal => ({
  code: 'missing-field',
  because: `The CDK app has several stacks: ${listed(stacks)}.`,
  next: 'Edit the issue: ask for each that you want by its name, one task for each.',
});

/** The stack of an app that a task means: the one it names, or the only one. */
export const chooseCdkStack = (
  stacks: readonly CdkStack[],
  name: string | undefined,
): Decided<CdkStack> => {
  const named = stacks.find((one) => one.stackName === name || one.id === name);
  const [only, ...others] = stacks;
  if (only === undefined) return refused(noStack);
  if (named !== undefined) return accepted(named);
  return others.length === 0 ? accepted(only) : refused(several(stacks));
};

const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9:/_-]/g, '?').slice(0, 80);

const ENVIRONMENT = /^aws:\/\/([^/]+)\/([^/]+)$/;

const isFor = ({ environment }: CdkStack, { accountId, region }: CdkPlace): boolean => {
  const [, account, place] = ENVIRONMENT.exec(environment) ?? [];
  return (
    (account === 'unknown-account' || account === accountId) &&
    (place === 'unknown-region' || (place !== undefined && place === region))
  );
};

/** Why a stack is not deployed to this place; undefined where the app leaves it open or says it. */
export const refuseCdkPlace = (stack: CdkStack, place: CdkPlace): Refusal | undefined => {
  const { environment, parameters, stackName } = stack;
  if (!isFor(stack, place))
    return {
      code: 'contradictory',
      because:
        environment === ''
          ? `The CDK app does not say for which account and region \`${plain(stackName)}\` is.`
          : `The CDK app makes \`${plain(stackName)}\` for \`${plain(environment)}\`, and the ` +
            `request names ${place.accountId}, ${place.region ?? 'no region'}.`,
      next: 'Ask for it there, or synthesize the app for this place and merge it; then `/plan`.',
    };
  if (parameters.length === 0) return undefined;
  return {
    code: 'template-unsupported',
    because: `The CDK app gives parameters of \`${plain(stackName)}\` values of its own.`,
    next: 'Make them defaults of the parameters; synthesize and merge it, then `/plan`.',
  };
};

const unreadableAssets = (stack: CdkStack): Refusal => ({
  code: 'template-unreadable',
  because: `The list of what \`${plain(stack.stackName)}\` uploads is not one of the CDK.`,
  next: 'Merge the whole of `cdk.out`, as `cdk synth` wrote it; then `/plan`.',
});

const isAssets = (root: Json | undefined): root is JsonObject =>
  isJsonObject(root ?? null) &&
  ['files', 'dockerImages'].every((name) => isJsonObject((root as JsonObject)[name] ?? {}));

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** Why an app that uploads something is not deployed from here; undefined for all others. */
export const refuseCdkAssets = (stack: CdkStack, text: string): Refusal | undefined => {
  const root = parsedJson(text);
  if (!isAssets(root)) return unreadableAssets(stack);
  const sources = Object.values(membersOf(root['files'])).map(
    (one) => membersOf(membersOf(one)['source'])['path'],
  );
  const files = sources.filter((path) => path !== stack.templateFile).length;
  const images = Object.keys(membersOf(root['dockerImages'])).length;
  if (files + images === 0) return undefined;
  return {
    code: 'template-unsupported',
    because:
      `The stack \`${stack.stackName}\` brings ${count(files, 'file')} and ` +
      `${count(images, 'image')} of its own, which the CDK uploads before it deploys; nothing is ` +
      'uploaded from here.',
    next:
      'Upload them with your own pipeline and name them in the app by bucket, key and version ' +
      '(`Code.fromBucketV2`), or images by their digest; synthesize and merge it, then `/plan`.',
  };
};

const PARAMETER = 'BootstrapVersion';
const RULE = 'CheckBootstrapVersion';

/**
 * A synthesized template without the check that the account was bootstrapped: it is for what the
 * CDK uploads, and reads a parameter. The same where something else uses the parameter.
 */
export const withoutBootstrapCheck = (template: Template): Template => {
  const { Parameters = {}, Rules = {}, ...rest } = template;
  const { [PARAMETER]: check, ...parameters } = Parameters;
  const { [RULE]: rule, ...rules } = Rules;
  const isUsed = JSON.stringify([rest, parameters, rules]).includes(PARAMETER);
  if (check === undefined || rule === undefined || isUsed) return template;
  return {
    ...rest,
    ...(Object.keys(parameters).length === 0 ? {} : { Parameters: parameters }),
    ...(Object.keys(rules).length === 0 ? {} : { Rules: rules }),
  };
};
