/** What to do where the words of the issue stand in the way. */
export const EDIT = 'Edit the issue, and the plan is made again.';
