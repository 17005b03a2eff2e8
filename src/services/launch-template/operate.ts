import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { JsonObject } from '../../task/json.ts';
import { at } from '../compare.ts';
import { draftCall } from '../operate-call.ts';
import type { DraftContext } from '../service.ts';
import { changedParts, DATA_PATH, memberNames } from './carried.ts';
import type { LaunchTemplateFacts, VersionFact } from './facts-schema.ts';
import { DEFAULT_PATH, NEW_VERSION, SET_DEFAULT, SET_MADE_DEFAULT } from './operations.ts';
import { encryptedDevices, wishesOf } from './template.ts';
import { textOf } from '../task-values.ts';
import { isUnencrypted, TOKENS_ONLY } from './launch-data.ts';

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

/** A version that becomes the default. */
export interface NextDefault {
  readonly version: number;
  /** In what it is other than the default of today. */
  readonly parts: PlannedChange['properties'];
  /** True where this plan makes it. */
  readonly isMade: boolean;
}

/** What starts where no version is named, with all in which it is other than what starts today. */
export const draftDefault = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  { version, parts, isMade }: NextDefault,
): OperateDraft => {
  const { name, identifier, defaultVersion } = facts;
  const step = draftCall(context, isMade ? SET_MADE_DEFAULT : SET_DEFAULT, identifier);
  return {
    ...step,
    summary: `make version ${version} of ${name} the default, not ${defaultVersion}`,
    input: { ...step.input, DefaultVersion: String(version) },
    changes: [
      changeOf(facts, [
        {
          path: DEFAULT_PATH,
          before: String(defaultVersion),
          after: String(version),
          recreation: 'Never',
        },
        ...parts,
      ]),
    ],
  };
};

/** EC2 takes a snapshot over from no version: it is said again, or the disk comes up empty. */
const isOfSnapshot = (device: JsonObject): boolean => at(device, 'Ebs.SnapshotId') !== undefined;

/** What a version lacks of what every version of ours has, and what EC2 would leave out of it. */
const mended = ({ needsToken, options, devices }: VersionFact): JsonObject => ({
  ...(needsToken
    ? {}
    : { MetadataOptions: { ...TOKENS_ONLY, ...options, HttpTokens: 'required' } }),
  ...(devices.some(isUnencrypted) || devices.some(isOfSnapshot)
    ? { BlockDeviceMappings: encryptedDevices(devices) }
    : {}),
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
    path: `${DATA_PATH}/${member}`,
    ...(before === '' ? {} : { before }),
    after: AFTER[member] ?? String(value),
    recreation: 'Never' as const,
  };
};

/** What is sent of the next version; undefined where the newest says all of it already. */
export const nextOf = (
  { task }: DraftContext,
  { latest }: LaunchTemplateFacts,
  image: string | undefined,
): JsonObject | undefined => {
  if (latest === null) return undefined;
  const wishes = differing(wishesOf(task, image), latest);
  const isAsked = Object.keys(wishes).length > 0 || textOf(task, 'description') !== undefined;
  return isAsked ? { ...wishes, ...mended(latest) } : undefined;
};

const isShown =
  ({ devices }: VersionFact) =>
  ([member]: readonly [string, unknown]): boolean =>
    member !== 'BlockDeviceMappings' || devices.some(isUnencrypted);

/** What the newest version has that the default has not: whoever follows the newest starts it. */
const carriedBy = (
  { task }: DraftContext,
  { standard, latest }: LaunchTemplateFacts,
  sent: JsonObject,
): PlannedChange['properties'] => {
  // As the default it is shown whole, in the step that makes it the default.
  if (standard === null || latest === null || textOf(task, 'defaultVersion') !== undefined)
    return [];
  const asked = Object.keys(sent);
  return changedParts(standard.data, latest.data).filter(
    (row) => !memberNames([row]).some((name) => asked.includes(name)),
  );
};

/**
 * The next version of a template that no stack owns, made by EC2 from the newest: what is not asked
 * is taken over there. User data is not shown, only whether it is that of the default version.
 */
export const draftVersion = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  data: JsonObject,
): OperateDraft | undefined => {
  const { name, identifier, latest } = facts;
  if (latest === null) return undefined;
  const description = textOf(context.task, 'description');
  const step = draftCall(context, NEW_VERSION, identifier);
  const shown = Object.entries(data).filter(isShown(latest));
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
      changeOf(facts, [
        ...shown.map((entry) => propertyOf(latest, entry)),
        ...carriedBy(context, facts, data),
      ]),
    ],
  };
};
