import type { HealthRule } from '../service.ts';

/** What the health report looks at. */
export const templateHealth: readonly HealthRule[] = [
  { name: 'state', source: 'configuration', detail: 'the last change of the stack failed' },
  { name: 'drift', source: 'configuration', detail: 'resources differ from the template' },
];
