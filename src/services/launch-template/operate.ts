import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { JsonObject } from '../../task/json.ts';
import { draftCall } from '../operate-call.ts';
import type { DraftContext } from '../service.ts';
import type { LaunchTemplateFacts, VersionFact } from './facts-schema.ts';
import { NEW_VERSION, SET_DEFAULT } from './operations.ts';
import { encryptedDevices, wishesOf } from './template.ts';
import { textOf } from '../task-values.ts';
import { TOKENS_ONLY } from './launch-data.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

const changeOf = (
  { name, identifier }: LaunchTemplateFacts,
  properties: PlannedChange['properties'],
): PlannedChange => ({
  action: 'change',
  logicalId: name,
  type: TYPE,
  physicalId: identifier,
  ownerAgent: ownerOf(TYPE),
  properties,
  losesData: false,
  isSensitive: true,
  isConditional: false,
});

/** What starts where no version is named. */
export const draftDefault = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  version: number,
): OperateDraft => {
  const { name, identifier, defaultVersion } = facts;
  const step = draftCall(context, SET_DEFAULT, identifier);
  return {
    ...step,
    summary: `make version ${version} of ${name} the default, not ${defaultVersion}`,
    input: { ...step.input, DefaultVersion: String(version) },
    changes: [
      changeOf(facts, [
        {
          path: '/DefaultVersionNumber',
          before: String(defaultVersion),
          after: String(version),
          recreation: 'Never',
        },
      ]),
    ],
  };
};

const isPlain = (device: JsonObject): boolean => {
  const ebs = device['Ebs'];
  return typeof ebs === 'object' && ebs !== null && (ebs as JsonObject)['Encrypted'] !== true;
};

/** What a version lacks of what every version of ours has. */
const mended = ({ needsToken, options, devices }: VersionFact): JsonObject => ({
  ...(needsToken
    ? {}
    : { MetadataOptions: { ...TOKENS_ONLY, ...options, HttpTokens: 'required' } }),
  ...(devices.some(isPlain) ? { BlockDeviceMappings: encryptedDevices(devices) } : {}),
});

/** Only what is other than it is: the newest version may say so already. */
const differing = (wishes: JsonObject, latest: VersionFact): JsonObject => {
  const present: JsonObject = { InstanceType: latest.instanceType, ImageId: latest.image };
  return Object.fromEntries(
    Object.entries(wishes).filter(([member, value]) => present[member] !== value),
  );
};

const PRESENT: Readonly<Record<string, (latest: VersionFact) => string>> = {
  InstanceType: ({ instanceType }) => instanceType,
  ImageId: ({ image }) => image,
  MetadataOptions: ({ needsToken }) => (needsToken ? 'by token' : 'without a token as well'),
  BlockDeviceMappings: () => 'not all encrypted',
};

const AFTER: Readonly<Record<string, string>> = {
  MetadataOptions: 'by token only (IMDSv2)',
  BlockDeviceMappings: 'all encrypted',
};

const propertyOf = (latest: VersionFact, [member, value]: readonly [string, unknown]) => {
  const before = PRESENT[member]?.(latest) ?? '';
  return {
    path: `/Properties/LaunchTemplateData/${member}`,
    ...(before === '' ? {} : { before }),
    after: AFTER[member] ?? String(value),
    recreation: 'Never' as const,
  };
};

/**
 * The next version of a template that no stack owns, made by EC2 from the newest: what is not asked
 * is taken over there, user data included, which is neither read nor shown here.
 */
export const draftVersion = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  image: string | undefined,
): OperateDraft | undefined => {
  const { name, identifier, latest } = facts;
  if (latest === null) return undefined;
  const wishes = differing(wishesOf(context.task, image), latest);
  const description = textOf(context.task, 'description');
  if (Object.keys(wishes).length === 0 && description === undefined) return undefined;
  const data = { ...wishes, ...mended(latest) };
  const step = draftCall(context, NEW_VERSION, identifier);
  return {
    ...step,
    summary: `make version ${latest.version + 1} of ${name} from version ${latest.version}`,
    input: {
      ...step.input,
      SourceVersion: String(latest.version),
      ...(description === undefined ? {} : { VersionDescription: description }),
      LaunchTemplateData: data,
    },
    changes: [
      changeOf(
        facts,
        Object.entries(data).map((entry) => propertyOf(latest, entry)),
      ),
    ],
  };
};
