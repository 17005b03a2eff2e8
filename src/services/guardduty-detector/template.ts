import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { keptResource } from '../guarding/kept.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { FEATURES } from './fields.ts';

/** Logical id of the one detector of a region. */
const DETECTOR_ID = 'Detector';

/** Protections that a task asks for, by the names of GuardDuty. */
export const featuresOf = (task: MutationTask): readonly string[] => {
  const given = task.parameters['features'];
  const list = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
  const names = new Set(
    (list as readonly string[]).map((name) => name.toUpperCase().replaceAll(/\W+/g, '_')),
  );
  return FEATURES.filter((name) => names.has(name));
};

const nameOf = (feature: Json): Json | undefined =>
  isJsonObject(feature) ? feature['Name'] : undefined;

/** Properties of a detector with one protection turned on; the others stay as they are. */
export const withFeature = (properties: JsonObject, name: string): JsonObject => {
  const others = listOf(properties['Features']).filter((one) => nameOf(one) !== name);
  return { ...properties, Features: [...others, { Name: name, Status: 'ENABLED' }] };
};

/** A detector that is on and tells within 15 minutes; it stays whatever becomes of its stack. */
export const detectorTemplate = (context: DraftContext): Template => {
  const base: JsonObject = {
    Enable: true,
    FindingPublishingFrequency: 'FIFTEEN_MINUTES',
    Tags: tagList(context.tagsFor(`guardduty-${context.region}`)),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `GuardDuty in ${context.region}`,
    Resources: {
      [DETECTOR_ID]: keptResource(
        'AWS::GuardDuty::Detector',
        featuresOf(context.task).reduce(withFeature, base),
      ),
    },
  };
};
