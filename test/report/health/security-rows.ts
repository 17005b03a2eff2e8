import { cloudtrailTrail } from '../../../src/services/cloudtrail-trail/index.ts';
import { configRecorder } from '../../../src/services/config-recorder/index.ts';
import { guarddutyDetector } from '../../../src/services/guardduty-detector/index.ts';
import { iamGroup } from '../../../src/services/iam-group/index.ts';
import { iamUser } from '../../../src/services/iam-user/index.ts';
import { kmsKey } from '../../../src/services/kms-key/index.ts';
import { managedPolicy } from '../../../src/services/managed-policy/index.ts';
import { secret } from '../../../src/services/secret/index.ts';
import { securityHub } from '../../../src/services/security-hub/index.ts';
import type { Service } from '../../../src/services/service.ts';
import type { Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const KEY: readonly Row[] = [
  ['usable', { live: { state: 'Enabled', manager: 'CUSTOMER' } }, 'Healthy'],
  [
    'on its way to be deleted',
    { live: { state: 'PendingDeletion', manager: 'CUSTOMER' } },
    'Unhealthy, key state PendingDeletion',
  ],
  ['not told', { live: {} }, 'Unknown, ? key state'],
];

const SECRET: readonly Row[] = [
  ['kept and rotated', { live: { pending: '', deletedOn: '' } }, 'Healthy'],
  ['stuck', { live: { pending: 'v2' } }, 'Degraded, rotation version v2 still waits'],
  ['going', { live: { deletedOn: '2026-12-24' } }, 'Unhealthy, kept goes after 2026-12-24'],
];

const POLICY: readonly Row[] = [
  ['in force', { live: { version: 'v1' } }, 'Healthy'],
  ['not told', { live: {} }, 'Unknown, ? default version'],
];

const GROUP: readonly Row[] = [
  ['there', { live: { path: '/coworker/' } }, 'Healthy'],
  ['not told', { live: {} }, 'Unknown, ? group'],
];

const USER: readonly Row[] = [
  ['of somebody else', { live: { path: '/', boundary: '' } }, 'Healthy'],
  [
    'ours, without the boundary',
    { live: { path: '/coworker/', boundary: '' } },
    'Unhealthy, boundary no boundary',
  ],
  ['not told', { live: {} }, 'Unknown, ? user'],
];

const TRAIL: readonly Row[] = [
  ['on', { live: { logging: 'on' } }, 'Healthy'],
  ['off', { live: { logging: 'off' } }, 'Unhealthy, logging off'],
  [
    'on, and nothing arrives',
    { live: { logging: 'on', deliveryError: 'AccessDenied' } },
    'Degraded, delivery AccessDenied',
  ],
  ['not told', { live: {} }, 'Unknown, ? logging'],
];

const RECORDER: readonly Row[] = [
  ['on', { live: { recording: 'on', lastStatus: 'Success' } }, 'Healthy'],
  ['off', { live: { recording: 'off', lastStatus: 'Success' } }, 'Unhealthy, recording off'],
  [
    'on, and nothing arrives',
    { live: { recording: 'on', lastStatus: 'Failure' } },
    'Degraded, last record Failure',
  ],
  ['not told', { live: {} }, 'Unknown, ? recording, ? last record'],
];

const DETECTOR: readonly Row[] = [
  ['on', { live: { status: 'on', findings: '4 medium' } }, 'Healthy'],
  ['off', { live: { status: 'off', findings: 'none' } }, 'Unhealthy, detector off'],
  [
    'on, with something severe',
    { live: { status: 'on', findings: '2 high' } },
    'Degraded, severe findings 2 high',
  ],
];

const HUB: readonly Row[] = [
  ['quiet', { live: { findings: 'none' } }, 'Healthy'],
  [
    'with something severe',
    { live: { findings: '1 critical, 3 low' } },
    'Degraded, severe findings 1 critical, 3 low',
  ],
  ['not told', { live: {} }, 'Unknown, ? severe findings'],
];

/** The health of keys, secrets, people and what watches an account. */
export const SECURITY_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [kmsKey, KEY],
  [secret, SECRET],
  [managedPolicy, POLICY],
  [iamGroup, GROUP],
  [iamUser, USER],
  [cloudtrailTrail, TRAIL],
  [configRecorder, RECORDER],
  [guarddutyDetector, DETECTOR],
  [securityHub, HUB],
];

/** Their rules that only tell whether something is known. */
export const SECURITY_NEVER_BROKEN: Readonly<Record<string, readonly string[]>> = {
  'managed-policy': ['default version'],
  'iam-group': ['group'],
  'iam-user': ['user'],
};
