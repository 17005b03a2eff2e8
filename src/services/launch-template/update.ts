import type { PlannedChange } from '../../plan/change.ts';
import type { Deviation } from '../../plan/plan.ts';
import type { OperateDraft, StepDraft } from '../../plan/step.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { draftTags } from '../by-id/tag-call.ts';
import { architectureRefusal, imageRefusal, typeRefusal } from '../ec2-instance/draft.ts';
import { draftUpdate, presentProperties } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { changedParts, memberNames, templateParts } from './carried.ts';
import { carriedDeviation, rollDeviation } from './deviations.ts';
import type { LaunchTemplateFacts } from './facts-schema.ts';
import { draftDefault, draftVersion, nextOf } from './operate.ts';
import { TAG_LAUNCH_TEMPLATE } from './operations.ts';
import { defaultRefusal, existingRefusal, scriptRefusal } from './refusals.ts';
import { ruleOf } from './rule.ts';
import { wishesOf } from './template.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

const isImageAsked = ({ task }: DraftContext): boolean =>
  textOf(task, 'image') !== undefined || textOf(task, 'os') !== undefined;

/** The image that is asked for: nothing where none is. */
const askedImage = (context: DraftContext, { image }: LaunchTemplateFacts): string | undefined =>
  isImageAsked(context) ? image?.id : undefined;

type Parts = PlannedChange['properties'];

/** What an update is made of: its steps, and the version that they make, if any. */
interface Settings {
  readonly steps: readonly StepDraft[];
  readonly makes: boolean;
  /** In what the version is other than the default of today. */
  readonly parts: Parts;
}

const madeBy = (properties: JsonObject): string =>
  canonicalJson([
    properties['LaunchTemplateData'] ?? null,
    properties['VersionDescription'] ?? null,
  ]);

/** In our stack: CloudFormation makes a version of other data or another description alone. */
const settingsOfOurs = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  logicalId: string,
): Decided<Settings> => {
  const draft = draftUpdate(context, facts, ruleOf(context, askedImage(context, facts)));
  if (!draft.ok) return draft;
  const { steps } = draft.value;
  const [step] = steps;
  const after = step?.kind === 'deploy' ? step.template.Resources[logicalId]?.Properties : {};
  const makes =
    after !== undefined && steps.length > 0 && madeBy(after) !== madeBy(presentProperties(facts));
  const data = after?.['LaunchTemplateData'] ?? null;
  const { standard, latest } = facts;
  const parts =
    makes && standard !== null && latest !== null && isJsonObject(data)
      ? templateParts({ standard, latest }, data)
      : [];
  return accepted({ steps, makes, parts });
};

/** By EC2's own call where no stack owns it; tags go their own way. */
const settingsOfLoose = (context: DraftContext, facts: LaunchTemplateFacts): Settings => {
  const { standard, latest } = facts;
  const sent = nextOf(context, facts, askedImage(context, facts));
  const version = sent === undefined ? undefined : draftVersion(context, facts, sent);
  const { steps } = draftTags(context, TAG_LAUNCH_TEMPLATE, {
    type: TYPE,
    target: facts.identifier,
    id: facts.identifier,
    tags: facts.tags,
  });
  return {
    steps: [...(version === undefined ? [] : [version]), ...steps],
    makes: version !== undefined,
    parts:
      standard === null || latest === null || sent === undefined
        ? []
        : changedParts(standard.data, { ...latest.data, ...sent }),
  };
};

const askedDefault = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  { makes, parts }: Settings,
): OperateDraft | undefined => {
  const asked = textOf(context.task, 'defaultVersion');
  if (asked === undefined) return undefined;
  if (makes)
    return draftDefault(context, facts, {
      version: facts.latestVersion + 1,
      parts,
      isMade: true,
    });
  const chosen = asked === 'latest' ? facts.latest : facts.chosen;
  const { standard } = facts;
  if (chosen === null || standard === null || chosen.version === facts.defaultVersion)
    return undefined;
  return draftDefault(context, facts, {
    version: chosen.version,
    parts: changedParts(standard.data, chosen.data),
    isMade: false,
  });
};

/** The version that the next one is made from, or that becomes the default as it is. */
const sourceOf = ({ task }: DraftContext, facts: LaunchTemplateFacts, makes: boolean) =>
  makes || (textOf(task, 'defaultVersion') ?? 'latest') === 'latest' ? facts.latest : facts.chosen;

/** What differs from the default and was not asked: somebody else put it there. */
const carriedWith = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
  { makes, parts }: Settings,
): readonly string[] => {
  const source = sourceOf(context, facts, makes);
  if (facts.standard === null || source === null) return [];
  const isStack = makes && facts.owner.owner === 'ours';
  const rows = isStack ? parts : changedParts(facts.standard.data, source.data);
  const asked = makes ? Object.keys(wishesOf(context.task, askedImage(context, facts))) : [];
  return memberNames(rows).filter((name) => !asked.includes(name));
};

/** The image must run on the type, whichever of the two is asked. */
const machineRefusal = (context: DraftContext, facts: LaunchTemplateFacts): Refusal | undefined =>
  typeRefusal(context, facts) ??
  (isImageAsked(context) ? imageRefusal(context, facts) : undefined) ??
  (facts.image === null ? undefined : architectureRefusal(facts, facts.image));

/** Another version, another default, or both; and what goes with them though nobody named it. */
export const updateTemplate = (
  context: DraftContext,
  facts: LaunchTemplateFacts,
): Decided<Draft> => {
  const early =
    scriptRefusal(context) ?? existingRefusal(context, facts) ?? machineRefusal(context, facts);
  if (early !== undefined) return refused(early);
  const { owner } = facts;
  const settings =
    owner.owner === 'ours'
      ? settingsOfOurs(context, facts, owner.logicalId)
      : accepted(settingsOfLoose(context, facts));
  if (!settings.ok) return settings;
  const { makes } = settings.value;
  const next = makes ? facts.latestVersion + 1 : undefined;
  const refusal = defaultRefusal(context, facts, next);
  if (refusal !== undefined) return refused(refusal);
  const last = askedDefault(context, facts, settings.value);
  const steps = [...settings.value.steps, ...(last === undefined ? [] : [last])];
  const carried = carriedWith(context, facts, settings.value);
  const made = { version: next, isDefault: last !== undefined, carried };
  const deviations: readonly Deviation[] =
    makes || last !== undefined
      ? [rollDeviation(context, facts, made), ...carriedDeviation(context, facts, made)]
      : [];
  return accepted({ steps, deviations });
};
