import { stemOf } from './said.ts';

/** A flat list of words, compared in the singular and in small letters. */
const words = (list: string): ReadonlySet<string> =>
  new Set(list.split(/\s+/).flatMap((word) => [word, stemOf(word)]));

/**
 * All that a sentence may be made of beside names and figures of the facts. Left out on purpose is
 * every word that judges, allows, orders or promises, every person, and every state of a resource:
 * those stand in a form of their own or nowhere.
 */
export const PLAIN: ReadonlySet<string> = words(`
  a an the this that these those it its them there which
  is are was be will
  and or but because so
  not no nothing none
  of in for to from by with as than after now more one also among under or only
  create created creating make makes made add adds added new
  change changed changing update updated
  replace replaced replacing
  delete deleted deleting remove removed removing
  exists existing lost data
  plan step phase resource account region environment policy part
  name named called asked stored assumed
  sandbox development test staging production
  risk low medium high
  cost costs month total together difference rise rises
  promise tidy guide
  bucket table queue topic function instance role database cluster volume snapshot distribution
  subnet gateway balancer container certificate domain stack alarm trail dashboard secret
  zero two three four five six seven eight nine ten eleven twelve
`);

/** What may be said of a failure besides. */
export const OF_FAILURE: ReadonlySet<string> = words(`
  may have had could fault own internal failure failed ended came taken already
  rolled back look at event events around service first
`);

/** What may be said of a bill besides. */
export const OF_COSTS: ReadonlySet<string> = words(`
  week before spent spend budget went up down rose fell bill report service services read
  largest stand first has
`);
