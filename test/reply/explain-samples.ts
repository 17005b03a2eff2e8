import { renderItem } from '../../src/reply/explain-item.ts';
import { renderPlainPlan } from '../../src/reply/explain-plan.ts';
import { renderNoModel } from '../../src/reply/no-model.ts';
import type { BaselineItem } from '../../src/review/baseline.ts';
import * as sample from './samples.ts';

const LOGGING: BaselineItem = {
  id: 'S3-S1',
  title: 'Access logging is on',
  pillar: 'Operational excellence',
  severity: 'High',
  from: 'staging',
  types: ['AWS::S3::Bucket'],
  evidence: 'template',
  isAdvisory: false,
  isPolicy: false,
  isSilent: false,
  remediation: 'Set LoggingConfiguration.DestinationBucketName.',
  references: ['S3_BUCKET_LOGGING_ENABLED', 'S3.9'],
};

const { findings } = sample.blockedReview();

/** Table: what `/explain` and `/ask` answer, by the name of its golden file. */
export const EXPLAINED: Readonly<Record<string, () => string>> = {
  'explain-plan': () => renderPlainPlan(sample.view()),
  'explain-plan-losing': () => renderPlainPlan(sample.view({ plan: sample.losingPlan() })),
  'explain-plan-blocked': () =>
    renderPlainPlan(sample.view({ plan: sample.productionPlan(), review: sample.blockedReview() })),
  'explain-item': () => renderItem({ item: LOGGING, why: ['**Logs** say who read *what* @max.'] }),
  'explain-item-blocked': () =>
    renderItem({
      item: LOGGING,
      plan: {
        digest: sample.DIGEST,
        tier: 'production',
        findings: findings.filter(({ item }) => item === LOGGING.id),
      },
    }),
  'explain-item-of-a-person': () =>
    renderItem({
      item: { ...LOGGING, id: 'S3-P4', evidence: 'person', pillar: 'Security', references: [] },
      plan: {
        digest: sample.DIGEST,
        tier: 'production',
        findings: findings.filter(({ item }) => item === 'S3-P4'),
      },
    }),
  'explain-item-many': () =>
    renderItem({
      item: { ...LOGGING, from: 'sandbox', isPolicy: true, remediation: '' },
      plan: {
        digest: sample.DIGEST,
        tier: 'development',
        findings: Array.from({ length: 8 }, (_, n) =>
          sample.finding({ item: LOGGING.id, status: 'ACCEPTABLE', resource: `Bucket${n}` }),
        ),
      },
    }),
  'no-model': renderNoModel,
};
