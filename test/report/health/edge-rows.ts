import { cloudfrontFunction } from '../../../src/services/cloudfront-function/index.ts';
import { lambdaVersion } from '../../../src/services/lambda-version/index.ts';
import { cloudfrontDistribution } from '../../../src/services/cloudfront-distribution/index.ts';
import { dnsRecord } from '../../../src/services/dns-record/index.ts';
import { hostedZone } from '../../../src/services/hosted-zone/index.ts';
import { httpApi } from '../../../src/services/http-api/index.ts';
import { restApi } from '../../../src/services/rest-api/index.ts';
import { lambdaAlias } from '../../../src/services/lambda-alias/index.ts';
import { route53HealthCheck } from '../../../src/services/route53-health-check/index.ts';
import type { Service } from '../../../src/services/service.ts';
import type { Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const HTTP_API: readonly Row[] = [
  ['nothing measured: nobody called', { values: {}, live: {} }, 'Healthy'],
  ['errors at', { values: { '5xx': [5], Count: [100] }, live: {} }, 'Healthy'],
  [
    'errors over',
    { values: { '5xx': [6], Count: [100] }, live: {} },
    'Unhealthy, server errors 6 %',
  ],
  ['errors without a count', { values: { '5xx': [6] }, live: {} }, 'Unknown, ? server errors'],
  ['latency at', { values: { Latency: [3000, 3000] }, live: {} }, 'Healthy'],
  ['latency over', { values: { Latency: [3001, 3100] }, live: {} }, 'Degraded, latency 3001'],
  ['latency over once', { values: { Latency: [100, 9000] }, live: {} }, 'Healthy'],
];

const named = (values: Seen['values']): Seen => ({
  ...(values === undefined ? {} : { values }),
  live: { name: 'orders' },
});

const REST_API: readonly Row[] = [
  ['nothing measured: nobody called', named({}), 'Healthy'],
  ['errors at', named({ '5XXError': [5], Count: [100] }), 'Healthy'],
  ['errors over', named({ '5XXError': [6], Count: [100] }), 'Unhealthy, server errors 6 %'],
  ['errors without a count', named({ '5XXError': [6] }), 'Unknown, ? server errors'],
  ['latency at', named({ Latency: [3000, 3000] }), 'Healthy'],
  ['latency over', named({ Latency: [3001, 3100] }), 'Degraded, latency 3001'],
];

const ZONE: readonly Row[] = [
  ['whole', { live: { records: 2 } }, 'Healthy'],
  ['without its own records', { live: { records: 1 } }, 'Unhealthy, own records 1 of 2'],
  ['nothing told', { live: {} }, 'Unknown, ? own records'],
];

const RECORD: readonly Row[] = [
  ['told', { live: { value: '203.0.113.7' } }, 'Healthy'],
  ['nothing told', { live: {} }, 'Unknown, ? value'],
];

const CDN = { enabled: true, measuresMore: true, status: 'Deployed' };

const DISTRIBUTION: readonly Row[] = [
  ['nothing measured: nobody came', { values: {}, live: CDN }, 'Healthy'],
  ['errors at', { values: { '5xxErrorRate': [5, 5] }, live: CDN }, 'Healthy'],
  [
    'errors over',
    { values: { '5xxErrorRate': [6, 7] }, live: CDN },
    'Unhealthy, server errors 6 %',
  ],
  ['errors over once', { values: { '5xxErrorRate': [1, 50] }, live: CDN }, 'Healthy'],
  ['latency at', { values: { OriginLatency: [2000, 2000] }, live: CDN }, 'Healthy'],
  [
    'latency over',
    { values: { OriginLatency: [2001, 2100] }, live: CDN },
    'Degraded, origin latency 2001',
  ],
  [
    'latency that nobody asked to be measured',
    { values: { OriginLatency: [2001, 2100] }, live: { ...CDN, measuresMore: false } },
    'Healthy',
  ],
  ['turned off', { live: { ...CDN, enabled: false } }, 'Degraded, deployed turned off'],
  ['nothing told', { live: {} }, 'Unknown, ? deployed'],
];

const EDGE = { name: 'to-index', status: 'UNASSOCIATED' };

const EDGE_FUNCTION: readonly Row[] = [
  ['nothing measured: nobody came', { values: {}, live: EDGE }, 'Healthy'],
  ['an error', { values: { FunctionExecutionErrors: [1] }, live: EDGE }, 'Unhealthy, errors 1'],
  ['no error', { values: { FunctionExecutionErrors: [0] }, live: EDGE }, 'Healthy'],
  [
    'not published',
    { live: { ...EDGE, status: 'UNPUBLISHED' } },
    'Degraded, published not published',
  ],
  ['nothing told', { live: {} }, 'Unknown, ? published'],
];

const CHECK = { checkers: 16, reachedBy: 16, disabled: false };

const HEALTH_CHECK: readonly Row[] = [
  ['reached by all', { live: CHECK }, 'Healthy'],
  ['reached by one in five', { live: { ...CHECK, reachedBy: 3 } }, 'Healthy'],
  [
    'reached by one in eight',
    { live: { ...CHECK, reachedBy: 2 } },
    'Unhealthy, endpoint reached by 2 of 16 checkers',
  ],
  [
    'asked by nobody yet',
    { live: { ...CHECK, checkers: 0 } },
    'Unknown, ? endpoint (no checker has asked yet)',
  ],
  ['turned off', { live: { ...CHECK, disabled: true } }, 'Degraded, asked turned off'],
  ['nothing told', { live: {} }, 'Unknown, ? endpoint, ? asked'],
];

const VERSION: readonly Row[] = [
  ['at work', { live: { state: 'Active' } }, 'Healthy'],
  ['at rest', { live: { state: 'Inactive' } }, 'Healthy'],
  ['broken', { live: { state: 'Failed' } }, 'Unhealthy, state Failed'],
  ['under way', { live: { state: 'Pending' } }, 'Unknown, ? state'],
  ['nothing told', { live: {} }, 'Unknown, ? state'],
];

const ALIAS: readonly Row[] = [
  ['of a number', { live: { version: '3' } }, 'Healthy'],
  ['of the latest', { live: { version: '$LATEST' } }, 'Degraded, version $LATEST'],
  ['nothing told', { live: {} }, 'Unknown, ? version'],
];

/** What the rules of APIs, zones and distributions say of what was measured. */
export const EDGE_HEALTH: readonly (readonly [Service, readonly Row[]])[] = [
  [httpApi, HTTP_API],
  [restApi, REST_API],
  [hostedZone, ZONE],
  [dnsRecord, RECORD],
  [cloudfrontDistribution, DISTRIBUTION],
  [cloudfrontFunction, EDGE_FUNCTION],
  [lambdaVersion, VERSION],
  [route53HealthCheck, HEALTH_CHECK],
  [lambdaAlias, ALIAS],
];

/** Rules of theirs that only tell whether something is known. */
export const EDGE_NEVER_BROKEN: Readonly<Record<string, readonly string[]>> = {
  'dns-record': ['value'],
};
