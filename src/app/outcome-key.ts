/** Name of the stored outcome of a release: a refused release leaves the plan as it was. */
export const outcomeKey = (releaseId: string): string => `outcome-${releaseId}`;
