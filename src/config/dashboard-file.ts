import { z } from 'zod';
import type { DashboardConfig } from './config.ts';
import { repository } from './setting.ts';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A cookie that signs somebody in travels over TLS, or does not leave the machine. */
const url = z
  .string()
  .regex(/^https?:\/\/[^/?#@\s]+$/, 'an address without a path, such as "https://example.com"')
  .refine((said) => said.startsWith('https://') || LOOPBACK.test(said), {
    error: 'needs https, except on 127.0.0.1 or localhost',
  });

/** `dashboard.yml`: off unless somebody says which readers may see it. */
export const dashboardFile = z
  .strictObject({
    enabled: z.boolean().default(false),
    repository: repository.exactOptional(),
    url: url.exactOptional(),
  })
  .refine((said) => !said.enabled || said.repository !== undefined, {
    path: ['repository'],
    error: 'who may read which repository may see the dashboard? Write owner/name',
  }) satisfies z.ZodType<DashboardConfig>;
