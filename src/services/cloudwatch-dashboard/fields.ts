import type { Field } from '../service.ts';

/** What a task for a dashboard may carry. A dashboard takes no tags. */
export const DASHBOARD_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    hint: 'The dashboard name: letters, digits, hyphens and underscores, such as `orders`.',
  },
  {
    name: 'shows',
    kind: 'list',
    requiredFor: ['CreateResource'],
    pattern:
      /^(function|queue|topic|rule|table|instance|database|api|alarm) [A-Za-z0-9_.-]{1,255}$/,
    hint: 'What it shows, such as `Shows: function orders, queue mails, alarm orders-slow`.',
  },
];
