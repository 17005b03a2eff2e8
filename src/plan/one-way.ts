import type { PlannedChange } from './change.ts';
import type { Inverse } from './step.ts';

/** Why a property never goes back at AWS, and what of it stays. */
interface OneWay {
  readonly never: string;
  readonly stays: string;
}

const STORAGE: OneWay = { never: 'storage never shrinks', stays: 'its new size' };
const VOLUME: OneWay = { never: 'a volume never shrinks', stays: 'its new size' };
const ENGINE: OneWay = {
  never: 'a database never goes back to an earlier version',
  stays: 'its new version',
};
const KUBERNETES: OneWay = {
  never: 'a version of Kubernetes never goes back',
  stays: 'the new version',
};
const MACHINES: OneWay = {
  never: 'machines of a node group never go back to an earlier version',
  stays: 'their new version',
};
const LOCK: OneWay = { never: 'Object Lock is never turned off', stays: 'it' };

/**
 * Properties that AWS changes in place, and only in one direction. Sources: ModifyDBInstance and
 * ModifyDBCluster (storage, engine), ModifyVolume, UpdateClusterVersion, UpdateNodegroupVersion,
 * PutObjectLockConfiguration.
 */
const ONE_WAY: Readonly<Record<string, Readonly<Record<string, OneWay>>>> = {
  'AWS::EC2::Volume': { Size: VOLUME },
  'AWS::EKS::Cluster': { Version: KUBERNETES },
  'AWS::EKS::Nodegroup': { Version: MACHINES, ReleaseVersion: MACHINES },
  'AWS::RDS::DBCluster': { AllocatedStorage: STORAGE, EngineVersion: ENGINE },
  'AWS::RDS::DBInstance': { AllocatedStorage: STORAGE, EngineVersion: ENGINE },
  'AWS::S3::Bucket': { ObjectLockEnabled: LOCK },
};

type Changed = Pick<PlannedChange, 'action' | 'isConditional' | 'properties' | 'type'>;

const topOf = (path: string): string => path.replace(/^\/?(Properties\/)?/, '').split('/')[0] ?? '';

/** What surely makes another resource leaves the old one as it is until the end. */
const isInPlace = ({ action, isConditional }: Changed): boolean =>
  action === 'change' || (action === 'replace' && isConditional);

const oneWay = (type: string, path: string): OneWay | undefined => ONE_WAY[type]?.[topOf(path)];

/** The top-level properties of a change that AWS does not take back. */
export const oneWayIn = (change: Changed): readonly string[] =>
  isInPlace(change)
    ? [...new Set(change.properties.map(({ path }) => topOf(path)))].filter(
        (name) => oneWay(change.type, name) !== undefined,
      )
    : [];

const joined = (words: readonly string[]): string => words.join(' and ');

/** True where nothing else changes, so that nothing at all could be set back. */
const isAll = (changes: readonly Changed[]): boolean =>
  changes.every(
    (change) =>
      isInPlace(change) &&
      change.properties.length > 0 &&
      change.properties.every(({ path }) => oneWay(change.type, path) !== undefined),
  );

const wordsOf = (found: readonly OneWay[]): string => {
  const stays = [...new Set(found.map((one) => one.stays))];
  return `${joined([...new Set(found.map((one) => one.never))])}: ${joined(stays)} ${
    stays.length === 1 ? 'stays' : 'stay'
  }`;
};

/**
 * What undoes a step, held against what its changes really are: a step that was thought reversible
 * is not where AWS takes a property in one direction only. What a draft itself calls worse stays.
 */
export const inverseOf = (inverse: Inverse, changes: readonly Changed[]): Inverse => {
  if (inverse.reversibility !== 'reversible') return inverse;
  const found = changes.flatMap((change) =>
    oneWayIn(change).flatMap((name) => oneWay(change.type, name) ?? []),
  );
  if (found.length === 0) return inverse;
  return isAll(changes)
    ? { reversibility: 'irreversible', summary: wordsOf(found) }
    : {
        reversibility: 'partly reversible',
        summary: `${wordsOf(found)}, what else changed is set back`,
      };
};
