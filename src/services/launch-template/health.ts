import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: what starts where no version is named. */
export const launchTemplateHealth: readonly HealthRule[] = [
  {
    name: 'metadata of the default',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'what starts from it answers without a token (IMDSv1)',
    judge: (target) => {
      const [tokens, version] = [liveText(target, 'tokens'), liveText(target, 'version')];
      if (version === '') return 'unknown';
      return tokens === 'required' ? 'holds' : { seen: `version ${version}` };
    },
    heal: {
      words: 'Ask for a change of it that becomes the default: each new version requires IMDSv2.',
    },
  },
];
